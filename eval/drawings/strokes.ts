// A garment as strokes, in a short notation, and how a hand would draw it: wobble, gaps, tilt, size and place. No pixels.
//
// A stroke is flags, a space and points "x,y" in a square of 100: c closed line, o open line, m the right half of a closed
// line that is mirrored about x = 50 (from the top's middle to the bottom's), M an open line drawn on both sides; ~ before
// it joins the points by curves.

import type { CLASS_KEYS } from '../../src/contract/dataset.ts';
import type { Random } from '../../src/base/random.ts';

export interface Design {
  label: (typeof CLASS_KEYS)[number];
  name: string;
  /** What bounds the garment. */
  outline: readonly string[];
  /** What is on it: neckline, buttons, laces, … */
  details: readonly string[];
}

export type Point = readonly [x: number, y: number];
export interface Line {
  points: Point[];
  closed: boolean;
}

const CURVE_PARTS = 8;
const SPACING = 1.5;
/** Distance over which a hand's wobble changes its direction. */
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

/** Catmull-Rom through the corners. */
function curve(corners: Point[], closed: boolean): Point[] {
  const count = corners.length;
  const at = (i: number): Point =>
    closed ? corners[(i + count) % count]! : corners[Math.min(count - 1, Math.max(0, i))]!;
  const found: Point[] = [];
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let part = 0; part < CURVE_PARTS; part++) {
      const t = part / CURVE_PARTS;
      const mix = (axis: 0 | 1) =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
      found.push([mix(0), mix(1)]);
    }
  }
  return closed ? found : [...found, corners.at(-1)!];
}

/** Points at most SPACING apart; a closed line comes back to its start. */
function spaced(corners: Point[], closed: boolean): Point[] {
  const ends = closed ? [...corners, corners[0]!] : corners;
  const found: Point[] = [ends[0]!];
  for (let i = 1; i < ends.length; i++) {
    const [from, to] = [ends[i - 1]!, ends[i]!];
    const parts = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / SPACING));
    for (let part = 1; part <= parts; part++) {
      found.push([
        from[0] + ((to[0] - from[0]) * part) / parts,
        from[1] + ((to[1] - from[1]) * part) / parts,
      ]);
    }
  }
  return found;
}

/** The line as an unsteady hand draws it, off by about `amount`; a closed line does not quite meet itself. */
export function wobbled({ points, closed }: Line, amount: number, random: Random): Line {
  const every = Math.round(WOBBLE_LENGTH / SPACING);
  const knots = Array.from({ length: Math.ceil(points.length / every) + 2 }, (): Point => [
    (random.unit() * 2 - 1) * amount,
    (random.unit() * 2 - 1) * amount,
  ]);
  const moved = points.map(([x, y], i): Point => {
    const knot = Math.floor(i / every);
    const share = (i % every) / every;
    const ease = share * share * (3 - 2 * share);
    const off = (axis: 0 | 1) => knots[knot]![axis] * (1 - ease) + knots[knot + 1]![axis] * ease;
    return [x + off(0), y + off(1)];
  });
  return { points: moved, closed };
}

/** The line with `gaps` stretches of about `length` left out. */
export function broken({ points }: Line, gaps: number, length: number, random: Random): Line[] {
  const missing = new Uint8Array(points.length);
  for (let gap = 0; gap < gaps; gap++) {
    const first = random.below(points.length);
    missing.fill(1, first, first + Math.round(length / SPACING));
  }
  const parts: Line[] = [];
  let part: Point[] = [];
  for (const [i, point] of points.entries()) {
    if (!missing[i]) part.push(point);
    if ((missing[i] || i === points.length - 1) && part.length > 0) {
      parts.push({ points: part, closed: false });
      part = [];
    }
  }
  return parts;
}
