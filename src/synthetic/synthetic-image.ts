// Training pictures that look as a drawing does once it is prepared: photographs warped, then a flat silhouette, an outline
// with or without details, filled or not; and drawings made from nothing (made-drawn.ts). Exact arithmetic only: a seed
// makes the same pictures in every browser.

import { randomStream, type Random } from '../base/random.ts';
import { floodFill } from '../base/raster.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import { inkBox, scaled } from '../image/scale.ts';
import { drawGarment } from './drawn-outline.ts';
import { cutSleeves, drawStrokes } from './details.ts';

/** Side of the square that a picture is drawn in before it is scaled down. */
const SIDE = 56;
const COUNT = SIDE * SIDE;
/** Pixels of the photograph for one of the square: all of it, with some room around. */
const SCALE = 0.62;
const TROUSER = CLASS_KEYS.indexOf('trouser');
const DRESS = CLASS_KEYS.indexOf('dress');
const TSHIRT = CLASS_KEYS.indexOf('tshirt');
const SHIRT = CLASS_KEYS.indexOf('shirt');

/** Told from others by collars, openings and buttons. */
const MARKED: ReadonlySet<number> = new Set([SHIRT, CLASS_KEYS.indexOf('coat')]);

// How far a picture may be changed, either way: shares, and for the shake pixels of the photograph.
const STRETCH = 0.5;
const TURN = 0.12;
const SHEAR = 0.08;
const TAPER = 0.5;
const BEND = 0.1;
const SPREAD = 0.35;
const FLARE = 1.2;
const SHAKE = 0.9;
/** Knots of the unsteady hand along a side. */
const KNOTS = 5;

/** An empty frame around the photograph, so that its edge fades. */
const FRAME = 1;
const FRAMED_SIDE = IMAGE_SIDE + 2 * FRAME;

// Working arrays, made once.
const framed = new Uint8Array(FRAMED_SIDE * FRAMED_SIDE);
const warped = new Float32Array(COUNT);
const mask = new Uint8Array(COUNT);
const edge = new Uint8Array(COUNT);
const detail = new Uint8Array(COUNT);
const canvas = new Uint8Array(COUNT);
const queue = new Int32Array(COUNT);

/** Of a hundred T-shirts that are made from a photograph so many become shirts. */
const COLLARED = 25;

/** Made pictures in a hundred that are drawn anew: of a photograph they keep the class. */
const DRAWN = 60;

/** Shares of the manners among those made from photographs, in percent; the rest are photographs, only warped. */
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
const MIX: Mix = { flat: 15, outlined: 15, detailed: 45, lines: 10 };

/** What made pictures are made of. */
export interface SyntheticSource {
  /** [n, 28, 28] */
  images: Uint8Array;
  labels: Uint8Array;
  /** Indices of the photographs to take, each in turn. */
  sources: Uint32Array;
  seed: number;
  mix?: Mix;
  /** In percent. */
  drawn?: number;
}

/**
 * Made picture `k` of a seed: 784 pixels and its label. The same whatever was made before. Some T-shirts get a collar and
 * buttons drawn on, and are shirts then.
 */
export function syntheticImage(from: SyntheticSource, k: number): { pixels: Uint8Array; label: number } {
  const index = from.sources[k % from.sources.length]!;
  const photograph = from.images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
  const random = randomStream(from.seed, `made ${k}`);
  const label = from.labels[index]!;
  if (random.below(100) < (from.drawn ?? DRAWN)) {
    drawGarment(canvas, SIDE, label, random);
    return { pixels: fitted() ?? photograph, label };
  }
  const collared = label === TSHIRT && random.below(100) < COLLARED;
  return redraw(photograph, label, collared ? SHIRT : label, random, from.mix ?? MIX);
}

function redraw(
  photograph: Uint8Array,
  photographed: number,
  label: number,
  random: Random,
  mix: Mix,
): { pixels: Uint8Array; label: number } {
  warp(photograph, label, random);
  const { flat, outlined, detailed, lines } = mix;
  // A shirt or a coat is known by what is drawn on it: its bare outline is more often a pullover's.
  const marked = photographed !== label || (MARKED.has(label) && random.below(2) > 0);
  const any = photographed === label ? random.below(100) : 0;
  const style = marked ? Math.max(any, flat + outlined) : any;
  if (style >= flat + outlined + detailed + lines) {
    for (let i = 0; i < COUNT; i++) canvas[i] = warped[i]!;
  } else {
    drawSilhouette(10 + random.below(30), random.below(4) > 0);
    const shape = inkBox(mask, SIDE, SIDE, 1);
    if (shape) cutSleeves(mask, SIDE, shape, label, random);
    const inside = 80 + random.below(110);
    const line = inside + 30 + random.below(226 - inside);
    if (style < flat) {
      for (let i = 0; i < COUNT; i++) canvas[i] = mask[i] ? inside : 0;
    } else {
      drawEdge(1 + random.below(4));
      const isDetailed =
        style >= flat + outlined && (marked || style < flat + outlined + detailed || random.below(2) > 0);
      if (isDetailed) {
        detail.fill(0);
        // Half of them as the photograph has it, and most of them as people would draw it.
        if (photographed === label && random.below(2) > 0) drawDetails(4 + random.below(14));
        if (shape && (marked || random.below(4) > 0)) drawStrokes(detail, SIDE, shape, label, random);
      }
      const fill = style < flat + outlined + detailed ? inside : 0;
      for (let i = 0; i < COUNT; i++) {
        canvas[i] = edge[i] || (isDetailed && mask[i] && detail[i]) ? line : mask[i] ? fill : 0;
      }
    }
  }
  return { pixels: fitted() ?? photograph, label };
}

