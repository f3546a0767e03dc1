// Outlines whose inside is known: closed, nearly closed, open, with inner parts and with a handle.

import { expect, test } from 'vitest';
import { EMPTY, fillOutline, INSIDE, LINE } from './fill-outline.ts';

const SIDE = 112;

/** Ink with lines 3 pixels wide along the sides of rectangles [left, top, right, bottom]. */
function rectangles(...boxes: readonly (readonly [number, number, number, number])[]): Uint8Array {
  const ink = new Uint8Array(SIDE * SIDE);
  for (const [left, top, right, bottom] of boxes) {
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const onLine = x < left + 3 || x > right - 3 || y < top + 3 || y > bottom - 3;
        if (onLine) ink[y * SIDE + x] = 255;
      }
    }
  }
  return ink;
}

/** Erases a rectangle of `ink`, in place. */
function erase(ink: Uint8Array, left: number, top: number, right: number, bottom: number): Uint8Array {
  for (let y = top; y <= bottom; y++) ink.fill(0, y * SIDE + left, y * SIDE + right + 1);
  return ink;
}

const at = (areas: Uint8Array, x: number, y: number) => areas[y * SIDE + x];

test('a closed outline is filled, and its lines stay LINE', () => {
  const areas = fillOutline(rectangles([20, 10, 90, 100]), SIDE);
  expect(at(areas, 21, 50)).toBe(LINE);
  expect(at(areas, 50, 50)).toBe(INSIDE);
  expect(at(areas, 10, 50)).toBe(EMPTY);
  expect(areas.filter((area) => area === INSIDE)).toHaveLength(65 * 85);
});

test('small gaps are closed, also at the edge of the square', () => {
  for (const gap of [2, 5, 8, 11]) {
    const areas = fillOutline(erase(rectangles([0, 0, 111, 111]), 50, 0, 49 + gap, 2), SIDE);
    expect(at(areas, 50, 50)).toBe(INSIDE);
  }
});

test('an open line encloses nothing', () => {
  const ink = erase(rectangles([20, 10, 90, 100]), 20, 10, 90, 60);
  expect(fillOutline(ink, SIDE).includes(INSIDE)).toBe(false);
});

test('the gap between two legs stays empty', () => {
  const ink = rectangles([20, 10, 50, 100], [64, 10, 94, 100], [20, 10, 94, 40]);
  const areas = fillOutline(ink, SIDE);
  expect(at(areas, 35, 80)).toBe(INSIDE);
  expect(at(areas, 57, 80)).toBe(EMPTY);
});

test('a part inside a garment is filled like the rest', () => {
  const areas = fillOutline(rectangles([20, 10, 90, 100], [40, 30, 60, 50]), SIDE);
  expect(at(areas, 50, 40)).toBe(INSIDE);
  expect(at(areas, 30, 40)).toBe(INSIDE);
});

test("a bag's handle stays empty, a bodice on a long skirt is filled", () => {
  const bag = fillOutline(rectangles([10, 50, 100, 110], [38, 25, 72, 52]), SIDE);
  expect(at(bag, 55, 80)).toBe(INSIDE);
  expect(at(bag, 55, 40)).toBe(EMPTY);
  const dress = fillOutline(rectangles([30, 40, 80, 111], [40, 4, 70, 42]), SIDE);
  expect(at(dress, 55, 80)).toBe(INSIDE);
  expect(at(dress, 55, 20)).toBe(INSIDE);
});

test('an area filled by hand stays LINE', () => {
  const ink = new Uint8Array(SIDE * SIDE);
  for (let y = 10; y < 100; y++) ink.fill(255, y * SIDE + 20, y * SIDE + 90);
  const areas = fillOutline(ink, SIDE);
  expect(areas.includes(INSIDE)).toBe(false);
  expect(areas.filter((area) => area === LINE)).toHaveLength(90 * 70);
});
