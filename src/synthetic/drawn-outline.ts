// A made picture from no photograph: an outline of its class (made-outlines.ts) drawn by an unsteady hand, with ends that
// miss each other, filled or not. Exact arithmetic only, as in made-pictures.ts.

import type { Random } from '../base/random.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';
import type { Points } from './outline.ts';
import { OUTLINES } from './outlines.ts';

/** Lines are drawn through points so far apart, in pixels of the square. */
const SPACING = 1;
/** A hand's wobble changes over so many points. */
const WOBBLE_EVERY = 9;
/** Gaps up to this share of the square are closed before filling, as a drawing's are. */
const CLOSED_GAP = 0.1;

/** Known by what is drawn on them alone. */
const MARKED: ReadonlySet<string> = new Set(['coat', 'sandal', 'shirt']);

type Path = { x: Float64Array; y: Float64Array };

/** What a drawing is drawn with. */
interface Hand {
  random: Random;
  /** Pixels. */
  wobble: number;
  /** Width of the line in pixels. */
  width: number;
  /** So often corners are cut. */
  rounded: number;
}

/**
 * Draws a garment of the class on `canvas` [side, side], which it clears: `inside` where cloth is, `line` on lines, or
 * lines alone. About as large as the square.
 */
export function drawGarment(canvas: Uint8Array, side: number, label: number, random: Random): void {
  const key = CLASS_KEYS[label]!;
  const outline = OUTLINES[key](random);
  const hand: Hand = {
    random,
    wobble: random.unit() * 1.6,
    width: 1 + random.unit() * 4,
    rounded: random.below(3),
  };
  const style = random.below(100);
  const inside = 80 + random.below(110);
  const place = placer([...outline.bodies, ...outline.loops, ...outline.details], side, random);
  const bodies = outline.bodies.map((points) => path(points, true, hand, place));
  const loops = outline.loops.map((points) => path(points, false, hand, place));
  const details = outline.details.map((points) => path(points, false, hand, place));
  canvas.fill(0);
  const marked = MARKED.has(key);
  const flat = style < 12 && !marked;
  const gap = !flat && random.below(100) < 45 ? random.unit() * 0.22 : 0;
  // Of an outline that is far open a hand's fill leaks.
  const filled = flat || (style < 62 && gap < CLOSED_GAP);
  const line = flat ? inside : filled ? inside + 30 + random.below(226 - inside) : 150 + random.below(106);
  if (filled) {
    for (const body of bodies) fill(canvas, side, body, inside);
    if (!flat && random.below(4) === 0) for (const loop of loops) fill(canvas, side, loop, inside);
  }
  for (const body of bodies) {
    const first = random.below(body.x.length);
    const missing = Math.floor(gap * body.x.length);
    stroke(canvas, side, body, hand.width, line, first, body.x.length - missing);
  }
  for (const loop of loops) stroke(canvas, side, loop, hand.width, line, 0, loop.x.length);
  if (marked || (!flat && random.below(100) < 85)) {
    for (const one of details) stroke(canvas, side, one, hand.width, line, 0, one.x.length);
  }
}

type Place = (x: number, y: number) => readonly [number, number];

/** Fits the points' box into the square: stretched, sheared and turned a little, facing either way. */
function placer(all: readonly Points[], side: number, random: Random): Place {
  const stretch = (random.unit() * 2 - 1) * 0.35;
  const facing = random.below(2) * 2 - 1;
  const across = facing * (stretch > 0 ? 1 + stretch : 1);
  const down = stretch < 0 ? 1 - stretch : 1;
  const turn = (random.unit() * 2 - 1) * 0.12;
  const slant = turn + (random.unit() * 2 - 1) * 0.1;
  const move: Place = (x, y) => [across * x - slant * y, down * y + turn * x];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const points of all) {
    for (const [px, py] of points) {
      const [x, y] = move(px, py);
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const room = side - 8;
  const scale = room / Math.max(right - left, bottom - top);
  const [fromX, fromY] = [(side - scale * (right - left)) / 2, (side - scale * (bottom - top)) / 2];
  return (px, py) => {
    const [x, y] = move(px, py);
    return [fromX + scale * (x - left), fromY + scale * (y - top)];
  };
}

/** The line through the points as the hand draws it, corners cut as often as it rounds. */
function path(points: Points, closed: boolean, { random, wobble, rounded }: Hand, place: Place): Path {
  let corners = points.map(([x, y]) => place(x, y));
  for (let time = 0; time < rounded && corners.length > 2; time++) corners = cut(corners, closed);
  const [x, y]: [number[], number[]] = [[], []];
  const sides = closed ? corners.length : corners.length - 1;
  for (let i = 0; i < sides; i++) {
    const [fromX, fromY] = corners[i]!;
    const [toX, toY] = corners[(i + 1) % corners.length]!;
    const [dx, dy] = [toX - fromX, toY - fromY];
    const parts = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / SPACING));
    for (let part = 0; part < parts; part++) {
      x.push(fromX + (dx * part) / parts);
      y.push(fromY + (dy * part) / parts);
    }
  }
  if (!closed) {
    x.push(corners.at(-1)![0]);
    y.push(corners.at(-1)![1]);
  }
  const off = () => (random.unit() * 2 - 1) * wobble;
  const found: Path = { x: Float64Array.from(x), y: Float64Array.from(y) };
  for (const values of [found.x, found.y]) {
    let [from, to] = [off(), off()];
    for (let i = 0; i < values.length; i++) {
      const share = (i % WOBBLE_EVERY) / WOBBLE_EVERY;
      if (i > 0 && share === 0) [from, to] = [to, off()];
      values[i]! += from + (to - from) * share;
    }
  }
  return found;
}

/** Each corner becomes two, a quarter of the way to its neighbours. */
function cut(corners: (readonly [number, number])[], closed: boolean): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = closed ? [] : [corners[0]!];
  const sides = closed ? corners.length : corners.length - 1;
  for (let i = 0; i < sides; i++) {
    const [a, b] = [corners[i]!, corners[(i + 1) % corners.length]!];
    found.push([a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25]);
    found.push([a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75]);
  }
  if (!closed) found.push(corners.at(-1)!);
  return found;
}

/** Discs along the line, from point `first` on; of a closed line `count` points around. */
function stroke(
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

/** Between crossings, row by row: the inside by the even-odd rule. */
function fill(canvas: Uint8Array, side: number, { x, y }: Path, value: number): void {
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
