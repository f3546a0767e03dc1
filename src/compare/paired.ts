// Two runs on the same test images: which images each of them alone classifies correctly.

import { fromBase64 } from '../base/base64.ts';
import type { RunFile } from '../contract/run-file.ts';
import { signTest } from './sign-test.ts';

/** The predictions of two runs for the same test images. */
export interface PairedRuns {
  /** For each test image, in dataset order. */
  labels: Uint8Array;
  predicted: readonly [Uint8Array, Uint8Array];
  /** Places in the test set of the images that only the first run classifies correctly, and only the second. */
  only: readonly [number[], number[]];
  both: number;
  neither: number;
  /** Two-sided, of the exact sign test. */
  p: number;
}

/** Null where the runs were not tested on the same images. */
export function pairRuns(first: RunFile, second: RunFile): PairedRuns | null {
  const [a, b] = [first.result, second.result];
  if (!a || !b || first.dataset.contentHash !== second.dataset.contentHash || a.labels !== b.labels)
    return null;
  const labels = fromBase64(a.labels);
  const predicted = [fromBase64(a.predicted), fromBase64(b.predicted)] as const;
  // A file that was read has base64 text.
  if (!labels || !predicted[0] || !predicted[1]) return null;
  const only: [number[], number[]] = [[], []];
  let both = 0;
  for (const [i, label] of labels.entries()) {
    const correct = [predicted[0][i] === label, predicted[1][i] === label];
    if (correct[0] && correct[1]) both++;
    else if (correct[0]) only[0].push(i);
    else if (correct[1]) only[1].push(i);
  }
  const neither = labels.length - both - only[0].length - only[1].length;
  return {
    labels,
    predicted: [predicted[0], predicted[1]],
    only,
    both,
    neither,
    p: signTest(only[0].length, only[1].length),
  };
}
