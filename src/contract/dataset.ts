// The facts of FashionMNIST: counts, order and classes.

export const TRAIN_COUNT = 60_000;
export const TEST_COUNT = 10_000;
/** In the array of all images test images follow training images: test image i has index TRAIN_COUNT + i. */
export const DATASET_COUNT = TRAIN_COUNT + TEST_COUNT;
/** Synthetic images follow the test images; the array has room for this many. */
export const SYNTHETIC_LIMIT = 40_000;
export const SHARD_COUNT = 10_000;
/** The position in the manifest of the shard that has the image `index` of the dataset. */
export const shardOf = (index: number) => Math.floor(index / SHARD_COUNT);

/** The classes in the order of their labels, as keys of the message catalogues. */
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

/** The first test image of each class, by its index in the test set. public/examples.png shows them before any data is loaded. */
export const EXAMPLE_TEST_INDICES = [19, 2, 1, 13, 6, 8, 4, 9, 18, 0] as const;
