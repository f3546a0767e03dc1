// Occlusion sensitivity: how much the probability of the predicted class drops when a patch of the image is covered.
// A patch is filled with 0, the background of every image, so covering background changes nothing. A drop means that the
// patch is evidence for the class; it does not show how the network uses it.

import type { OcclusionMap } from '../../contract/inspection.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';

/** In pixels; patches at the right and lower border are cut off there. */
export const PATCH_SIDE = 5;
export const PATCH_STRIDE = 2;
/** Patches per row, and rows: 13, so that every pixel is covered. */
export const GRID_SIDE = Math.ceil((IMAGE_SIDE - PATCH_SIDE) / PATCH_STRIDE) + 1;

/** `image` [28, 28], then the same with each patch covered in turn, row by row: [1 + 13 * 13, 28, 28]. */
export function occludedImages(image: Uint8Array): Uint8Array {
  const images = new Uint8Array((1 + GRID_SIDE * GRID_SIDE) * IMAGE_PIXELS);
  for (let first = 0; first < images.length; first += IMAGE_PIXELS) images.set(image, first);
  for (let patch = 0; patch < GRID_SIDE * GRID_SIDE; patch++) {
    const first = (1 + patch) * IMAGE_PIXELS;
    const top = Math.floor(patch / GRID_SIDE) * PATCH_STRIDE;
    const left = (patch % GRID_SIDE) * PATCH_STRIDE;
    for (let y = top; y < Math.min(top + PATCH_SIDE, IMAGE_SIDE); y++) {
      const row = first + y * IMAGE_SIDE;
      images.fill(0, row + left, row + Math.min(left + PATCH_SIDE, IMAGE_SIDE));
    }
  }
  return images;
}

/** From the probabilities [1 + 13 * 13, classes] of `occludedImages`. */
export function occlusionMap(probabilities: Float32Array, classes: number): OcclusionMap {
  const whole = probabilities.subarray(0, classes);
  const predicted = whole.indexOf(Math.max(...whole));
  const probabilityDrops = new Float32Array(GRID_SIDE * GRID_SIDE).map(
    (_, patch) => whole[predicted]! - probabilities[(1 + patch) * classes + predicted]!,
  );
  return { predicted, probabilityDrops, side: GRID_SIDE, patch: PATCH_SIDE, stride: PATCH_STRIDE };
}
