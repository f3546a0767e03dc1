// The images of sample words: mirrored, shifted, scaled by 1/255, four samples to a vector.

import { BYTE_VALUES, FRAMED_SIDE, IMAGE_PIXELS, IMAGE_SIDE, LANES, VECTOR, framed } from './layout.ts';

/** Writes BYTE_VALUES. One thread calls it once. */
export function fillByteValues(): void {
  for (let i = 0; i < 256; i++) store<f32>(BYTE_VALUES + ((<usize>i) << 2), <f32>i / 255);
}

/** Fills `framed` with the images of `count` words (1 to 4) at `word`; the other lanes are zero. */
export function gather(images: usize, word: usize, count: i32): void {
  memory.fill(framed, 0, FRAMED_SIDE * FRAMED_SIDE * VECTOR);
  for (let lane = 0; lane < count; lane++) {
    const bits = load<u32>(word + ((<usize>lane) << 2));
    const shiftX = <i32>((bits >> 21) & 31) - 16;
    const shiftY = <i32>((bits >> 26) & 31) - 16;
    const step: i32 = (bits >> 20) & 1 ? -1 : 1;
    const image = images + <usize>(bits & 0xfffff) * IMAGE_PIXELS;
    const firstX = max(0, shiftX);
    const endX = min(IMAGE_SIDE, IMAGE_SIDE + shiftX);
    const endY = min(IMAGE_SIDE, IMAGE_SIDE + shiftY);
    for (let y = max(0, shiftY); y < endY; y++) {
      // The source of column x is x - shiftX, or its mirror image.
      const column = step > 0 ? firstX - shiftX : IMAGE_SIDE - 1 - (firstX - shiftX);
      let source = image + (y - shiftY) * IMAGE_SIDE + column;
      let target = framed + ((y + 2) * FRAMED_SIDE + firstX + 2) * VECTOR + lane * 4;
      for (let x = firstX; x < endX; x++) {
        store<f32>(target, load<f32>(BYTE_VALUES + ((<usize>load<u8>(source)) << 2)));
        source += step;
        target += LANES * 4;
      }
    }
  }
}
