// The moments of a run that the matrix can show: each epoch on the validation set, and at last the final score on the test set.

import { confusionOf } from '../../base/confusion.ts';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import type { EpochMetrics, TestResult } from '../../contract/metrics.ts';

export type Snapshot =
  | { kind: 'epoch'; epoch: number; counts: Uint16Array; before: Uint16Array | null }
  | { kind: 'test'; counts: Uint16Array; before: Uint16Array | null };

/** Stands where there is none yet. */
export const NO_SNAPSHOT: Snapshot = {
  kind: 'epoch',
  epoch: 1,
  counts: new Uint16Array(CLASS_KEYS.length ** 2),
  before: null,
};

const countsOf = ({ labels, predicted }: Pick<TestResult, 'labels' | 'predicted'>) =>
  confusionOf(labels, predicted, CLASS_KEYS.length);

/** How many there are. */
export function snapshotCount(epochs: readonly EpochMetrics[], result: TestResult | null): number {
  return epochs.length + (result ? 1 : 0);
}

/** Moment `at`, from 0: beside the epoch before it, or for the final score beside that of an `earlier` run. */
export function snapshotAt(
  at: number,
  epochs: readonly Pick<EpochMetrics, 'epoch' | 'validationConfusion'>[],
  result: Pick<TestResult, 'labels' | 'predicted'> | null,
  earlier: Pick<TestResult, 'labels' | 'predicted'> | null,
): Snapshot | null {
  const metrics = epochs[at];
  if (metrics) {
    const before = epochs[at - 1]?.validationConfusion ?? null;
    return { kind: 'epoch', epoch: metrics.epoch, counts: metrics.validationConfusion, before };
  }
  if (!result || at !== epochs.length) return null;
  return { kind: 'test', counts: countsOf(result), before: earlier && countsOf(earlier) };
}
