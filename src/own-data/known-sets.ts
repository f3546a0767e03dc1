// Recognises public datasets. Their files are never fetched: they are recognised when a person chooses them.

import { FASHION_ID } from '../contract/dataset.ts';
import type { KnownSetId, RecognisedSet } from '../contract/own-data.ts';

interface KnownSet {
  id: KnownSetId;
  name: string;
  /** The classes' names by what the files call them. */
  names: Readonly<Record<string, string>>;
  /** All classes have the same number of images. */
  counts: { train: number; test: number };
  /** Images are stored with rows and columns exchanged. */
  turned?: boolean;
}

const numbered = (names: readonly string[], first = 0) =>
  Object.fromEntries(names.map((name, i) => [String(first + i), name]));
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const GARMENTS = 'T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot'.split(',');
const KANA = 'お o,き ki,す su,つ tsu,な na,は ha,ま ma,や ya,れ re,を wo'.split(',');

const EVEN_TEN = { train: 6000, test: 1000 };
const FASHION_SET: KnownSet = {
  id: FASHION_ID,
  name: 'FashionMNIST',
  names: numbered(GARMENTS),
  counts: EVEN_TEN,
};
const MNIST_SET = { id: 'mnist', name: 'MNIST', names: {} } as const;
const KMNIST_SET: KnownSet = { id: 'kmnist', name: 'KMNIST', names: numbered(KANA), counts: EVEN_TEN };
const BALANCED: KnownSet = {
  id: 'emnist-balanced',
  name: 'EMNIST Balanced',
  names: numbered([...'0123456789'.split(''), ...LETTERS, ...'abdefghnqrt'.split('')]),
  counts: { train: 2400, test: 400 },
  turned: true,
};
const LETTER_SET: KnownSet = {
  id: 'emnist-letters',
  name: 'EMNIST Letters',
  names: numbered(LETTERS, 1),
  counts: { train: 4800, test: 800 },
  turned: true,
};

/** The content hash of FashionMNIST with its classes as numbers, in canonical order. */
const FASHION_HASH = '06a16c367e28bc66cbb78f68bcdce734426841e401118126f25197bf28432e10';
/** SHA-256 of the published gzip files of training images. */
const GZIP_HASHES = {
  mnist: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
  kmnist: '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4',
} as const;
/** MNIST's training images of the digits 0 to 9. No other set is known to have these. */
const MNIST_COUNTS = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];

/** What is known of the files. */
export interface Traces {
  /** Numbers of the classes of all training images. */
  train: { labels: Uint8Array };
  /** By their numbers. */
  classes: readonly string[];
  paths: readonly string[];
  gzipHashes: ReadonlySet<string>;
  /** Of all images in canonical order, without options. */
  contentHash: string;
}

export interface Recognised extends RecognisedSet {
  names: Readonly<Record<string, string>>;
  turned: boolean;
}

/** The known dataset that `traces` belong to; null for none. */
export function recognise(traces: Traces): Recognised | null {
  const { contentHash, gzipHashes } = traces;
  if (contentHash === FASHION_HASH) return recognised(FASHION_SET, 'content');
  const digits = Array.from({ length: 10 }, (_, k) => String(k));
  if (hasCounts(traces, digits, MNIST_COUNTS, 60_000)) {
    return recognised(MNIST_SET, gzipHashes.has(GZIP_HASHES.mnist) ? 'files' : 'counts');
  }
  for (const set of [KMNIST_SET, BALANCED, LETTER_SET]) {
    const keys = Object.keys(set.names);
    const counts = keys.map(() => set.counts.train);
    if (!hasCounts(traces, keys, counts, keys.length * set.counts.train)) continue;
    if (set === KMNIST_SET && gzipHashes.has(GZIP_HASHES.kmnist)) return recognised(set, 'files');
    const named = traces.paths.some((path) => path.toLowerCase().includes(set.id));
    if (named) return recognised(set, 'names');
  }
  return null;
}

function recognised(
  set: Pick<KnownSet, 'id' | 'name' | 'names' | 'turned'>,
  by: RecognisedSet['by'],
): Recognised {
  return { id: set.id, name: set.name, by, names: set.names, turned: set.turned ?? false };
}

/** Whether the classes are `keys`, with `counts` training images each. */
function hasCounts(
  { train, classes }: Traces,
  keys: readonly string[],
  counts: readonly number[],
  total: number,
): boolean {
  if (train.labels.length !== total) return false;
  const found = new Map<string, number>();
  for (const label of train.labels) found.set(classes[label]!, (found.get(classes[label]!) ?? 0) + 1);
  return found.size === keys.length && keys.every((key, k) => found.get(key) === counts[k]);
}
