// Test-time augmentation of a drawing: the network scores the image and its mirror image, and the probabilities are averaged.
// People draw shoes facing either way. For a network trained on line drawings, the unfilled image adds two more views.

import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';

/** Each of n `images` [784] and its mirror image, as [2n, 784]. */
export function ttaViews(...images: readonly Uint8Array[]): Uint8Array {
  const views = new Uint8Array(2 * images.length * IMAGE_PIXELS);
  for (const [k, pixels] of images.entries()) {
    const first = 2 * k * IMAGE_PIXELS;
    views.set(pixels, first);
    for (let i = 0; i < IMAGE_PIXELS; i++) {
      const column = i % IMAGE_SIDE;
      views[first + IMAGE_PIXELS + i] = pixels[i - column + IMAGE_SIDE - 1 - column]!;
    }
  }
  return views;
}

/** The mean [classes] of the views' probabilities [n, classes]. */
export function averageTtaViews(probabilities: Float32Array, classes: number): Float32Array {
  const count = probabilities.length / classes;
  return Float32Array.from({ length: classes }, (_, k) => {
    let sum = 0;
    for (let view = 0; view < count; view++) sum += probabilities[view * classes + k]!;
    return sum / count;
  });
}
