// A sample word: one u32 that names an image and its augmentation. All engines read these words.
// Bits 0-19 index, bit 20 flip, bits 21-25 shift x + 16, bits 26-30 shift y + 16.
// The image is first mirrored left to right, then shifted x pixels right and y pixels down; pixels from outside are 0.

const INDEX_BITS = 20;
export const MAX_SHIFT = 15;
export const INDEX_MASK = (1 << INDEX_BITS) - 1;
const NO_SHIFT = (16 << 21) | (16 << 26);

export interface Sample {
  index: number;
  flip: boolean;
  shiftX: number;
  shiftY: number;
}

/** The word of an image without augmentation. */
export function plainSample(index: number): number {
  return (index | NO_SHIFT) >>> 0;
}

export function encodeSample({ index, flip, shiftX, shiftY }: Sample): number {
  return (index | (flip ? 1 << INDEX_BITS : 0) | ((shiftX + 16) << 21) | ((shiftY + 16) << 26)) >>> 0;
}

export function decodeSample(word: number): Sample {
  return {
    index: word & INDEX_MASK,
    flip: ((word >>> INDEX_BITS) & 1) === 1,
    shiftX: ((word >>> 21) & 31) - 16,
    shiftY: ((word >>> 26) & 31) - 16,
  };
}
