// Indices that gather a convolution's patches from a row. A convolution with bias then is one matrix product, and its
// weight gradient another.

import { IMAGE_SIDE } from '../../contract/model.ts';
import { ROW_ONE, ROW_ZERO } from './samples.ts';

export const KERNEL_SIDE = 5;
const PADDING = 2;
export const S2_SIDE = IMAGE_SIDE / 2;
export const C3_SIDE = S2_SIDE - KERNEL_SIDE + 1;

/** Patches of c1, [28 * 28, 25 + 1] indices into an image row of samples.ts. */
export function patchIndicesC1(): Int32Array {
  const indices: number[] = [];
  for (let y = 0; y < IMAGE_SIDE; y++) {
    for (let x = 0; x < IMAGE_SIDE; x++) {
      for (let ky = y - PADDING; ky < y - PADDING + KERNEL_SIDE; ky++) {
        for (let kx = x - PADDING; kx < x - PADDING + KERNEL_SIDE; kx++) {
          const inside = ky >= 0 && ky < IMAGE_SIDE && kx >= 0 && kx < IMAGE_SIDE;
          indices.push(inside ? ky * IMAGE_SIDE + kx : ROW_ZERO);
        }
      }
      indices.push(ROW_ONE);
    }
  }
  return Int32Array.from(indices);
}

/** Patches of c3, [10 * 10, 25 * channels + 1] indices into the 14 x 14 x channels maps of s2 followed by a 1. */
export function patchIndicesC3(channels: number): Int32Array {
  const one = S2_SIDE * S2_SIDE * channels;
  const indices: number[] = [];
  for (let y = 0; y < C3_SIDE; y++) {
    for (let x = 0; x < C3_SIDE; x++) {
      for (let ky = y; ky < y + KERNEL_SIDE; ky++) {
        for (let kx = x; kx < x + KERNEL_SIDE; kx++) {
          const start = (ky * S2_SIDE + kx) * channels;
          for (let channel = 0; channel < channels; channel++) indices.push(start + channel);
        }
      }
      indices.push(one);
    }
  }
  return Int32Array.from(indices);
}
