// Drawn garments have the marks of their class, by numbers, and follow from the stream alone.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';
import { drawGarment } from './drawn-outline.ts';
import { inkBox } from '../image/scale.ts';

const SIDE = 56;
const COUNT = 200;

function drawn(key: (typeof CLASS_KEYS)[number], name: string): Uint8Array {
  const canvas = new Uint8Array(SIDE * SIDE).fill(9);
  drawGarment(canvas, SIDE, CLASS_KEYS.indexOf(key), randomStream(1, name));
  return canvas;
}
const many = (key: (typeof CLASS_KEYS)[number]) =>
  Array.from({ length: COUNT }, (_, k) => drawn(key, `${key} ${k}`));
const boxOf = (canvas: Uint8Array) => inkBox(canvas, SIDE, SIDE)!;

test('the same stream draws the same, another one another garment', () => {
  expect(drawn('bag', 'one')).toEqual(drawn('bag', 'one'));
  expect(drawn('bag', 'one')).not.toEqual(drawn('bag', 'two'));
});

test('every class fills most of the square, and never all of it', () => {
  for (const key of CLASS_KEYS) {
    for (const canvas of many(key)) {
      const { width, height } = boxOf(canvas);
      expect(Math.max(width, height)).toBeGreaterThan(SIDE / 2);
      expect(canvas.includes(0)).toBe(true);
    }
  }
});

test('sneakers lie, boots and dresses stand', () => {
  const upright = (key: (typeof CLASS_KEYS)[number]) =>
    many(key).filter((canvas) => boxOf(canvas).height > boxOf(canvas).width).length / COUNT;
  expect(upright('sneaker')).toBeLessThan(0.2);
  expect(upright('boot')).toBeGreaterThan(0.7);
  expect(upright('dress')).toBeGreaterThan(0.8);
});

test('trousers have a gap between the legs', () => {
  const gaps = many('trouser').filter((canvas) => {
    const { left, top, width, height } = boxOf(canvas);
    const row = (top + Math.floor(height * 0.85)) * SIDE;
    const inked = Array.from(canvas.subarray(row + left, row + left + width), (value) => value > 0);
    const first = inked.indexOf(true);
    return inked.slice(first, inked.lastIndexOf(true)).includes(false);
  });
  expect(gaps.length / COUNT).toBeGreaterThan(0.8);
});

test('long sleeves make a pullover wider against its body than a T-shirt', () => {
  const ink = (key: (typeof CLASS_KEYS)[number]) => {
    const shares = many(key).map((canvas) => {
      const { left, top, width, height } = boxOf(canvas);
      // The outer fifths, below the middle, are the ends of long sleeves.
      let sum = 0;
      for (let y = top + Math.floor(height / 2); y < top + height * 0.9; y++) {
        for (let x = 0; x < width / 5; x++) {
          sum +=
            (canvas[y * SIDE + left + x]! > 0 ? 1 : 0) +
            (canvas[y * SIDE + left + width - 1 - x]! > 0 ? 1 : 0);
        }
      }
      return sum / (width * height);
    });
    return shares.reduce((sum, value) => sum + value, 0) / COUNT;
  };
  expect(ink('pullover')).toBeGreaterThan(1.5 * ink('tshirt'));
});

test('some are filled, some are lines alone', () => {
  for (const key of CLASS_KEYS) {
    const covered = many(key).map((canvas) => {
      const { width, height } = boxOf(canvas);
      return canvas.filter((value) => value > 0).length / (width * height);
    });
    expect(covered.filter((share) => share > 0.4).length).toBeGreaterThan(COUNT / 10);
    expect(covered.filter((share) => share < 0.4).length).toBeGreaterThan(COUNT / 10);
  }
});
