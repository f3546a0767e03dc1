// Draws an outline of a class (outlines.ts) as an unsteady hand would: wobbly lines, sometimes a gap in the outline, filled or
// not. Only operations that IEEE 754 rounds exactly, so that every browser computes the same bits.

import type { Random } from '../base/random.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';
import type { Points } from './outline.ts';
import { OUTLINES } from './outlines.ts';

/** Distance between the points of a path, in pixels. */
const SPACING = 1;
/** Number of points after which the wobble gets a new random offset. */
const WOBBLE_EVERY = 9;
/** An outline with a gap of at least this fraction of its length stays empty, because a fill by hand would leak. */
const MAX_FILLED_GAP = 0.1;

/** Classes that can only be recognised by their details. */
const NEEDS_DETAILS: ReadonlySet<string> = new Set(['coat', 'sandal', 'shirt']);

type Path = { x: Float64Array; y: Float64Array };

/** How one garment is drawn. */
interface Pen {
  random: Random;
  /** Largest offset of a point, in pixels. */
  wobble: number;
  /** Width of the line in pixels. */
  width: number;
  /** Rounds of corner cutting. */
  smoothing: number;
}

/**
 * Clears `canvas` [side, side] and draws a garment of the class on it, about as large as the square: a flat silhouette, a
 * filled outline or lines alone, in grey levels of 0 to 255.
 */
export function drawGarment(canvas: Uint8Array, side: number, label: number, random: Random): void {
  const key = CLASS_KEYS[label]!;
  const outline = OUTLINES[key](random);
  const pen: Pen = {
    random,
    wobble: random.unit() * 1.6,
    width: 1 + random.unit() * 4,
    smoothing: random.below(3),
  };
  const style = random.below(100);
  const insideGrey = 80 + random.below(110);
  const transform = fitToSquare([...outline.bodies, ...outline.loops, ...outline.details], side, random);
  const bodies = outline.bodies.map((points) => tracePath(points, true, pen, transform));
  const loops = outline.loops.map((points) => tracePath(points, false, pen, transform));
  const details = outline.details.map((points) => tracePath(points, false, pen, transform));
  canvas.fill(0);
  const needsDetails = NEEDS_DETAILS.has(key);
  // A silhouette in one grey, without visible lines.
  const flat = style < 12 && !needsDetails;
  // Missing fraction of the outline.
  const gap = !flat && random.below(100) < 45 ? random.unit() * 0.22 : 0;
  const filled = flat || (style < 62 && gap < MAX_FILLED_GAP);
  const lineGrey = flat
    ? insideGrey
    : filled
      ? insideGrey + 30 + random.below(226 - insideGrey)
      : 150 + random.below(106);
  if (filled) {
    for (const body of bodies) fillPath(canvas, side, body, insideGrey);
    if (!flat && random.below(4) === 0) for (const loop of loops) fillPath(canvas, side, loop, insideGrey);
  }
  for (const body of bodies) {
    const first = random.below(body.x.length);
    const missing = Math.floor(gap * body.x.length);
    strokePath(canvas, side, body, pen.width, lineGrey, first, body.x.length - missing);
  }
  for (const loop of loops) strokePath(canvas, side, loop, pen.width, lineGrey, 0, loop.x.length);
  if (needsDetails || (!flat && random.below(100) < 85)) {
    for (const line of details) strokePath(canvas, side, line, pen.width, lineGrey, 0, line.x.length);
  }
}

/** From the outline's coordinates to pixels. */
type Transform = (x: number, y: number) => readonly [number, number];

