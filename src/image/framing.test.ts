// Drawings in the framing of a dataset.

import { expect, test } from 'vitest';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import { framedImage, framingOf } from './framing.ts';

/** An image of rectangles [left, top, width, height], full ink. */
function image(side: number, ...rectangles: [number, number, number, number][]): Uint8Array {
  const pixels = new Uint8Array(side * side);
  for (const [left, top, width, height] of rectangles)
    for (let y = top; y < top + height; y++) pixels.fill(255, y * side + left, y * side + left + width);
  return pixels;
}
function digits(...images: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(images.length * IMAGE_PIXELS);
  images.forEach((one, i) => all.set(one, i * IMAGE_PIXELS));
  return all;
}
const centreOf = (pixels: Uint8Array) => {
  const mass = pixels.reduce((sum, value) => sum + value, 0);
  const sum = (coordinate: (i: number) => number) =>
    pixels.reduce((total, value, i) => total + value * coordinate(i), 0) / mass;
  return [sum((i) => i % IMAGE_SIDE), sum((i) => Math.floor(i / IMAGE_SIDE))] as const;
};

test('a dataset of lines has the side and the width of its lines', () => {
  // A one and a seven, 20 pixels high, two pixels wide.
  const one = image(IMAGE_SIDE, [13, 4, 2, 20]);
  const seven = image(IMAGE_SIDE, [8, 4, 12, 2], [18, 4, 2, 20]);
  const framing = framingOf(digits(one, seven, one))!;
  expect(framing.side).toBe(20);
  expect(framing.line).toBeGreaterThan(1.6);
  expect(framing.line).toBeLessThan(2.8);
});

test('a dataset of areas has no lines, and empty images count for nothing', () => {
  const area = image(IMAGE_SIDE, [2, 2, 24, 24]);
  expect(framingOf(digits(area, new Uint8Array(IMAGE_PIXELS)))).toEqual({ side: 24, line: null });
  expect(framingOf(new Uint8Array(IMAGE_PIXELS))).toBeNull();
});

test('a drawing is scaled to the side and centred by its mass', () => {
  const side = 280;
  // An L: its mass lies to the left and below the middle of its box.
  const ink = image(side, [150, 20, 12, 100], [150, 108, 60, 12]);
  const { pixels, steps } = framedImage(ink, side, side, { side: 20, line: 2 })!;
  const rows = [...pixels.keys()].filter((i) => pixels[i]! > 16).map((i) => Math.floor(i / IMAGE_SIDE));
  expect(Math.max(...rows) - Math.min(...rows) + 1).toBe(20);
  for (const centre of centreOf(pixels)) expect(Math.abs(centre - 13.5)).toBeLessThan(0.6);
  expect(steps.cropped).toEqual(pixels);
});

test('no ink leaves the image, however large the framing is', () => {
  const side = 280;
  const ink = image(side, [10, 10, 20, 200], [10, 190, 120, 20]);
  const { pixels } = framedImage(ink, side, side, { side: 28, line: 3 })!;
  const rows = [...pixels.keys()].filter((i) => pixels[i]! > 16).map((i) => Math.floor(i / IMAGE_SIDE));
  expect([Math.min(...rows), Math.max(...rows)]).toEqual([0, 27]);
  expect(framedImage(new Uint8Array(side * side), side, side, { side: 20, line: 2 })).toBeNull();
});
