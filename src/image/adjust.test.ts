import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { adjust, isAdjusted, NO_ADJUSTMENT } from './adjust.ts';

const random = randomStream(1, 'adjust');
const image = Uint8Array.from({ length: 784 }, () => random.below(256));
const at = (pixels: Uint8Array, row: number, column: number) => pixels[row * 28 + column];

test('without a change the image stays as it is', () => {
  expect(adjust(image, NO_ADJUSTMENT)).toEqual(image);
  expect(isAdjusted(NO_ADJUSTMENT)).toBe(false);
  expect(isAdjusted({ ...NO_ADJUSTMENT, turn: 360 })).toBe(false);
  expect(isAdjusted({ ...NO_ADJUSTMENT, inverted: true })).toBe(true);
});

test('moved right and down: every pixel, and zeros come in', () => {
  const moved = adjust(image, { ...NO_ADJUSTMENT, right: 3, down: -2 });
  for (let row = 0; row < 28; row++) {
    for (let column = 0; column < 28; column++) {
      const expected = row < 26 && column >= 3 ? at(image, row + 2, column - 3) : 0;
      expect(at(moved, row, column)).toBe(expected);
    }
  }
});

test('a quarter turn clockwise is exact, and four of them are none', () => {
  const turned = adjust(image, { ...NO_ADJUSTMENT, turn: 90 });
  for (let row = 0; row < 28; row++) {
    for (let column = 0; column < 28; column++) {
      expect(at(turned, column, 27 - row)).toBe(at(image, row, column));
    }
  }
  expect(adjust(image, { ...NO_ADJUSTMENT, turn: 360 })).toEqual(image);
});

test('a small turn keeps the middle of a filled disc and empties the corners of a filled square', () => {
  const turned = adjust(new Uint8Array(784).fill(200), { ...NO_ADJUSTMENT, turn: 45 });
  expect(at(turned, 14, 14)).toBe(200);
  expect(at(turned, 0, 0)).toBe(0);
});

test('shades stay within 0 and 255; inverting twice is none', () => {
  const lighter = adjust(image, { ...NO_ADJUSTMENT, lighter: 2 });
  const darker = adjust(image, { ...NO_ADJUSTMENT, lighter: -2 });
  image.forEach((value, i) => {
    expect(lighter[i]).toBe(Math.min(255, Math.round(value * 1.5625)));
    expect(darker[i]).toBe(Math.round(value * 0.64));
  });
  const inverted = adjust(image, { ...NO_ADJUSTMENT, inverted: true });
  expect(inverted.every((value, i) => value === 255 - image[i]!)).toBe(true);
});
