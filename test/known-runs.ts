// Runs on the wasm engine whose weights are the same bits everywhere: in Node and in every browser, with any number of
// threads, paused or resumed. A change in the order of a sum changes these hashes; `npm run train -- LINK` prints them.
// A hash is the SHA-256 of the best weights, float32 little-endian in the flat layout.

/** Classic LeNet with seed 1: all 48,000 training images once. Callers add the number of threads. */
export const FIRST_EPOCH = '?epochs=1&engine=wasm';
export const FIRST_EPOCH_HASH = '549156c1cf17327c223d05cdafeb41f76803b8752a3b33b295ad279f65b15e06';

/** A few seconds of training in 4 epochs and 1,920 steps: long enough to be interrupted. */
export const SHORT_RUN = '?samples=12000&epochs=4&batch=20&schedule=one-cycle&flip=on&engine=wasm';
export const SHORT_RUN_HASH = '69eb3fd57c11d1bf63562ef3cac1b1dabbb0b2d8f45cba58d18881b75d5cf3b4';
