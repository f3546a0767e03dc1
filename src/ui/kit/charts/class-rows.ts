// The lines of the plot of the classes: recall on the validation set by epoch, and the positions of their names.

import { confusionScores } from '../../../base/confusion.ts';
import type { EpochMetrics } from '../../../contract/metrics.ts';

export interface ClassPoint {
  /** Epochs done. */
  x: number;
  /** Recall, 0 … 1. */
  y: number;
}

/** One line for each class; epochs whose validation set has no image of a class are left out of its line. */
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

/** The tenth at or below every point, where the y axis begins: at most 0.9. */
export function lowestTenth(lines: readonly (readonly ClassPoint[])[]): number {
  let lowest = 0.9;
  for (const line of lines) for (const { y } of line) lowest = Math.min(lowest, y);
  return Math.floor(lowest * 10 + 1e-9) / 10;
}

/** Fractions from `low` to 1, with a label at every tenth or every second one. */
export function fractionAxis(low: number): { domain: [number, number]; ticks: number[] } {
  const size = low < 0.5 ? 2 : 1;
  const ticks: number[] = [];
  for (let tenth = 10; tenth >= Math.round(low * 10); tenth -= size) ticks.unshift(tenth / 10);
  return { domain: [low, 1], ticks };
}

/** Widths of letters that fit beside the plot; one of Chinese, Japanese or Korean counts twice. */
const NAME_ROOM = 11;
const widthOf = (letter: string) => (letter.codePointAt(0)! >= 0x2e80 ? 2 : 1);

/** The width of a name in letters. */
export function nameWidth(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum + widthOf(letter), 0);
}

/** `name` as far as it fits beside the plot, with an ellipsis where it was cut: text in SVG is not cut by CSS. */
export function cutName(name: string): string {
  const letters = Array.from(name);
  let width = 0;
  const end = letters.findIndex((letter) => {
    width += widthOf(letter);
    return width > NAME_ROOM;
  });
  return end < 0 ? name : `${letters.slice(0, end - 1).join('')}…`;
}

/** `positions` moved apart to at least `gap`, as little as possible and in the same order, up to `end`. */
export function spread(positions: readonly number[], gap: number, end: number): number[] {
  const order = [...positions.keys()].sort((a, b) => positions[a]! - positions[b]! || a - b);
  const moved = [...positions];
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
