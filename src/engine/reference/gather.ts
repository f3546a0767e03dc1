// From a sample word to the pixels that the network sees: mirrored, moved, scaled by 1/255 and framed by zeros.
// Which words a run uses is not decided here.

import { IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';
import { decodeSample } from '../../contract/sample.ts';
import type { Floats } from './floats.ts';

/** Zeros on each side of the picture: the padding of c1. */
const FRAME = 2;
/** Side of the framed picture. */
export const FRAMED_SIDE = IMAGE_SIDE + 2 * FRAME;

/**
 * Writes the picture of `word` into `framed` [32, 32]; the frame itself stays as it is (zero).
 * `images` is [count, 28, 28] and must hold the word's index. Mirrored first, then moved right and down.
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
      const moved = x - shiftX;
      const inside = moved >= 0 && moved < IMAGE_SIDE;
      framed[target + x] = inside ? images[row + step * moved]! / 255 : 0;
    }
  }
}
