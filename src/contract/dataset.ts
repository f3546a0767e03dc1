// The facts of a dataset, and those of FashionMNIST: counts, order and classes.

/** What a run, the page and the engines need to know of a dataset. */
export interface DatasetFacts {
  /** `fashion-mnist`, or the first 12 hexadecimal digits of `contentHash`. */
  id: string;
  /** The person's name for it. */
  name: string;
  /** Names of the classes in the order of their labels; FashionMNIST's are keys of the message catalogues. */
  classes: readonly string[];
  trainCount: number;
  testCount: number;
  /** SHA-256 of the labels and then the images, training images first, in lower-case hexadecimal. */
  contentHash: string;
}

/** Fewest and most classes of a dataset. */
export const CLASS_LIMITS = { min: 2, max: 100 } as const;
/** Most images of a dataset, training and test images together. */
export const IMAGE_LIMIT = 200_000;

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

export const FASHION_ID = 'fashion-mnist';
/** Every id of a dataset. */
export const DATASET_ID = /^(?:fashion-mnist|[0-9a-f]{12})$/;

export const FASHION: DatasetFacts = {
  id: FASHION_ID,
  name: 'FashionMNIST',
  classes: CLASS_KEYS,
  trainCount: TRAIN_COUNT,
  testCount: TEST_COUNT,
  contentHash: '512a72082f82f43b14820319facd797870c26c6313fa6fc011e6714027b61da1',
};

/** The first test image of each class, by its index in the test set. public/examples.png shows them before any data is loaded. */
export const EXAMPLE_TEST_INDICES = [19, 2, 1, 13, 6, 8, 4, 9, 18, 0] as const;
