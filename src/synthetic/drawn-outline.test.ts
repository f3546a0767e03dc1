// Drawn garments are reproducible, and statistics over 200 of each class show the features of the class.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';
import { drawGarment } from './drawn-outline.ts';
import { inkBox } from '../image/scale.ts';

const SIDE = 56;
const COUNT = 200;

function draw(key: (typeof CLASS_KEYS)[number], name: string): Uint8Array {
  const canvas = new Uint8Array(SIDE * SIDE).fill(9);
  drawGarment(canvas, SIDE, CLASS_KEYS.indexOf(key), randomStream(1, name));
  return canvas;
}
const drawMany = (key: (typeof CLASS_KEYS)[number]) =>
  Array.from({ length: COUNT }, (_, k) => draw(key, `${key} ${k}`));
const boxOf = (canvas: Uint8Array) => inkBox(canvas, SIDE, SIDE)!;

test('the same random stream draws the same garment, another stream a different one', () => {
  expect(draw('bag', 'one')).toEqual(draw('bag', 'one'));
  expect(draw('bag', 'one')).not.toEqual(draw('bag', 'two'));
});

test('every garment spans more than half of the square and leaves some of it empty', () => {
  for (const key of CLASS_KEYS) {
    for (const canvas of drawMany(key)) {
      const { width, height } = boxOf(canvas);
      expect(Math.max(width, height)).toBeGreaterThan(SIDE / 2);
      expect(canvas.includes(0)).toBe(true);
    }
  }
});

test('most sneakers are wider than high, most boots and dresses higher than wide', () => {
  const upright = (key: (typeof CLASS_KEYS)[number]) =>
    drawMany(key).filter((canvas) => boxOf(canvas).height > boxOf(canvas).width).length / COUNT;
  expect(upright('sneaker')).toBeLessThan(0.2);
  expect(upright('boot')).toBeGreaterThan(0.7);
  expect(upright('dress')).toBeGreaterThan(0.8);
});

test('most trousers have a gap between the legs', () => {
  const gaps = drawMany('trouser').filter((canvas) => {
    const { left, top, width, height } = boxOf(canvas);
    const row = (top + Math.floor(height * 0.85)) * SIDE;
    const inked = Array.from(canvas.subarray(row + left, row + left + width), (value) => value > 0);
    const first = inked.indexOf(true);
    return inked.slice(first, inked.lastIndexOf(true)).includes(false);
  });
  expect(gaps.length / COUNT).toBeGreaterThan(0.8);
});

test('a pullover has more ink at its lower sides than a T-shirt, because of its long sleeves', () => {
  const sleeveInk = (key: (typeof CLASS_KEYS)[number]) => {
    const fractions = drawMany(key).map((canvas) => {
      const { left, top, width, height } = boxOf(canvas);
      // Long sleeves end in the outer fifths of the box, below its middle.
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
    return fractions.reduce((sum, value) => sum + value, 0) / COUNT;
  };
  expect(sleeveInk('pullover')).toBeGreaterThan(1.5 * sleeveInk('tshirt'));
});

test('every class has filled garments and garments of lines alone', () => {
  for (const key of CLASS_KEYS) {
    const covered = drawMany(key).map((canvas) => {
      const { width, height } = boxOf(canvas);
      return canvas.filter((value) => value > 0).length / (width * height);
    });
    expect(covered.filter((fraction) => fraction > 0.4).length).toBeGreaterThan(COUNT / 10);
    expect(covered.filter((fraction) => fraction < 0.4).length).toBeGreaterThan(COUNT / 10);
  }
});
