// The rows of one plot, and the ticks of its axes. Steps are thinned to means; x counts epochs.

import { decimate } from '../../../base/decimate.ts';

/** The mean of some steps' batches. */
export interface StepRow {
  /** Epochs done, 0 … epochs of the run. */
  x: number;
  step: number;
}

/** The metrics of an epoch. */
export interface EpochRow {
  /** Epochs done at its end. */
  x: number;
  /** Running mean over the epoch. */
  train: number;
  validation: number;
}

/** At most this many rows for the steps of a run. */
export const STEP_ROWS = 160;

/** Rows of `steps`, one value for each step so far, of `stepsPerEpoch` in an epoch. */
export function stepRows(steps: ArrayLike<number>, stepsPerEpoch: number): StepRow[] {
  return decimate(steps, STEP_ROWS).map(({ center, mean }) => ({ x: center / stepsPerEpoch, step: mean }));
}

/** Rows of a run, as its plot draws them. */
export interface PlotRows {
  steps: readonly StepRow[];
  epochRows: readonly EpochRow[];
  best: { x: number; y: number } | null;
}

const NICE_STEPS = [1, 2, 2.5, 5, 10];
/** Highest loss of a plot without rows: a little above ln 10, the loss of random guessing. */
const EMPTY_LOSS = 2.4;

/** At most six round values from 0 up for a loss axis. The last one is at or above every row. */
export function lossTicks({ steps, epochRows }: PlotRows): number[] {
  let highest = 0;
  for (const { step } of steps) highest = Math.max(highest, step);
  for (const { train, validation } of epochRows) highest = Math.max(highest, train, validation);
  const rough = (highest || EMPTY_LOSS) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = power * NICE_STEPS.find((nice) => nice * power >= rough)!;
  const count = Math.ceil((highest || EMPTY_LOSS) / size);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * size).toPrecision(6)));
}

const LOG_STEPS = [1, 2, 5];

/** At most eight values for a logarithmic axis. Every row above 0 lies between the first and the last. */
export function logTicks({ steps, epochRows }: PlotRows): number[] {
  let lowest = Infinity;
  let highest = 0;
  const include = (value: number) => {
    if (value > 0) lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  };
  for (const { step } of steps) include(step);
  for (const { train, validation } of epochRows) {
    include(train);
    include(validation);
  }
  if (highest === 0) return [0.1, 0.2, 0.5, 1, 2, 5];
  const between = (sizes: readonly number[]) => {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(lowest)); power <= Math.ceil(Math.log10(highest)) + 1; power++) {
      ticks.push(...sizes.map((size) => Number(`${size}e${power}`)));
    }
    const first = ticks.findLastIndex((tick) => tick <= lowest);
    const last = ticks.findIndex((tick) => tick >= highest && tick > lowest);
    return ticks.slice(first, last + 1);
  };
  const fine = between(LOG_STEPS);
  return fine.length > 8 ? between([1]) : fine;
}

/** At most seven round values from 0 to `end`, which is above 0. */
export function roundTicks(end: number): number[] {
  const rough = end / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = power * NICE_STEPS.find((nice) => nice * power >= rough * (1 - 1e-9))!;
  const count = Math.floor(end / size + 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * size).toPrecision(6)));
}

/** Whole epochs for an axis that ends at `epochs`: 0, the end, and about `count` even steps between. */
export function epochTicks(epochs: number, count = 6): number[] {
  const rough = Math.max(1, epochs / count);
  const size = [1, 2, 5, 10, 20, 25, 50].find((step) => step >= rough) ?? 50;
  const ticks: number[] = [];
  // The last even tick is left out where it would touch the end.
  for (let tick = 0; tick <= epochs - size / 2; tick += size) ticks.push(tick);
  return [...ticks, epochs];
}
