// The inks together with the preparation, which ignores fainter ink.

import { expect, test } from 'vitest';
import { imageFromInk } from '../../../image/drawing.ts';
import { BRUSH_SIZES, INK_GREYS, INKS, SKETCH_SIDE } from './sketch.ts';

test.each(INKS)('an outline of the thinnest %s line is filled', (ink) => {
  const raster = new Uint8Array(SKETCH_SIDE * SKETCH_SIDE);
  const paint = (from: number, to: number, grey: number) => {
    for (let y = from; y < to; y++) raster.fill(grey, y * SKETCH_SIDE + from, y * SKETCH_SIDE + to);
  };
  // Nearly the whole sheet: scaled down, the line becomes as thin as possible.
  paint(5, 275, INK_GREYS[ink]);
  paint(5 + BRUSH_SIZES.min, 275 - BRUSH_SIZES.min, 0);
  const { filled } = imageFromInk(raster, SKETCH_SIDE, SKETCH_SIDE)!.steps;
  expect(filled[14 * 28 + 14]).toBe(255);
});

test('inks go from white to dark, each well apart from the next', () => {
  const greys = INKS.map((ink) => INK_GREYS[ink]);
  expect(greys[0]).toBe(255);
  for (let k = 1; k < greys.length; k++) expect(greys[k - 1]! - greys[k]!).toBeGreaterThan(40);
});
