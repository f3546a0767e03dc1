// The good dataset that hostile files are made from, and what is expected of them.

import { randomStream, type Random } from '../../src/base/random.ts';
import type { Part } from '../../src/own-data/draft.ts';

export type Files = Record<string, Uint8Array<ArrayBuffer>>;

/**
 * bad: refused. same: the good dataset, whatever the names of its classes. less: the good dataset without at least one file,
 * which is named with its reason. more: the good dataset and one more image. images: refused, or a dataset of good images
 * alone. open: refused, or any dataset that is consistent.
 */
export type Verdict = 'bad' | 'same' | 'less' | 'more' | 'images' | 'open';

export interface Fault {
  fault: string;
  verdict: Verdict;
  /** Names of the classes, where they are not the usual ones. */
  names?: readonly string[];
  files: (random: Random) => Files;
}

const random = randomStream(1, 'own-data good');

/** Eight images of each of three classes. */
export const GOOD: Part = {
  images: Uint8Array.from({ length: 24 * 784 }, () => random.below(100)),
  labels: Uint8Array.from({ length: 24 }, (_, i) => i % 3),
};
