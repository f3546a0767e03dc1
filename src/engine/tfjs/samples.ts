// Rows for the GPU from sample words: images mirrored, shifted, scaled and rotated, and their targets.
// Every image is rotated by 180 degrees (so are kernels and maps, see layout.ts). Among equal values the max-pooling
// kernels of tfjs take the last one and PyTorch the first; in a rotated image these are the same.

import { IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';
import { decodeSample } from '../../contract/sample.ts';

/** A row holds the rotated image, then a 0 (for pixels outside the image) and a 1 (that the bias is multiplied by). */
export const ROW_LENGTH = IMAGE_PIXELS + 2;
export const ROW_ZERO = IMAGE_PIXELS;
export const ROW_ONE = IMAGE_PIXELS + 1;

const SCALED = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/** Rows [samples, 786] of dataset images. */
export function imageRows(images: Uint8Array, samples: Uint32Array): Float32Array {
  const rows = new Float32Array(samples.length * ROW_LENGTH);
  samples.forEach((word, i) => {
    const { index, flip, shiftX, shiftY } = decodeSample(word);
    const start = i * ROW_LENGTH;
    const image = index * IMAGE_PIXELS;
    for (let y = 0; y < IMAGE_SIDE; y++) {
      const fromY = y - shiftY;
      if (fromY < 0 || fromY >= IMAGE_SIDE) continue;
      const rotatedRow = start + IMAGE_PIXELS - 1 - y * IMAGE_SIDE;
      for (let x = 0; x < IMAGE_SIDE; x++) {
        const fromX = x - shiftX;
        if (fromX < 0 || fromX >= IMAGE_SIDE) continue;
        const column = flip ? IMAGE_SIDE - 1 - fromX : fromX;
        rows[rotatedRow - x] = SCALED[images[image + fromY * IMAGE_SIDE + column]!]!;
      }
    }
    rows[start + ROW_ONE] = 1;
  });
  return rows;
}

/** Target probabilities [samples, classes]: 1 - smoothing for the label, and smoothing spread over all classes. */
export function targetRows(
  labels: Uint8Array,
  samples: Uint32Array,
  smoothing: number,
  classes: number,
): Float32Array {
  const rows = new Float32Array(samples.length * classes).fill(smoothing / classes);
  samples.forEach((word, i) => {
    const at = i * classes + labels[decodeSample(word).index]!;
    rows[at] = rows[at]! + 1 - smoothing;
  });
  return rows;
}
