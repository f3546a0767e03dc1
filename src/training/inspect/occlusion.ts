// "Where it looked": how much the probability of the predicted class probabilityDrops when a small patch of the picture is taken away.
// A patch is blank, as the ground of every picture is, so that where nothing was nothing is lost. It shows what the answer
// hangs on, not how the network computes it: a falling share means that this part spoke for the class.

import type { OcclusionMap } from '../../contract/inspection.ts';
import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';

/** Side of a patch, and from one patch to the next; those at the right and lower border are cut off there. */
export const PATCH_SIDE = 5;
export const PATCH_STRIDE = 2;
/** Patches in a row, and rows: 13, so that every pixel is covered. */
export const GRID_SIDE = Math.ceil((IMAGE_SIDE - PATCH_SIDE) / PATCH_STRIDE) + 1;

/** `picture` [28, 28] as it is, then without each patch in turn, row after row: [1 + 13 * 13, 28, 28]. */
export function occludedImages(picture: Uint8Array): Uint8Array {
  const pictures = new Uint8Array((1 + GRID_SIDE * GRID_SIDE) * IMAGE_PIXELS);
  for (let first = 0; first < pictures.length; first += IMAGE_PIXELS) pictures.set(picture, first);
  for (let patch = 0; patch < GRID_SIDE * GRID_SIDE; patch++) {
    const first = (1 + patch) * IMAGE_PIXELS;
    const top = Math.floor(patch / GRID_SIDE) * PATCH_STRIDE;
    const left = (patch % GRID_SIDE) * PATCH_STRIDE;
    for (let y = top; y < Math.min(top + PATCH_SIDE, IMAGE_SIDE); y++) {
      const row = first + y * IMAGE_SIDE;
      pictures.fill(0, row + left, row + Math.min(left + PATCH_SIDE, IMAGE_SIDE));
    }
  }
  return pictures;
}

/** From the probabilities [1 + 13 * 13, 10] of `occludedPictures`. */
export function occlusionMap(probabilities: Float32Array): OcclusionMap {
  const whole = probabilities.subarray(0, CLASS_COUNT);
  const predicted = whole.indexOf(Math.max(...whole));
  const probabilityDrops = new Float32Array(GRID_SIDE * GRID_SIDE).map(
    (_, patch) => whole[predicted]! - probabilities[(1 + patch) * CLASS_COUNT + predicted]!,
  );
  return { predicted, probabilityDrops, side: GRID_SIDE, patch: PATCH_SIDE, stride: PATCH_STRIDE };
}
