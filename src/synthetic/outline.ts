// The outline of a garment as lists of points, and the helpers that the outlines of all classes share. x is 0 at the
// garment's vertical axis and grows to the right, y is 0 at the top and grows downwards; 1 is about the garment's height.
// A symmetric shape is given by its right half.

import type { Random } from '../base/random.ts';

export type Points = readonly (readonly [x: number, y: number])[];

export interface Outline {
  /** Closed lines around fabric; the fill goes inside them. */
  bodies: Points[];
  /** Lines around empty space, such as the handles of a bag. */
  loops: Points[];
  /** Lines on the garment, such as pockets and buttons. */
  details: Points[];
}

/** Draws one outline of a class; the random numbers decide its proportions. */
export type DrawOutline = (random: Random) => Outline;

/** A number from the uniform distribution between `min` and `max`. */
export const uniform = (random: Random, min: number, max: number) => min + random.unit() * (max - min);
/** True with a probability of `percent`. */
export const chance = (random: Random, percent: number) => random.below(100) < percent;
const mirrored = (half: Points): Points => half.map(([x, y]) => [-x, y] as const);
/** A closed line from its right half, whose points run from the top to the bottom. */
export const closedOutline = (half: Points): Points => [...half, ...mirrored(half).toReversed()];
/** The line and its mirror image. */
export const onBothSides = (line: Points): Points[] => [line, mirrored(line)];
