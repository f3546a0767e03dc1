// Boxes of drawings with and without stray marks: a square outline of 12 x 12 dashes on a pad of 280.

import { describe, expect, test } from 'vitest';
import { drawingBox } from './drawing-box.ts';
import { imageFromInk } from './drawing.ts';

const SIDE = 280;
type Rectangle = readonly [x: number, y: number, width: number, height: number];

function ink(...rectangles: Rectangle[]): Uint8Array {
  const raster = new Uint8Array(SIDE * SIDE);
  for (const [x, y, width, height] of rectangles) {
    for (let row = y; row < y + height; row++) raster.fill(255, row * SIDE + x, row * SIDE + x + width);
  }
  return raster;
}

/** The outline of a square from 60 to 180 with a line of 10. */
const SQUARE: readonly Rectangle[] = [
  [60, 60, 120, 10],
  [60, 170, 120, 10],
  [60, 60, 10, 120],
  [170, 60, 10, 120],
];
const SQUARE_BOX = { left: 60, top: 60, width: 120, height: 120 };
const box = (...rectangles: Rectangle[]) => drawingBox(ink(...rectangles), SIDE, SIDE);

describe('drawingBox', () => {
  test('leaves out a dot, or a short line, far from the drawing', () => {
    expect(box(...SQUARE)).toEqual(SQUARE_BOX);
    expect(box(...SQUARE, [262, 4, 10, 10])).toEqual(SQUARE_BOX);
    expect(box(...SQUARE, [240, 250, 30, 10])).toEqual(SQUARE_BOX);
  });

  test('keeps small parts close to the drawing', () => {
    expect(box(...SQUARE, [190, 100, 10, 10])).toEqual({ ...SQUARE_BOX, width: 140 });
  });

  test('keeps a part of a fair share of the ink, wherever it is', () => {
    // 400 of 4,800 pixels are 8%, 900 of 5,300 are 17%.
    expect(box(...SQUARE, [240, 240, 20, 20])).toEqual(SQUARE_BOX);
    expect(box(...SQUARE, [240, 240, 30, 30])).toEqual({ ...SQUARE_BOX, width: 210, height: 210 });
  });

  test('keeps a drawing of many small parts as a whole', () => {
    const dashes = Array.from({ length: 12 }, (_, k): Rectangle => [10 + 20 * k, 10 + 20 * k, 6, 6]);
    expect(box(...dashes)).toEqual({ left: 10, top: 10, width: 226, height: 226 });
  });

  test('gives null without ink and the pixel of a single one', () => {
    expect(box()).toBeNull();
    expect(box([5, 9, 1, 1])).toEqual({ left: 5, top: 9, width: 1, height: 1 });
  });
});

test('a stray dot changes neither the cropped image nor the one that the network sees', () => {
  const clean = imageFromInk(ink(...SQUARE), SIDE, SIDE)!;
  const dotted = imageFromInk(ink(...SQUARE, [262, 4, 10, 10]), SIDE, SIDE)!;
  expect(dotted.pixels).toEqual(clean.pixels);
  expect(dotted.steps.cropped).toEqual(clean.steps.cropped);
  expect(dotted.steps.sheet).not.toEqual(clean.steps.sheet);
});
