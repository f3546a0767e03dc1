// Separates a garment from the plain background of a photo: the garment is the part that a flood from the border does not
// reach. Background that the garment encloses counts as garment. A background that is not plain gives no result.

import { connectedComponents, dilate } from '../base/raster.ts';
import { segmentationLoss } from './segmentation-loss.ts';
import { estimateBackground, type Background } from './background.ts';

export interface Garment {
  /** [height, width], 1 on the garment. */
  mask: Uint8Array;
  background: Background;
  /** Parts of the garment may be missing: some removed pixels look like neither background nor shadow. */
  uncertain: boolean;
}

/** The largest spread of a plain background, in grey levels. */
const LARGEST_SPREAD = 22;
/** The least fraction of the border that has to be background. */
const LEAST_BORDER = 0.65;
/** The largest colour distance of a soft shadow from the background, as a fraction of the garment's distance. */
const SHADOW_DISTANCE = 0.3;
/** The fractions of the photo that a garment may take. */
const SMALLEST_GARMENT = 0.01;
const LARGEST_GARMENT = 0.92;
/** Above these segmentation losses the result is uncertain, or refused. docs/drawing-results.md has the photos they rest on. */
const UNCERTAIN_LOSS = 0.5;
const LARGEST_LOSS = 1.5;
/** Parts are thin up to a width of twice the longer side divided by this. */
const THIN_DIVISOR = 160;
/** Components below this fraction of the largest are removed as specks. The second shoe of a pair is larger. */
const LEAST_COMPONENT = 0.15;

/** `pixels` [height, width, 4] are RGBA and opaque. Null where the garment can't be separated from the background. */
export function findGarment(pixels: Uint8ClampedArray, width: number, height: number): Garment | null {
  const background = estimateBackground(pixels, width, height);
  if (background.spread > LARGEST_SPREAD || background.fraction < LEAST_BORDER) return null;
  const distances = distancesFrom(background, pixels);
  const near = 3 + 3 * background.spread;
  const mask = segment(distances, width, height, near, background.spread);
  removeThinParts(mask, width, height);
  removeSmallComponents(mask, width);
  let size = 0;
  for (const value of mask) size += value;
  const fraction = size / mask.length;
  if (fraction < SMALLEST_GARMENT || fraction > LARGEST_GARMENT) return null;
  const loss = segmentationLoss(pixels, mask, background, distances, near);
  return loss > LARGEST_LOSS ? null : { mask, background, uncertain: loss > UNCERTAIN_LOSS };
}

/** [height, width]: the Euclidean distance of each pixel's RGB colour from the background's colour there. */
function distancesFrom({ colours }: Background, pixels: Uint8ClampedArray): Float32Array {
  return Float32Array.from({ length: pixels.length / 4 }, (_, i) => {
    const r = pixels[4 * i]! - colours[3 * i]!;
    const g = pixels[4 * i + 1]! - colours[3 * i + 1]!;
    const b = pixels[4 * i + 2]! - colours[3 * i + 2]!;
    return Math.sqrt(r * r + g * g + b * b);
  });
}

/**
 * A mask [height, width], 1 where a flood from the border does not reach. The flood enters a pixel whose distance from the
 * background is at most `near`. It also enters a pixel whose distance differs little from its neighbour's, as in a soft
 * shadow, up to a fraction of the garment's distance. As this depends on two neighbours, `floodFill` can't do it.
 */
function segment(
  distances: Float32Array,
  width: number,
  height: number,
  near: number,
  spread: number,
): Uint8Array {
  const far = Math.max(near, SHADOW_DISTANCE * meanOfFarther(distances));
  const slope = 2 + 1.5 * spread;
  const mask = new Uint8Array(distances.length).fill(1);
  const stack: number[] = [];
  const visit = (i: number, from: number) => {
    if (mask[i] === 0) return;
    const distance = distances[i]!;
    if (distance > near && (distance > far || Math.abs(distance - from) > slope)) return;
    mask[i] = 0;
    stack.push(i);
  };
  for (let x = 0; x < width; x++) for (const i of [x, (height - 1) * width + x]) visit(i, Infinity);
  for (let y = 0; y < height; y++) for (const i of [y * width, (y + 1) * width - 1]) visit(i, Infinity);
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const x = i % width;
    const from = distances[i]!;
    if (x > 0) visit(i - 1, from);
    if (x < width - 1) visit(i + 1, from);
    if (i >= width) visit(i - width, from);
    if (i < mask.length - width) visit(i + width, from);
  }
  return mask;
}

/**
 * Splits `distances` into two groups with the largest variance between them (Otsu 1979) and returns the mean of the group
 * with the larger distances.
 */
export function meanOfFarther(distances: ArrayLike<number>): number {
  const bins = new Float64Array(256);
  for (let i = 0; i < distances.length; i++) bins[Math.min(255, Math.floor(distances[i]! / 2))]!++;
  const total = bins.reduce((sum, count, k) => sum + count * k, 0);
  let [below, belowSum, best, result] = [0, 0, 0, 0];
  for (let k = 0; k < 255; k++) {
    below += bins[k]!;
    belowSum += k * bins[k]!;
    const above = distances.length - below;
    if (below === 0 || above === 0) continue;
    const mean = (total - belowSum) / above;
    const between = below * above * (belowSum / below - mean) ** 2;
    if (between > best) [best, result] = [between, 2 * mean + 1];
  }
  return result;
}

/**
 * Removes parts thinner than about half a pixel of the 28x28 image: grain, a lace, the joint between two tiles. It is a
 * morphological opening: an erosion, then a dilation.
 */
function removeThinParts(mask: Uint8Array, width: number, height: number): void {
  const reach = Math.max(1, Math.round(Math.max(width, height) / THIN_DIVISOR));
  dilate(mask, width, height, reach, 0);
  dilate(mask, width, height, reach, 1);
}

function removeSmallComponents(mask: Uint8Array, width: number): void {
  const components = connectedComponents(mask, width);
  const largest = components.reduce((most, { pixels }) => Math.max(most, pixels.length), 0);
  for (const { pixels } of components) {
    if (pixels.length < LEAST_COMPONENT * largest) for (const i of pixels) mask[i] = 0;
  }
}
