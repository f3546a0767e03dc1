// Snapshots of a run for the matrix: each epoch on the validation set, then the final test.

import { confusionOf, type ConfusionCounts } from '../../base/confusion.ts';
import type { EpochMetrics, TestResult } from '../../contract/metrics.ts';

export type Snapshot =
  | { kind: 'epoch'; epoch: number; counts: ConfusionCounts; before: ConfusionCounts | null }
  | { kind: 'test'; counts: ConfusionCounts; before: ConfusionCounts | null };

/** Empty, for the time before the first epoch. */
export function emptySnapshot(classes: number): Snapshot {
  return { kind: 'epoch', epoch: 1, counts: new Uint16Array(classes ** 2), before: null };
}

export function snapshotCount(epochs: readonly EpochMetrics[], result: TestResult | null): number {
  return epochs.length + (result ? 1 : 0);
}

/** Snapshot `at`, from 0, with the one that it is compared with: the epoch before, or the test of an `earlier` run. */
export function snapshotAt(
  at: number,
  epochs: readonly Pick<EpochMetrics, 'epoch' | 'validationConfusion'>[],
  result: Pick<TestResult, 'labels' | 'predicted'> | null,
  earlier: Pick<TestResult, 'labels' | 'predicted'> | null,
  classes: number,
): Snapshot | null {
  const metrics = epochs[at];
  if (metrics) {
    const before = epochs[at - 1]?.validationConfusion ?? null;
    return { kind: 'epoch', epoch: metrics.epoch, counts: metrics.validationConfusion, before };
  }
  if (!result || at !== epochs.length) return null;
  const countsOf = ({ labels, predicted }: Pick<TestResult, 'labels' | 'predicted'>) =>
    confusionOf(labels, predicted, classes);
  return { kind: 'test', counts: countsOf(result), before: earlier && countsOf(earlier) };
}
