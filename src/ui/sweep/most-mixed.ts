// The classes that a classifier mixes up most often.

import type { ConfusionCounts } from '../../base/confusion.ts';

export interface MixedPair {
  truth: number;
  predicted: number;
  count: number;
}

/** The largest counts beside the diagonal of `counts`, [classes, classes] with rows true: at most `most`, none of 0. */
export function mostMixed(counts: ConfusionCounts, most: number): MixedPair[] {
  const size = Math.sqrt(counts.length);
  const pairs: MixedPair[] = [];
  counts.forEach((count, cell) => {
    const [truth, predicted] = [Math.floor(cell / size), cell % size];
    if (count > 0 && truth !== predicted) pairs.push({ truth, predicted, count });
  });
  return pairs.sort((a, b) => b.count - a.count).slice(0, most);
}
