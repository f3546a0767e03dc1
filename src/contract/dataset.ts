// What both threads and the build script agree on about FashionMNIST. No pixels are here.

export const TRAIN_COUNT = 60_000;
export const TEST_COUNT = 10_000;
/** Test pictures follow the training pictures in the one pixel array: test picture i has index TRAIN_COUNT + i. */
export const DATASET_COUNT = TRAIN_COUNT + TEST_COUNT;
/** Pictures made of the training pictures follow the test pictures: room for so many. */
export const SYNTHETIC_LIMIT = 40_000;
export const SHARD_COUNT = 10_000;

/** The classes in label order, as keys of the message catalogues. */
export const CLASS_KEYS = [
  'tshirt',
  'trouser',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'boot',
] as const;
