// What the page gets of a member, from what its run has measured.

import { runCounts } from '../../contract/config.ts';
import type { EpochMetrics, TestResult } from '../../contract/metrics.ts';
import type { SweepMember } from '../../contract/sweep.ts';
import type { MemberState, MemberStatus } from '../../contract/sweep-state.ts';

/** Points of a curve of the training loss: as many as a chart of many curves can show. */
const CURVE_POINTS = 120;

/** Of a run, or of its checkpoint. */
export interface Measured {
  /** One for each step. */
  losses: Float32Array;
  epochs: readonly EpochMetrics[];
  best: { metrics: EpochMetrics | null; test: TestResult | null } | null;
  seconds: number;
}

export const NOT_MEASURED: Measured = { losses: new Float32Array(), epochs: [], best: null, seconds: 0 };

export function memberState(
  { index, config }: SweepMember,
  status: MemberStatus,
  { losses, epochs, best, seconds }: Measured,
): MemberState {
  const { totalSteps } = runCounts(config);
  const stepsPerPoint = Math.ceil(totalSteps / CURVE_POINTS);
  const bestMetrics = best?.metrics ?? null;
  const test = best?.test ?? null;
  return {
    index,
    status,
    step: losses.length,
    totalSteps,
    losses: means(losses, stepsPerPoint),
    stepsPerPoint,
    epochs: epochs.map(({ epoch, trainLoss, trainAccuracy, validationLoss, validationAccuracy }) => ({
      epoch,
      trainLoss,
      trainAccuracy,
      validationLoss,
      validationAccuracy,
    })),
    best: bestMetrics && { epoch: bestMetrics.epoch, validationAccuracy: bestMetrics.validationAccuracy },
    test: test && { accuracy: test.accuracy, loss: test.loss },
    seconds,
  };
}

/** Means of `size` values each; the last of what is left. */
function means(values: Float32Array, size: number): Float32Array {
  return Float32Array.from({ length: Math.ceil(values.length / size) }, (_, i) => {
    const part = values.subarray(i * size, (i + 1) * size);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