/** A random scaling, shear, rotation and mirroring of the outline, then a fit of its bounding box to the square. */
function fitToSquare(all: readonly Points[], side: number, random: Random): Transform {
  const scaling = (random.unit() * 2 - 1) * 0.35;
  // -1 mirrors the garment.
  const facing = random.below(2) * 2 - 1;
  const scaleX = facing * (scaling > 0 ? 1 + scaling : 1);
  const scaleY = scaling < 0 ? 1 - scaling : 1;
  const turn = (random.unit() * 2 - 1) * 0.12;
  const slant = turn + (random.unit() * 2 - 1) * 0.1;
  const deform: Transform = (x, y) => [scaleX * x - slant * y, scaleY * y + turn * x];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const points of all) {
    for (const [px, py] of points) {
      const [x, y] = deform(px, py);
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  // A margin of 4 pixels on each side.
  const available = side - 8;
  const scale = available / Math.max(right - left, bottom - top);
  const [fromX, fromY] = [(side - scale * (right - left)) / 2, (side - scale * (bottom - top)) / 2];
  return (px, py) => {
    const [x, y] = deform(px, py);
    return [fromX + scale * (x - left), fromY + scale * (y - top)];
  };
}

/** The wobbly line through the points, in pixels, with its corners smoothed. */
function tracePath(
  points: Points,
  closed: boolean,
  { random, wobble, smoothing }: Pen,
  transform: Transform,
): Path {
  let corners = points.map(([x, y]) => transform(x, y));
  for (let round = 0; round < smoothing && corners.length > 2; round++) corners = cutCorners(corners, closed);
  const [x, y]: [number[], number[]] = [[], []];
  const sides = closed ? corners.length : corners.length - 1;
  for (let i = 0; i < sides; i++) {
    const [fromX, fromY] = corners[i]!;
    const [toX, toY] = corners[(i + 1) % corners.length]!;
    const [dx, dy] = [toX - fromX, toY - fromY];
    const steps = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / SPACING));
    for (let step = 0; step < steps; step++) {
      x.push(fromX + (dx * step) / steps);
      y.push(fromY + (dy * step) / steps);
    }
  }
  if (!closed) {
    x.push(corners.at(-1)![0]);
    y.push(corners.at(-1)![1]);
  }
  const offset = () => (random.unit() * 2 - 1) * wobble;
  const result: Path = { x: Float64Array.from(x), y: Float64Array.from(y) };
  for (const values of [result.x, result.y]) {
    let [from, to] = [offset(), offset()];
    for (let i = 0; i < values.length; i++) {
      const t = (i % WOBBLE_EVERY) / WOBBLE_EVERY;
      if (i > 0 && t === 0) [from, to] = [to, offset()];
      values[i]! += from + (to - from) * t;
    }
  }
  return result;
}

/** Chaikin's corner cutting: two points replace each corner, a quarter of the way to its neighbours. */
function cutCorners(corners: (readonly [number, number])[], closed: boolean): (readonly [number, number])[] {
  const result: (readonly [number, number])[] = closed ? [] : [corners[0]!];
  const sides = closed ? corners.length : corners.length - 1;
  for (let i = 0; i < sides; i++) {
    const [a, b] = [corners[i]!, corners[(i + 1) % corners.length]!];
    result.push([a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25]);
    result.push([a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75]);
  }
  if (!closed) result.push(corners.at(-1)!);
  return result;
}

/** Draws discs at `count` points of the path, starting at point `first` and wrapping around at the end. */
function strokePath(
  canvas: Uint8Array,
  side: number,
  { x, y }: Path,
  width: number,
  value: number,
  first: number,
  count: number,
): void {
  const radius = width / 2;
  for (let k = 0; k < count; k++) {
    const i = (first + k) % x.length;
    const [middleX, middleY] = [x[i]!, y[i]!];
    const lowest = Math.max(0, Math.ceil(middleY - radius));
    const highest = Math.min(side - 1, middleY + radius);
    for (let row = lowest; row <= highest; row++) {
      const leftmost = Math.max(0, Math.ceil(middleX - radius));
      const rightmost = Math.min(side - 1, middleX + radius);
      for (let column = leftmost; column <= rightmost; column++) {
        const [dx, dy] = [column - middleX, row - middleY];
        if (dx * dx + dy * dy <= radius * radius) canvas[row * side + column] = value;
      }
    }
  }
}

/** Fills the closed path row by row, by the even-odd rule. */
function fillPath(canvas: Uint8Array, side: number, { x, y }: Path, value: number): void {
  for (let row = 0; row < side; row++) {
    const crossings: number[] = [];
    for (let i = 0; i < x.length; i++) {
      const next = (i + 1) % x.length;
      const [a, b] = [y[i]!, y[next]!];
      if (a <= row === b <= row) continue;
      crossings.push(x[i]! + ((row - a) / (b - a)) * (x[next]! - x[i]!));
    }
    crossings.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const last = Math.min(side - 1, Math.floor(crossings[pair + 1]!));
      for (let column = Math.max(0, Math.ceil(crossings[pair]!)); column <= last; column++) {
        canvas[row * side + column] = value;
      }
    }
  }
}
