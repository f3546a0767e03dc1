// Synthetic training images, which look like drawings after their preparation. Some are drawn from an outline of the class
// (drawn-outline.ts). The others are warped training images, called originals here, and most are reduced to a silhouette or an
// outline. Only operations that IEEE 754 rounds exactly, so that a seed gives the same images in every browser.

import { randomStream, type Random } from '../base/random.ts';
import { floodFill } from '../base/raster.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import { inkBox, scaled } from '../image/scale.ts';
import { drawGarment } from './drawn-outline.ts';
import { cutSleeves, drawStrokes } from './details.ts';

/** Side of the square, in pixels, that an image is drawn in before it is scaled down to 28 x 28. */
const SIDE = 56;
const COUNT = SIDE * SIDE;
/** Pixels of the original for one pixel of the square. The square shows 34.7 of them: all 28 and a margin. */
const STEP = 0.62;
const TROUSER = CLASS_KEYS.indexOf('trouser');
const DRESS = CLASS_KEYS.indexOf('dress');
const TSHIRT = CLASS_KEYS.indexOf('tshirt');
const SHIRT = CLASS_KEYS.indexOf('shirt');

/** Classes that are recognised by collars, openings and buttons. */
const NEEDS_DETAILS: ReadonlySet<number> = new Set([SHIRT, CLASS_KEYS.indexOf('coat')]);

// The largest changes by the warp. LEG_SPREAD and FLARE are drawn from 0 to the constant, the others from minus to plus it.
/** One axis shrinks by a factor of up to 1 + SCALING. */
const SCALING = 0.5;
/** Rotation, in radians. */
const TURN = 0.12;
/** Shift of x per pixel of y. */
const SHEAR = 0.08;
/** Difference in width between the top and the bottom, as a fraction of the width. */
const TAPER = 0.5;
/** Shift of x by BEND y² / SIDE, with y from the middle. */
const BEND = 0.1;
/** Growth of half the gap between the legs of trousers, in pixels per row; it starts at 1/4 of the square's height. */
const LEG_SPREAD = 0.35;
/** Widening of a dress per height of the square, as a fraction of its width; it starts at 3/8 of that height. */
const FLARE = 1.2;
/** Displacement of a wobble knot, in pixels of the original. */
const WOBBLE = 0.9;
/** The wobble's knots along a side; between them it is interpolated. */
const KNOTS = 5;

/** Width of the empty frame around the original, in pixels, so that interpolation fades its border to 0. */
const FRAME = 1;
const FRAMED_SIDE = IMAGE_SIDE + 2 * FRAME;

// Work arrays, allocated once and overwritten by each image. `mask`, `edge` and `detail` hold 0 or 1 for each pixel.
const framed = new Uint8Array(FRAMED_SIDE * FRAMED_SIDE);
const warped = new Float32Array(COUNT);
const mask = new Uint8Array(COUNT);
const edge = new Uint8Array(COUNT);
const detail = new Uint8Array(COUNT);
const canvas = new Uint8Array(COUNT);
const queue = new Int32Array(COUNT);

/** Percentage of the T-shirts from originals that become shirts. */
const COLLARED_PERCENT = 25;

/** Percentage of the synthetic images that are drawn from an outline; they use only the class of the original. */
const DRAWN_PERCENT = 60;

/** Percentage of each style among the images from originals; the rest are warped and otherwise unchanged. */
export interface StyleMix {
  /** A silhouette in one grey. */
  flat: number;
  /** A silhouette with its outline. */
  outlined: number;
  /** A silhouette with its outline and details. */
  detailed: number;
  /** Lines on an empty inside: the outline, in about half of the images with details. */
  lines: number;
}
const STYLE_MIX: StyleMix = { flat: 15, outlined: 15, detailed: 45, lines: 10 };

/** What the synthetic images are generated from. */
export interface SyntheticSource {
  /** Training images [n, 28, 28]. */
  images: Uint8Array;
  /** [n], classes 0 to 9. */
  labels: Uint8Array;
  /** Indices of the originals; image k takes the k-th, starting over at the end. */
  sources: Uint32Array;
  seed: number;
  mix?: StyleMix;
  /** Percentage of images that are drawn from an outline. */
  drawnPercent?: number;
}

/**
 * Synthetic image `k` of a seed: 784 pixels and a label. It depends on no other image. The label is the original's, except for
 * T-shirts that get a collar and buttons: these become shirts.
 */
