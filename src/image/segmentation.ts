// Tells a garment from the background of a photograph: what a flood from the border doesn't reach. Whatever is enclosed
// counts as cloth. It recognises no garment: on a background that isn't plain it gives up.

import { connectedComponents, dilate } from '../base/raster.ts';
import { segmentationLoss } from './segmentation-loss.ts';
import { estimateBackground, type Background } from './background.ts';

export interface Garment {
  /** [height, width], 1 on the garment. */
  mask: Uint8Array;
  background: Background;
  /** It hardly stands out, and parts of it may be missing. */
  uncertain: boolean;
}

/** A rougher background (in grey levels) is no plain one. */
const ROUGHEST = 22;
/** The least share of the border that has to be background. */
const LEAST_BORDER = 0.65;
/** A soft shadow is no farther from the background than this share of the garment's distance. */
const SHADOW = 0.3;
/** Shares of the photograph that a garment may take. */
const SMALLEST = 0.01;
const LARGEST = 0.92;
/** What may be lost, of what is kept; docs/drawing.md says on which photographs the two were chosen. */
const UNCERTAIN_LOSS = 0.5;
const HOPELESS = 1.5;
/** Threads are up to twice the longer side by this wide. */
const THIN_DIVISOR = 160;
/** Parts below this share of the largest are specks; the other shoe is none. */
const LEAST_COMPONENT = 0.15;

/** Null where the garment can't be told from the background. `pixels` [height, width, 4], opaque. */
export function findGarment(pixels: Uint8ClampedArray, width: number, height: number): Garment | null {
  const background = estimateBackground(pixels, width, height);
  if (background.spread > ROUGHEST || background.share < LEAST_BORDER) return null;
  const distances = distancesFrom(background, pixels);
  const near = 3 + 3 * background.spread;
  const mask = unreached(distances, width, height, near, background.spread);
  removeThinParts(mask, width, height);
  removeSmallComponents(mask, width);
  let size = 0;
  for (const value of mask) size += value;
  const share = size / mask.length;
  if (share < SMALLEST || share > LARGEST) return null;
  const lost = segmentationLoss(pixels, mask, background, distances, near);
  return lost > HOPELESS ? null : { mask, background, uncertain: lost > UNCERTAIN_LOSS };
}

/** How far each pixel's colour lies from the background's at that place. */
function distancesFrom({ colours }: Background, pixels: Uint8ClampedArray): Float32Array {
  return Float32Array.from({ length: pixels.length / 4 }, (_, i) => {
    const r = pixels[4 * i]! - colours[3 * i]!;
    const g = pixels[4 * i + 1]! - colours[3 * i + 1]!;
    const b = pixels[4 * i + 2]! - colours[3 * i + 2]!;
    return Math.sqrt(r * r + g * g + b * b);
  });
}

/**
 * The flood passes what is as near to the background as its own roughness, and what changes as slowly as a shadow does, up
 * to a part of the way to the garment.
 */
function unreached(
  distances: Float32Array,
  width: number,
  height: number,
  near: number,
  spread: number,
): Uint8Array {
  const far = Math.max(near, SHADOW * meanOfFarther(distances));
  const slope = 2 + 1.5 * spread;
  const mask = new Uint8Array(distances.length).fill(1);
  const open: number[] = [];
  const visit = (i: number, from: number) => {
    if (mask[i] === 0) return;
    const distance = distances[i]!;
    if (distance > near && (distance > far || Math.abs(distance - from) > slope)) return;
    mask[i] = 0;
    open.push(i);
  };
  for (let x = 0; x < width; x++) for (const i of [x, (height - 1) * width + x]) visit(i, Infinity);
  for (let y = 0; y < height; y++) for (const i of [y * width, (y + 1) * width - 1]) visit(i, Infinity);
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    const x = i % width;
    const from = distances[i]!;
    if (x > 0) visit(i - 1, from);
    if (x < width - 1) visit(i + 1, from);
    if (i >= width) visit(i - width, from);
    if (i < mask.length - width) visit(i + width, from);
  }
  return mask;
}

/** The mean of the farther of the two groups that distances fall into with the widest gap between them (Otsu 1979). */
export function meanOfFarther(distances: ArrayLike<number>): number {
  const bins = new Float64Array(256);
  for (let i = 0; i < distances.length; i++) bins[Math.min(255, Math.floor(distances[i]! / 2))]!++;
  const total = bins.reduce((sum, count, k) => sum + count * k, 0);
  let [below, belowSum, best, found] = [0, 0, 0, 0];
  for (let k = 0; k < 255; k++) {
    below += bins[k]!;
    belowSum += k * bins[k]!;
    const above = distances.length - below;
    if (below === 0 || above === 0) continue;
    const mean = (total - belowSum) / above;
    const between = below * above * (belowSum / below - mean) ** 2;
    if (between > best) [best, found] = [between, 2 * mean + 1];
  }
  return found;
}

/**
 * Removes parts thinner than half a pixel of the 28x28 image: grain, a lace, the joint between two tiles. It is a
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
