// A drawing is scored as it is and mirrored, and the mean counts: people draw shoes facing either way, and what is symmetric
// gets two opinions. So is a drawing's unfilled picture, where a network has learned lines.

import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';

/** Pictures of [784] become [n, 784]: each one and its mirror image. */
export function ttaViews(...pictures: readonly Uint8Array[]): Uint8Array {
  const views = new Uint8Array(2 * pictures.length * IMAGE_PIXELS);
  for (const [place, pixels] of pictures.entries()) {
    const first = 2 * place * IMAGE_PIXELS;
    views.set(pixels, first);
    for (let i = 0; i < IMAGE_PIXELS; i++) {
      const column = i % IMAGE_SIDE;
      views[first + IMAGE_PIXELS + i] = pixels[i - column + IMAGE_SIDE - 1 - column]!;
    }
  }
  return views;
}

/** The mean of the views' probabilities: [n, 10] becomes [10]. */
export function averageTtaViews(probabilities: Float32Array): Float32Array {
  const count = probabilities.length / CLASS_COUNT;
  return Float32Array.from({ length: CLASS_COUNT }, (_, k) => {
    let sum = 0;
    for (let view = 0; view < count; view++) sum += probabilities[view * CLASS_COUNT + k]!;
    return sum / count;
  });
}
