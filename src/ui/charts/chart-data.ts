// A run's history as the rows that one plot draws: steps thinned to their means, epochs as they are. x counts epochs.

import { decimate } from '../../base/decimate.ts';

/** One place on the x axis with the series that have a value there. */
export interface ChartRow {
  /** Epochs done, 0 … epochs of the run. */
  x: number;
  /** Mean of some steps' batches. */
  step?: number;
  /** Running mean over the epoch that ends here. */
  train?: number;
  validation?: number;
}

export interface EpochPoint {
  /** Steps done at the epoch's end. */
  step: number;
  train: number;
  validation: number;
}

/** Most rows that the steps of a run become. */
export const STEP_ROWS = 160;

/**
 * Rows in order of x. `steps` holds one value for each step so far, of `stepsPerEpoch` in an epoch.
 */
export function chartRows(
  steps: ArrayLike<number>,
  epochs: readonly EpochPoint[],
  stepsPerEpoch: number,
): ChartRow[] {
  const rows: ChartRow[] = decimate(steps, STEP_ROWS).map(({ center, mean }) => ({
    x: center / stepsPerEpoch,
    step: mean,
  }));
  for (const { step, train, validation } of epochs) rows.push({ x: step / stepsPerEpoch, train, validation });
  return rows.sort((a, b) => a.x - b.x);
}

/** Whole epochs to label on an axis that ends at `epochs`: 0, the end, and about `count` even steps between. */
export function epochTicks(epochs: number, count = 6): number[] {
  const rough = Math.max(1, epochs / count);
  const size = [1, 2, 5, 10, 20, 25, 50].find((step) => step >= rough) ?? 50;
  const ticks: number[] = [];
  // The last even tick gives way to the end where the two would touch.
  for (let tick = 0; tick <= epochs - size / 2; tick += size) ticks.push(tick);
  return [...ticks, epochs];
}
