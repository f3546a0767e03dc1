// What the plot of the ten classes draws: each class's validation accuracy by epoch, and where the names at its right stand.

import { confusionScores } from '../../../base/confusion.ts';
import type { EpochMetrics } from '../../../contract/metrics.ts';

export interface ClassPoint {
  /** Epochs done. */
  x: number;
  y: number;
}

/** One line for each class; an epoch whose validation set has no picture of a class is left out of its line. */
export function classLines(
  epochs: readonly Pick<EpochMetrics, 'step' | 'validationConfusion'>[],
  stepsPerEpoch: number,
): ClassPoint[][] {
  const lines: ClassPoint[][] = [];
  for (const { step, validationConfusion } of epochs) {
    for (const [label, { recall }] of confusionScores(validationConfusion).classes.entries()) {
      const line = (lines[label] ??= []);
      if (recall !== null) line.push({ x: step / stepsPerEpoch, y: recall });
    }
  }
  return lines;
}

/** A round share at or below every point, where the y axis begins. */
export function lowestTenth(lines: readonly ClassPoint[][]): number {
  let lowest = 0.9;
  for (const line of lines) for (const { y } of line) lowest = Math.min(lowest, y);
  return Math.floor(lowest * 10 + 1e-9) / 10;
}

/** `places` moved apart to at least `gap`, in their order and as little as that takes; none beyond `end`. */
export function spread(places: readonly number[], gap: number, end: number): number[] {
  const order = [...places.keys()].sort((a, b) => places[a]! - places[b]! || a - b);
  const moved = [...places];
  order.forEach((item, k) => {
    if (k > 0) moved[item] = Math.max(moved[item]!, moved[order[k - 1]!]! + gap);
  });
  let limit = end;
  for (const item of order.toReversed()) {
    moved[item] = Math.min(moved[item]!, limit);
    limit = moved[item]! - gap;
  }
  return moved;
}
