// Training pictures made from photographs, as a drawing looks once it is prepared: warped, then a flat silhouette, an
// outline with or without details, filled or not. Exact arithmetic only: a seed makes the same pictures in every browser.

import { randomStream, type Random } from '../base/random.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import { inkBox, scaled } from './drawing-scale.ts';

/** Side of the square that a picture is drawn in before it is scaled down. */
const SIDE = 64;
const COUNT = SIDE * SIDE;
/** Knots of the unsteady hand along a side. */
const KNOTS = 5;

/** Working arrays, made once. */
const warped = new Float32Array(COUNT);
const mask = new Uint8Array(COUNT);
const edge = new Uint8Array(COUNT);
const detail = new Uint8Array(COUNT);
const canvas = new Uint8Array(COUNT);
const open = new Int32Array(COUNT);

/** Shares of the manners, in percent; the rest are photographs, only warped. */
export interface Mix {
  /** Filled flat. */
  flat: number;
  /** Filled, with the outline on it. */
  outlined: number;
  /** Filled, with outline and details. */
  detailed: number;
  /** Lines alone. */
  lines: number;
}
export const MIX: Mix = { flat: 20, outlined: 20, detailed: 35, lines: 10 };

/**
 * Fills `target` [count, 28, 28] and `labels` [count] with pictures made of the photographs `sources` (indices into
 * `images`), each in turn.
 */
export function makePictures(
  from: { images: Uint8Array; labels: Uint8Array; sources: Uint32Array; seed: number; mix?: Mix },
  target: Uint8Array,
  labels: Uint8Array,
): void {
  const { images, sources, seed, mix = MIX } = from;
  const random = randomStream(seed, 'made');
  for (let k = 0; k < labels.length; k++) {
    const index = sources[k % sources.length]!;
    labels[k] = from.labels[index]!;
    const photograph = images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
    target.set(makePicture(photograph, random, mix), k * IMAGE_PIXELS);
  }
}

/** One picture made of `photograph`, 784 pixels. */
function makePicture(photograph: Uint8Array, random: Random, mix: Mix): Uint8Array {
  warp(photograph, random);
  const manner = random.below(100);
  const { flat, outlined, detailed, lines } = mix;
  if (manner >= flat + outlined + detailed + lines) {
    for (let i = 0; i < COUNT; i++) canvas[i] = warped[i]!;
  } else {
    drawSilhouette(10 + random.below(30), random.below(4) > 0);
    const inside = 90 + random.below(110);
    const line = inside + random.below(256 - inside);
    if (manner < flat) {
      for (let i = 0; i < COUNT; i++) canvas[i] = mask[i] ? inside : 0;
    } else {
      drawEdge(1 + random.below(3));
      const isDetailed = manner >= flat + outlined && (manner < flat + outlined + detailed || random.below(2) > 0);
      if (isDetailed) drawDetails(4 + random.below(14));
      const fill = manner < flat + outlined + detailed ? inside : 0;
      for (let i = 0; i < COUNT; i++) {
        canvas[i] = edge[i] || (isDetailed && detail[i]) ? line : mask[i] ? fill : 0;
      }
    }
  }
  const box = inkBox(canvas, SIDE, SIDE);
  if (!box) return photograph;
  return scaled(canvas, SIDE, box, IMAGE_SIDE, Math.max(box.width, box.height));
}