/** What is on the canvas, cropped to it; null of nothing. */
function fitted(): Uint8Array | null {
  const box = inkBox(canvas, SIDE, SIDE);
  return box && scaled(canvas, SIDE, box, IMAGE_SIDE, Math.max(box.width, box.height));
}

/** The photograph stretched, sheared, tapered, turned a little and shaken, on the square; legs spread, skirts flared. */
function warp(photograph: Uint8Array, label: number, random: Random): void {
  const signed = (most: number) => (random.unit() * 2 - 1) * most;
  for (let y = 0; y < IMAGE_SIDE; y++) {
    framed.set(photograph.subarray(y * IMAGE_SIDE, (y + 1) * IMAGE_SIDE), (y + FRAME) * FRAMED_SIDE + FRAME);
  }
  const facing = random.below(2) * 2 - 1;
  const stretch = signed(STRETCH);
  const across = facing * SCALE * (stretch > 0 ? 1 + stretch : 1);
  const down = SCALE * (stretch < 0 ? 1 - stretch : 1);
  const turn = signed(TURN);
  const slant = turn + signed(SHEAR);
  const taper = signed(TAPER) / SIDE;
  const bend = signed(BEND) / SIDE;
  const spread = label === TROUSER ? random.unit() * SPREAD : 0;
  const flare = label === DRESS ? (random.unit() * FLARE) / SIDE : 0;
  const shake = Array.from({ length: 2 * KNOTS * KNOTS }, () => signed(SHAKE));
  const middle = (SIDE - 1) / 2;
  const center = (IMAGE_SIDE - 1) / 2;
  const perKnot = (KNOTS - 1) / (SIDE - 1);
  const rowX = new Float64Array(KNOTS);
  const rowY = new Float64Array(KNOTS);
  for (let y = 0; y < SIDE; y++) {
    const v = y - middle;
    const knotY = Math.min(KNOTS - 2, Math.floor(y * perKnot));
    const shareY = y * perKnot - knotY;
    for (let k = 0; k < KNOTS; k++) {
      const above = 2 * (knotY * KNOTS + k);
      rowX[k] = shake[above]! * (1 - shareY) + shake[above + 2 * KNOTS]! * shareY;
      rowY[k] = shake[above + 1]! * (1 - shareY) + shake[above + 2 * KNOTS + 1]! * shareY;
    }
    const wedge = spread * Math.max(0, v + SIDE / 4);
    const skirt = 1 + flare * Math.max(0, v + SIDE / 8);
    for (let x = 0; x < SIDE; x++) {
      let u = ((x - middle) * (1 + taper * v)) / skirt + slant * v + bend * v * v;
      // Between the legs nothing is seen of the photograph.
      const apart = (u > 0 ? u : -u) - wedge;
      if (wedge > 0) u = apart < 0 ? SIDE : u > 0 ? apart : -apart;
      const knotX = Math.min(KNOTS - 2, Math.floor(x * perKnot));
      const shareX = x * perKnot - knotX;
      const sx = center + across * u + rowX[knotX]! * (1 - shareX) + rowX[knotX + 1]! * shareX;
      const sy =
        center + down * (v - turn * (x - middle)) + rowY[knotX]! * (1 - shareX) + rowY[knotX + 1]! * shareX;
      warped[y * SIDE + x] = sample(sx + FRAME, sy + FRAME);
    }
  }
}

/** Of the framed photograph, between four pixels; 0 outside. */
function sample(x: number, y: number): number {
  if (x < 0 || y < 0 || x >= FRAMED_SIDE - 1 || y >= FRAMED_SIDE - 1) return 0;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const shareX = x - left;
  const shareY = y - top;
  const i = top * FRAMED_SIDE + left;
  return (
    (framed[i]! * (1 - shareX) + framed[i + 1]! * shareX) * (1 - shareY) +
    (framed[i + FRAMED_SIDE]! * (1 - shareX) + framed[i + FRAMED_SIDE + 1]! * shareX) * shareY
  );
}

/** What is at least `threshold` bright; with `whole`, also what lies within. */
function drawSilhouette(threshold: number, whole: boolean): void {
  for (let i = 0; i < COUNT; i++) mask[i] = warped[i]! >= threshold ? 1 : 0;
  if (!whole) return;
  // From the border inwards; 2 is outside.
  const fillFrom = (i: number) => {
    if (mask[i] === 0) floodFill(mask, SIDE, i, 2, queue);
  };
  for (let i = 0; i < SIDE; i++) {
    fillFrom(i);
    fillFrom(COUNT - SIDE + i);
    fillFrom(i * SIDE);
    fillFrom(i * SIDE + SIDE - 1);
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
        if (!bounded || !mask[i - d] || !mask[i + d] || !mask[i - d * SIDE] || !mask[i + d * SIDE])
          edge[i] = 1;
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
  while (least > 12 && wanted > 0) wanted -= jumps[least--]!;
  for (let i = first; i < COUNT - first; i++) {
    if (mask[i] && !edge[i] && jumpAt(i) > least) detail[i] = 1;
  }
}
