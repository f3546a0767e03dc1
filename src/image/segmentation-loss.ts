// Estimates how much of a garment the segmentation took for background. Its flood also crosses slow changes of colour, to
// include soft shadows. Where cloth is as dark as the background, the flood enters the garment. The removed pixels are then
// too light or too dark for a shadow.

import type { Background } from './background.ts';

/** A soft shadow has at least this fraction of the background's light. */
const DARKEST_SHADOW = 0.5;

/**
 * The number of removed pixels that are neither background nor its shadow, divided by the number of garment pixels. `pixels`
 * [height, width, 4]; `mask` [height, width], 1 on the garment; `distances` [height, width] from the background's colour,
 * where at most `near` is background.
 */
export function segmentationLoss(
  pixels: Uint8ClampedArray,
  mask: Uint8Array,
  { colours }: Background,
  distances: Float32Array,
  near: number,
): number {
  let [garment, lost] = [0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 0) garment++;
    else if (distances[i]! > near) {
      const light = pixels[4 * i]! + pixels[4 * i + 1]! + pixels[4 * i + 2]!;
      const backgroundLight = colours[3 * i]! + colours[3 * i + 1]! + colours[3 * i + 2]!;
      if (light > backgroundLight || light < DARKEST_SHADOW * backgroundLight) lost++;
    }
  }
  return lost / garment;
}