/** The photograph stretched, sheared, tapered, turned a little and shaken, on the square. */
function warp(photograph: Uint8Array, random: Random): void {
  const signed = (most: number) => (random.unit() * 2 - 1) * most;
  const facing = random.below(2) * 2 - 1;
  // Pixels of the photograph for one of the square: all of it, with some room around.
  const base = 0.56;
  const stretch = signed(0.3);
  const acrossX = facing * base * (stretch > 0 ? 1 + stretch : 1);
  const downY = base * (stretch < 0 ? 1 - stretch : 1);
  const shear = signed(0.08);
  const turn = signed(0.12);
  const taper = signed(0.25) / SIDE;
  const bend = signed(0.1) / SIDE;
  const shakeX = Array.from({ length: KNOTS * KNOTS }, () => signed(0.9));
  const shakeY = Array.from({ length: KNOTS * KNOTS }, () => signed(0.9));
  const middle = (SIDE - 1) / 2;
  const center = (IMAGE_SIDE - 1) / 2;
  const perKnot = (KNOTS - 1) / (SIDE - 1);
  for (let y = 0; y < SIDE; y++) {
    const v = y - middle;
    const knotY = Math.min(KNOTS - 2, Math.floor(y * perKnot));
    const shareY = y * perKnot - knotY;
    for (let x = 0; x < SIDE; x++) {
      const u = x - middle;
      const knotX = Math.min(KNOTS - 2, Math.floor(x * perKnot));
      const shareX = x * perKnot - knotX;
      const k = knotY * KNOTS + knotX;
      const shake = (knots: number[]) =>
        (knots[k]! * (1 - shareX) + knots[k + 1]! * shareX) * (1 - shareY) +
        (knots[k + KNOTS]! * (1 - shareX) + knots[k + KNOTS + 1]! * shareX) * shareY;
      const across = u * (1 + taper * v) + (shear + turn) * v + bend * v * v;
      const sx = center + acrossX * across + shake(shakeX);
      const sy = center + downY * (v - turn * u) + shake(shakeY);
      warped[y * SIDE + x] = sample(photograph, sx, sy);
    }
  }
}

/** Between four pixels; 0 outside. */
function sample(photograph: Uint8Array, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || top < -1 || left >= IMAGE_SIDE || top >= IMAGE_SIDE) return 0;
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= IMAGE_SIDE || row >= IMAGE_SIDE ? 0 : photograph[row * IMAGE_SIDE + column]!;
  const shareX = x - left;
  const shareY = y - top;
  return (
    (at(left, top) * (1 - shareX) + at(left + 1, top) * shareX) * (1 - shareY) +
    (at(left, top + 1) * (1 - shareX) + at(left + 1, top + 1) * shareX) * shareY
  );
}

/** What is at least `threshold` bright; with `whole`, also what lies within. */
function drawSilhouette(threshold: number, whole: boolean): void {
  for (let i = 0; i < COUNT; i++) mask[i] = warped[i]! >= threshold ? 1 : 0;
  if (!whole) return;
  // From the frame inwards; 2 is outside.
  let length = 0;
  const visit = (i: number) => {
    if (mask[i]) return;
    mask[i] = 2;
    open[length++] = i;
  };
  for (let i = 0; i < SIDE; i++) {
    visit(i);
    visit(COUNT - SIDE + i);
    visit(i * SIDE);
    visit(i * SIDE + SIDE - 1);
  }
  while (length > 0) {
    const i = open[--length]!;
    const x = i % SIDE;
    if (x > 0) visit(i - 1);
    if (x < SIDE - 1) visit(i + 1);
    if (i >= SIDE) visit(i - SIDE);
    if (i < COUNT - SIDE) visit(i + SIDE);
  }
  for (let i = 0; i < COUNT; i++) mask[i] = mask[i] === 2 ? 0 : 1;
}

/** The pixels of the silhouette that are at most `width` from its outside. */
function drawEdge(width: number): void {
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const i = y * SIDE + x;
      edge[i] = 0;
      if (!mask[i]) continue;
      for (let d = 1; d <= width && !edge[i]; d++) {
        const bounded = x >= d && x + d < SIDE && y >= d && y + d < SIDE;
        if (!bounded || !mask[i - d] || !mask[i + d] || !mask[i - d * SIDE] || !mask[i + d * SIDE]) edge[i] = 1;
      }
    }
  }
}

/** Where the photograph's own brightness jumps: the `percent` of the silhouette's pixels that jump most. */
function drawDetails(percent: number): void {
  const jumps = new Uint32Array(512);
  let area = 0;
  const jumpAt = (i: number) => {
    const across = Math.abs(warped[i + 2]! - warped[i - 2]!);
    const down = Math.abs(warped[i + 2 * SIDE]! - warped[i - 2 * SIDE]!);
    return Math.min(511, Math.floor(across + down));
  };
  const first = 2 * SIDE + 2;
  for (let i = first; i < COUNT - first; i++) {
    if (!mask[i] || edge[i]) continue;
    area++;
    jumps[jumpAt(i)]!++;
  }
  let wanted = (area * percent) / 100;
  let least = 511;
  while (least > 24 && wanted > 0) wanted -= jumps[least--]!;
  detail.fill(0);
  for (let i = first; i < COUNT - first; i++) {
    if (mask[i] && !edge[i] && jumpAt(i) > least) detail[i] = 1;
  }
}
