// One image of several.

import { IMAGE_PIXELS } from '../../contract/model.ts';

/** `pixels` [count, 28, 28]; the image is not copied. */
export function imageAt(pixels: Uint8Array, place: number): Uint8Array {
  return pixels.subarray(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS);
}
