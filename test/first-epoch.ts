// What one epoch of the article's run must give, bit for bit: with any number of threads, in Node and in every browser,
// paused or not. Whoever changes the order of a sum changes the hash, and says so: `npm run train -- "?epochs=1"` prints it.

/** The article with seed 1, all 48,000 training pictures once; the number of threads is to be added. */
export const FIRST_EPOCH = '?epochs=1&engine=wasm';

/** SHA-256 of the weights, float32 little-endian in the flat layout. */
export const FIRST_EPOCH_HASH = '549156c1cf17327c223d05cdafeb41f76803b8752a3b33b295ad279f65b15e06';
