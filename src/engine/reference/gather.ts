// The network's input for a sample word: the image mirrored, shifted, scaled by 1/255 and framed by zeros.

import { IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';
import { decodeSample } from '../../contract/sample.ts';
import type { Floats } from './floats.ts';

/** Zeros on each side of the image: the padding of c1. */
const FRAME = 2;
/** Side of the framed image. */
export const FRAMED_SIDE = IMAGE_SIDE + 2 * FRAME;

/** The scaled value of every byte. */
const SCALED = Float64Array.from({ length: 256 }, (_, value) => value / 255);

/**
 * Writes the image of `word` into `framed` [32, 32] and leaves the frame unchanged (zero). `images` [count, 28, 28]
 * must contain the word's index. The image is mirrored first, then shifted right and down.
 */
export function gather(images: Uint8Array, word: number, framed: Floats): void {
  const { index, flip, shiftX, shiftY } = decodeSample(word);
  const start = index * IMAGE_PIXELS;
  const step = flip ? -1 : 1;
  // The columns and rows that the shifted image covers.
  const left = Math.max(0, shiftX);
  const right = IMAGE_SIDE + Math.min(0, shiftX);
  const top = Math.max(0, shiftY);
  const bottom = IMAGE_SIDE + Math.min(0, shiftY);
  for (let y = 0; y < IMAGE_SIDE; y++) {
    const target = (y + FRAME) * FRAMED_SIDE + FRAME;
    const covered = y >= top && y < bottom;
    if (!covered || right - left < IMAGE_SIDE) framed.fill(0, target, target + IMAGE_SIDE);
    if (!covered) continue;
    const row = start + (y - shiftY) * IMAGE_SIDE + (flip ? IMAGE_SIDE - 1 : 0);
    let source = row + step * (left - shiftX);
    for (let x = left; x < right; x++) {
      framed[target + x] = SCALED[images[source]!]!;
      source += step;
    }
  }
}
