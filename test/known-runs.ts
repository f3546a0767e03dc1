// Runs on the wasm engine whose weights are the same bits everywhere: in Node and in every browser, with any number of
// threads, paused or resumed. A change in the order of a sum changes these hashes; `npm run train -- LINK` prints them.
// A hash is the SHA-256 of the best weights, float32 little-endian in the flat layout.

/** Classic LeNet with seed 1: all 48,000 training images once. Callers add the number of threads. */
export const FIRST_EPOCH = '?epochs=1&engine=wasm';
export const FIRST_EPOCH_HASH = '245d7fcfd61355b578c17e4dd9e166176636fd1b488faa203448ebb120246d49';

/** The same with all images shuffled together, as every run was before the order could be streamed. */
export const SHUFFLED = `${FIRST_EPOCH}&order=shuffled`;
export const SHUFFLED_HASH = '549156c1cf17327c223d05cdafeb41f76803b8752a3b33b295ad279f65b15e06';

/** A few seconds of training in 4 epochs and 1,920 steps: long enough to be interrupted. */
export const SHORT_RUN = '?samples=12000&epochs=4&batch=20&schedule=one-cycle&flip=on&engine=wasm';
export const SHORT_RUN_HASH = 'd82f1e78353822088621e58e10823db37b2f2c0851781ecce2b2c602ed7fc33f';

/** About a second of training in 3 epochs and 240 steps. */
export const SMALL_RUN = '?samples=2000&epochs=3&batch=20&engine=wasm';
export const SMALL_RUN_HASH = 'e73cfc7cff237deead7ef27635a21ccf08625e9baa04e930a32e069c166f30b8';
