// Dataset pictures and their targets as rows for the GPU: sample words read, flip and shift applied, scaled, turned.
// Every picture is turned by 180 degrees (so are kernels and maps, see layout.ts): where values tie, the max-pooling
// kernels of tfjs take the last one, and PyTorch the first; in a turned picture they take the same one.

import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';
import { decodeSample } from '../../contract/sample.ts';

/** A row holds the turned picture, then a 0 (what lies outside the picture) and a 1 (what a bias is multiplied by). */
export const ROW_LENGTH = IMAGE_PIXELS + 2;
export const ROW_ZERO = IMAGE_PIXELS;
export const ROW_ONE = IMAGE_PIXELS + 1;

const SCALED = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/** Rows [samples, 786] of dataset pictures. */
export function pictureRows(images: Uint8Array, samples: Uint32Array): Float32Array {
  const rows = new Float32Array(samples.length * ROW_LENGTH);
  samples.forEach((word, i) => {
    const { index, flip, shiftX, shiftY } = decodeSample(word);
    const start = i * ROW_LENGTH;
    const picture = index * IMAGE_PIXELS;
    for (let y = 0; y < IMAGE_SIDE; y++) {
      const fromY = y - shiftY;
      if (fromY < 0 || fromY >= IMAGE_SIDE) continue;
      const turnedRow = start + IMAGE_PIXELS - 1 - y * IMAGE_SIDE;
      for (let x = 0; x < IMAGE_SIDE; x++) {
        const fromX = x - shiftX;
        if (fromX < 0 || fromX >= IMAGE_SIDE) continue;
        const column = flip ? IMAGE_SIDE - 1 - fromX : fromX;
        rows[turnedRow - x] = SCALED[images[picture + fromY * IMAGE_SIDE + column]!]!;
      }
    }
    rows[start + ROW_ONE] = 1;
  });
  return rows;
}

/** Target probabilities [samples, 10]: 1 - smoothing for the label, and smoothing spread over all classes. */
export function targetRows(labels: Uint8Array, samples: Uint32Array, smoothing: number): Float32Array {
  const rows = new Float32Array(samples.length * CLASS_COUNT).fill(smoothing / CLASS_COUNT);
  samples.forEach((word, i) => {
    const at = i * CLASS_COUNT + labels[decodeSample(word).index]!;
    rows[at] = rows[at]! + 1 - smoothing;
  });
  return rows;
}
