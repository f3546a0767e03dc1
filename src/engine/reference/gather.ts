// The network's input for a sample word: the image mirrored, shifted, scaled by 1/255 and framed by zeros.

import { IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';
import { decodeSample } from '../../contract/sample.ts';
import type { Floats } from './floats.ts';

/** Zeros on each side of the image: the padding of c1. */
const FRAME = 2;
/** Side of the framed image. */
export const FRAMED_SIDE = IMAGE_SIDE + 2 * FRAME;

/**
 * Writes the image of `word` into `framed` [32, 32] and leaves the frame unchanged (zero). `images` [count, 28, 28]
 * must contain the word's index. The image is mirrored first, then shifted right and down.
 */
export function gather(images: Uint8Array, word: number, framed: Floats): void {
  const { index, flip, shiftX, shiftY } = decodeSample(word);
  const start = index * IMAGE_PIXELS;
  const step = flip ? -1 : 1;
  for (let y = 0; y < IMAGE_SIDE; y++) {
    const sourceY = y - shiftY;
    const target = (y + FRAME) * FRAMED_SIDE + FRAME;
    if (sourceY < 0 || sourceY >= IMAGE_SIDE) {
      framed.fill(0, target, target + IMAGE_SIDE);
      continue;
    }
    const row = start + sourceY * IMAGE_SIDE + (flip ? IMAGE_SIDE - 1 : 0);
    for (let x = 0; x < IMAGE_SIDE; x++) {
      const sourceX = x - shiftX;
      const inside = sourceX >= 0 && sourceX < IMAGE_SIDE;
      framed[target + x] = inside ? images[row + step * sourceX]! / 255 : 0;
    }
  }
}