export function syntheticImage(input: SyntheticSource, k: number): { pixels: Uint8Array; label: number } {
  const index = input.sources[k % input.sources.length]!;
  const original = input.images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
  // The stream's name and the order of the draws decide the pixels, so they never change.
  const random = randomStream(input.seed, `made ${k}`);
  const label = input.labels[index]!;
  if (random.below(100) < (input.drawnPercent ?? DRAWN_PERCENT)) {
    drawGarment(canvas, SIDE, label, random);
    return { pixels: cropCanvas() ?? original, label };
  }
  const collared = label === TSHIRT && random.below(100) < COLLARED_PERCENT;
  return restyle(original, label, collared ? SHIRT : label, random, input.mix ?? STYLE_MIX);
}

/** An image from an original; `label` differs from `originalLabel` where a T-shirt becomes a shirt. */
function restyle(
  original: Uint8Array,
  originalLabel: number,
  label: number,
  random: Random,
  mix: StyleMix,
): { pixels: Uint8Array; label: number } {
  warp(original, label, random);
  const { flat, outlined, detailed, lines } = mix;
  // Without its details, the outline of a shirt or a coat would mostly pass for a pullover.
  const needsDetails = originalLabel !== label || (NEEDS_DETAILS.has(label) && random.below(2) > 0);
  const randomStyle = originalLabel === label ? random.below(100) : 0;
  const style = needsDetails ? Math.max(randomStyle, flat + outlined) : randomStyle;
  if (style >= flat + outlined + detailed + lines) {
    for (let i = 0; i < COUNT; i++) canvas[i] = warped[i]!;
  } else {
    findSilhouette(10 + random.below(30), random.below(4) > 0);
    const shape = inkBox(mask, SIDE, SIDE, 1);
    if (shape) cutSleeves(mask, SIDE, shape, label, random);
    const inside = 80 + random.below(110);
    const line = inside + 30 + random.below(226 - inside);
    if (style < flat) {
      for (let i = 0; i < COUNT; i++) canvas[i] = mask[i] ? inside : 0;
    } else {
      findEdge(1 + random.below(4));
      const isDetailed =
        style >= flat + outlined &&
        (needsDetails || style < flat + outlined + detailed || random.below(2) > 0);
      if (isDetailed) {
        detail.fill(0);
        // Two kinds of details, each with its own probability: edges in the original, and the strokes that people draw.
        if (originalLabel === label && random.below(2) > 0) findDetails(4 + random.below(14));
        if (shape && (needsDetails || random.below(4) > 0)) drawStrokes(detail, SIDE, shape, label, random);
      }
      const insideGrey = style < flat + outlined + detailed ? inside : 0;
      for (let i = 0; i < COUNT; i++) {
        canvas[i] = edge[i] || (isDetailed && mask[i] && detail[i]) ? line : mask[i] ? insideGrey : 0;
      }
    }
  }
  return { pixels: cropCanvas() ?? original, label };
}

/** The canvas cropped to what is drawn and scaled to [28, 28]; null if it is empty. */
function cropCanvas(): Uint8Array | null {
  const box = inkBox(canvas, SIDE, SIDE);
  return box && scaled(canvas, SIDE, box, IMAGE_SIDE, Math.max(box.width, box.height));
}

/**
 * Warps the original into `warped` [56, 56]: scales, rotates, shears, tapers, bends and wobbles it; spreads the legs of trousers
 * and flares dresses.
 */
