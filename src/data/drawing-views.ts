// A drawing is scored as it is and mirrored, and the mean counts: people draw shoes facing either way, and what is symmetric
// gets two opinions.

import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';

/** [784] becomes [2, 784]: the picture and its mirror image. */
export function drawingViews(pixels: Uint8Array): Uint8Array {
  const views = new Uint8Array(2 * IMAGE_PIXELS);
  views.set(pixels);
  for (let i = 0; i < IMAGE_PIXELS; i++) {
    const column = i % IMAGE_SIDE;
    views[IMAGE_PIXELS + i] = pixels[i - column + IMAGE_SIDE - 1 - column]!;
  }
  return views;
}

/** The mean of the views' probabilities: [2, 10] becomes [10]. */
export function meanOfViews(probabilities: Float32Array): Float32Array {
  return Float32Array.from({ length: CLASS_COUNT }, (_, k) => {
    return (probabilities[k]! + probabilities[CLASS_COUNT + k]!) / 2;
  });
}
