// Sketches on a real canvas, prepared for the network: thin lines for small drawings, the first step as drawn, stray dots.

import { expect, test } from 'vitest';
import { createNetworkInk, paintSketch, prepareSketch } from './prepare-sketch.ts';
import { BLANK, FIRST_NIB, type Nib, type Stroke } from './sketch.ts';

function prepare(fills: boolean, ...strokes: Stroke[]) {
  return prepareSketch(paintSketch({ ...BLANK, strokes }, createNetworkInk()), fills);
}

const stroke = (nib: Partial<Nib>, ...points: number[]): Stroke => ({
  nib: { ...FIRST_NIB, ...nib },
  points,
});
/** The outline of a square whose points start at `left` in both directions. */
const square = (left: number, side: number, nib: Partial<Nib> = {}) => {
  const right = left + side;
  return stroke(nib, left, left, right, left, right, right, left, right, left, left);
};
const sum = (pixels: Uint8Array) => pixels.reduce((total, value) => total + value, 0);

test('a small square has lines as thin as a large one has, with any nib', () => {
  const large = sum(prepare(false, square(20, 240, { size: 16 }))!.pixels);
  for (const size of [10, 16, 20]) {
    const small = sum(prepare(false, square(80, 110, { size }))!.pixels);
    expect(small).toBeGreaterThan(0.9 * large);
    expect(small).toBeLessThan(1.1 * large);
  }
});

test('the first step shows the lines as drawn', () => {
  const [thin, thick] = [10, 20].map((size) => prepare(true, square(80, 110, { size }))!.steps.sheet) as [
    Uint8Array,
    Uint8Array,
  ];
  expect(sum(thick)).toBeGreaterThan(1.7 * sum(thin));
});

test('a dot in the corner leaves the image as it was, and the first step shows it', () => {
  const clean = prepare(true, square(80, 110))!;
  const dotted = prepare(true, square(80, 110), stroke({}, 262, 262))!;
  expect(dotted.pixels).toEqual(clean.pixels);
  expect(dotted.steps.sheet).not.toEqual(clean.steps.sheet);
});

test('a sketch whose ink is erased has no image', () => {
  expect(prepare(true, stroke({}, 140, 140), stroke({ tool: 'eraser', size: 40 }, 140, 140))).toBeNull();
});

test('a filled shape over a line hides it in the image, but not in the unfilled view', () => {
  const line = stroke({}, 140, 80, 140, 200);
  const shape = square(60, 160, { tool: 'fill' });
  const [covered, plain] = [prepare(true, line, shape)!, prepare(true, shape)!];
  expect(covered.pixels).toEqual(plain.pixels);
  const middle = 14 * 28;
  const lit = (pixels: Uint8Array) =>
    pixels.slice(middle + 4, middle + 24).filter((value) => value > 100).length;
  expect(lit(covered.steps.cropped)).toBeGreaterThan(0);
  expect(lit(plain.steps.cropped)).toBe(0);
});
