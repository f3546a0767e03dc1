// Reads a garment's strokes from a short notation into lines, and makes lines wobbly or broken as if drawn by hand.
//
// A stroke is a flag, a space and points "x,y" in a square of 100 x 100. The flags are: c a closed line; o an open line; m the
// right half of a closed line, from the middle of the top to the middle of the bottom, mirrored about x = 50; M an open line and
// its mirror image. ~ before the flag joins the points by curves.

import type { CLASS_KEYS } from '../../src/contract/dataset.ts';
import type { Random } from '../../src/base/random.ts';

export interface Design {
  label: (typeof CLASS_KEYS)[number];
  name: string;
  /** Strokes around the garment. */
  outline: readonly string[];
  /** Strokes on the garment, such as the neckline, buttons or laces. */
  details: readonly string[];
}

export type Point = readonly [x: number, y: number];
export interface Line {
  points: Point[];
  closed: boolean;
}

/** Points for each piece of a curve. */
const CURVE_PARTS = 8;
/** Largest distance between the points of a line, in units of the square. */
const SPACING = 1.5;
/** Distance between two random offsets of the wobble, in units of the square. */
const WOBBLE_LENGTH = 12;

/** The lines of a stroke. */
export function readStroke(text: string): Line[] {
  const [flags, ...pairs] = text.split(' ');
  const points = pairs.map((pair): Point => {
    const [x, y] = pair.split(',').map(Number);
    return [x!, y!];
  });
  const curved = flags!.startsWith('~');
  const mirrored = points.map(([x, y]): Point => [100 - x, y]);
  const line = (corners: Point[], closed: boolean): Line => ({
    points: spaced(curved ? curve(corners, closed) : corners, closed),
    closed,
  });
  switch (flags!.replace('~', '')) {
    case 'c':
      return [line(points, true)];
    case 'm':
      return [line([...points, ...mirrored.filter(([x]) => x !== 50).toReversed()], true)];
    case 'M':
      return [line(points, false), line(mirrored, false)];
    default:
      return [line(points, false)];
  }
}

/** A Catmull-Rom spline through the corners. */
function curve(corners: Point[], closed: boolean): Point[] {
  const count = corners.length;
  const cornerAt = (i: number): Point =>
    closed ? corners[(i + count) % count]! : corners[Math.min(count - 1, Math.max(0, i))]!;
  const result: Point[] = [];
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [a, b, c, d] = [cornerAt(i - 1), cornerAt(i), cornerAt(i + 1), cornerAt(i + 2)];
    for (let step = 0; step < CURVE_PARTS; step++) {
      const t = step / CURVE_PARTS;
      const mix = (axis: 0 | 1) =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
      result.push([mix(0), mix(1)]);
    }
  }
  return closed ? result : [...result, corners.at(-1)!];
}

/** The line through the corners as points at most SPACING apart. A closed line ends at its first point. */
function spaced(corners: Point[], closed: boolean): Point[] {
  const ends = closed ? [...corners, corners[0]!] : corners;
  const result: Point[] = [ends[0]!];
  for (let i = 1; i < ends.length; i++) {
    const [from, to] = [ends[i - 1]!, ends[i]!];
    const parts = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / SPACING));
    for (let step = 1; step <= parts; step++) {
      result.push([
        from[0] + ((to[0] - from[0]) * step) / parts,
        from[1] + ((to[1] - from[1]) * step) / parts,
      ]);
    }
  }
  return result;
}

/** The line with smooth random offsets of up to `amount`. The ends of a closed line miss each other a little. */
export function wobbled({ points, closed }: Line, amount: number, random: Random): Line {
  const every = Math.round(WOBBLE_LENGTH / SPACING);
  const knots = Array.from({ length: Math.ceil(points.length / every) + 2 }, (): Point => [
    (random.unit() * 2 - 1) * amount,
    (random.unit() * 2 - 1) * amount,
  ]);
  const moved = points.map(([x, y], i): Point => {
    const knot = Math.floor(i / every);
    const t = (i % every) / every;
    const ease = t * t * (3 - 2 * t);
    const offset = (axis: 0 | 1) => knots[knot]![axis] * (1 - ease) + knots[knot + 1]![axis] * ease;
    return [x + offset(0), y + offset(1)];
  });
  return { points: moved, closed };
}

/** The line without `gaps` random pieces of about `length` each. */
export function broken({ points }: Line, gaps: number, length: number, random: Random): Line[] {
  const isGap = new Uint8Array(points.length);
  for (let gap = 0; gap < gaps; gap++) {
    const first = random.below(points.length);
    isGap.fill(1, first, first + Math.round(length / SPACING));
  }
  const parts: Line[] = [];
  let part: Point[] = [];
  for (const [i, point] of points.entries()) {
    if (!isGap[i]) part.push(point);
    if ((isGap[i] || i === points.length - 1) && part.length > 0) {
      parts.push({ points: part, closed: false });
      part = [];
    }
  }
  return parts;
}