function warp(original: Uint8Array, label: number, random: Random): void {
  const signed = (max: number) => (random.unit() * 2 - 1) * max;
  for (let y = 0; y < IMAGE_SIDE; y++) {
    framed.set(original.subarray(y * IMAGE_SIDE, (y + 1) * IMAGE_SIDE), (y + FRAME) * FRAMED_SIDE + FRAME);
  }
  // -1 mirrors the image.
  const facing = random.below(2) * 2 - 1;
  const scaling = signed(SCALING);
  const stepX = facing * STEP * (scaling > 0 ? 1 + scaling : 1);
  const stepY = STEP * (scaling < 0 ? 1 - scaling : 1);
  const turn = signed(TURN);
  const slant = turn + signed(SHEAR);
  const taper = signed(TAPER) / SIDE;
  const bend = signed(BEND) / SIDE;
  const spread = label === TROUSER ? random.unit() * LEG_SPREAD : 0;
  const flare = label === DRESS ? (random.unit() * FLARE) / SIDE : 0;
  // [KNOTS, KNOTS, 2]: x and y of each knot's displacement.
  const wobble = Array.from({ length: 2 * KNOTS * KNOTS }, () => signed(WOBBLE));
  const middle = (SIDE - 1) / 2;
  const center = (IMAGE_SIDE - 1) / 2;
  const perKnot = (KNOTS - 1) / (SIDE - 1);
  const rowX = new Float64Array(KNOTS);
  const rowY = new Float64Array(KNOTS);
  for (let y = 0; y < SIDE; y++) {
    const v = y - middle;
    const knotY = Math.min(KNOTS - 2, Math.floor(y * perKnot));
    const tY = y * perKnot - knotY;
    for (let k = 0; k < KNOTS; k++) {
      const first = 2 * (knotY * KNOTS + k);
      rowX[k] = wobble[first]! * (1 - tY) + wobble[first + 2 * KNOTS]! * tY;
      rowY[k] = wobble[first + 1]! * (1 - tY) + wobble[first + 2 * KNOTS + 1]! * tY;
    }
    const gapHalfWidth = spread * Math.max(0, v + SIDE / 4);
    const widening = 1 + flare * Math.max(0, v + SIDE / 8);
    for (let x = 0; x < SIDE; x++) {
      let u = ((x - middle) * (1 + taper * v)) / widening + slant * v + bend * v * v;
      // In the gap between the legs, a position outside of the original, where it is 0.
      const beyondGap = (u > 0 ? u : -u) - gapHalfWidth;
      if (gapHalfWidth > 0) u = beyondGap < 0 ? SIDE : u > 0 ? beyondGap : -beyondGap;
      const knotX = Math.min(KNOTS - 2, Math.floor(x * perKnot));
      const tX = x * perKnot - knotX;
      const sx = center + stepX * u + rowX[knotX]! * (1 - tX) + rowX[knotX + 1]! * tX;
      const sy = center + stepY * (v - turn * (x - middle)) + rowY[knotX]! * (1 - tX) + rowY[knotX + 1]! * tX;
      warped[y * SIDE + x] = sample(sx + FRAME, sy + FRAME);
    }
  }
}

/** The framed original at a position between pixels, by bilinear interpolation; 0 outside of it. */
function sample(x: number, y: number): number {
  if (x < 0 || y < 0 || x >= FRAMED_SIDE - 1 || y >= FRAMED_SIDE - 1) return 0;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const tX = x - left;
  const tY = y - top;
  const i = top * FRAMED_SIDE + left;
  return (
    (framed[i]! * (1 - tX) + framed[i + 1]! * tX) * (1 - tY) +
    (framed[i + FRAMED_SIDE]! * (1 - tX) + framed[i + FRAMED_SIDE + 1]! * tX) * tY
  );
}

/** Sets `mask` where `warped` is at least `threshold`; with `fillHoles`, also where these pixels enclose darker ones. */
function findSilhouette(threshold: number, fillHoles: boolean): void {
  for (let i = 0; i < COUNT; i++) mask[i] = warped[i]! >= threshold ? 1 : 0;
  if (!fillHoles) return;
  // A flood fill from the border marks the outside with 2.
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

/** Sets `edge` to the pixels of `mask` that are at most `width` pixels, along x or y, from its outside. */
function findEdge(width: number): void {
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

/** Sets `detail` to the `percent` of the silhouette's pixels where the brightness of the original changes most. */
function findDetails(percent: number): void {
  const histogram = new Uint32Array(512);
  let area = 0;
  const gradientAt = (i: number) => {
    const changeX = Math.abs(warped[i + 2]! - warped[i - 2]!);
    const changeY = Math.abs(warped[i + 2 * SIDE]! - warped[i - 2 * SIDE]!);
    return Math.min(511, Math.floor(changeX + changeY));
  };
  const first = 2 * SIDE + 2;
  for (let i = first; i < COUNT - first; i++) {
    if (!mask[i] || edge[i]) continue;
    area++;
    histogram[gradientAt(i)]!++;
  }
  let remaining = (area * percent) / 100;
  let threshold = 511;
  // A detail needs a change of more than 12 grey levels.
  while (threshold > 12 && remaining > 0) remaining -= histogram[threshold--]!;
  for (let i = first; i < COUNT - first; i++) {
    if (mask[i] && !edge[i] && gradientAt(i) > threshold) detail[i] = 1;
  }
}
