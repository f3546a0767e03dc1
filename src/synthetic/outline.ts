// What a made outline is, and what its makers share. Points are in loose proportions, without a hand or pixels: x is 0 in the
// middle, y 0 at the top, the unit about a garment's height; what is symmetric is given by its right half.

import type { Random } from '../base/random.ts';

export type Points = readonly (readonly [x: number, y: number])[];

export interface Outline {
  /** Closed lines: what they enclose is cloth. */
  bodies: Points[];
  /** Closed lines that enclose nothing: handles. */
  loops: Points[];
  /** Open lines. */
  details: Points[];
}

export type Draw = (random: Random) => Outline;

export const between = (random: Random, least: number, most: number) =>
  least + random.unit() * (most - least);
export const maybe = (random: Random, percent: number) => random.below(100) < percent;
const mirrored = (half: Points): Points => half.map(([x, y]) => [-x, y] as const);
/** The right half, from the top to the bottom, becomes a closed line. */
export const whole = (half: Points): Points => [...half, ...mirrored(half).toReversed()];
/** Drawn on both sides. */
export const twice = (line: Points): Points[] => [line, mirrored(line)];
