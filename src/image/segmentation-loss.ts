// How much of a garment went with its background. The flood passes slow changes for the sake of soft shadows; where cloth is
// as dark as its background it gets in and goes on. What it took there is no shadow, and that shows.

import type { Background } from './background.ts';

/** A soft shadow leaves more than this share of the background's light. */
const DARKEST_SHADOW = 0.5;

/**
 * What was taken away and is neither background nor its shadow, as a share of what was kept. `mask` [height, width], 1 on
 * the garment; `distances` [height, width] from the background, which is what lies within `near`.
 */
export function segmentationLoss(
  pixels: Uint8ClampedArray,
  mask: Uint8Array,
  { colours }: Background,
  distances: Float32Array,
  near: number,
): number {
  let [kept, lost] = [0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 0) kept++;
    else if (distances[i]! > near) {
      const light = pixels[4 * i]! + pixels[4 * i + 1]! + pixels[4 * i + 2]!;
      const wall = colours[3 * i]! + colours[3 * i + 1]! + colours[3 * i + 2]!;
      if (light > wall || light < DARKEST_SHADOW * wall) lost++;
    }
  }
  return lost / kept;
}
