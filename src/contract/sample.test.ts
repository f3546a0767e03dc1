import { expect, test } from 'vitest';
import { decodeSample, encodeSample, MAX_SHIFT, plainSample } from './sample.ts';

test('every field is encoded and decoded', () => {
  for (const index of [0, 1, 69_999, (1 << 20) - 1]) {
    for (const flip of [false, true]) {
      for (const shiftX of [-MAX_SHIFT, -1, 0, 2, MAX_SHIFT]) {
        const sample = { index, flip, shiftX, shiftY: 1 - Math.abs(shiftX) };
        const word = encodeSample(sample);
        expect(word).toBe(word >>> 0);
        expect(decodeSample(word)).toEqual(sample);
      }
    }
  }
});

test('a plain word has no augmentation', () => {
  expect(decodeSample(plainSample(42))).toEqual({ index: 42, flip: false, shiftX: 0, shiftY: 0 });
});
