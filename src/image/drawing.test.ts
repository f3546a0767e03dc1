// Drawings whose 28x28 image is known, with extreme sizes, positions and inks.

import { describe, expect, test } from 'vitest';
import { IMAGE_SIDE } from '../contract/model.ts';
import { imageFromInk, TONES } from './drawing.ts';

const SIDE = 280;

/** A raster with one filled rectangle. */
function rectangle(x: number, y: number, width: number, height: number, ink = 255, side = SIDE): Uint8Array {
  const raster = new Uint8Array(side * side);
  for (let row = y; row < y + height; row++) raster.fill(ink, row * side + x, row * side + x + width);
  return raster;
}

/** The box of the image's non-zero pixels: [left, top, right, bottom]. */
function box(pixels: Uint8Array): number[] {
  const bounds = [IMAGE_SIDE, IMAGE_SIDE, -1, -1];
  for (const [i, value] of pixels.entries()) {
    if (value === 0) continue;
    const x = i % IMAGE_SIDE;
    const y = Math.floor(i / IMAGE_SIDE);
    bounds[0] = Math.min(bounds[0]!, x);
    bounds[1] = Math.min(bounds[1]!, y);
    bounds[2] = Math.max(bounds[2]!, x);
    bounds[3] = Math.max(bounds[3]!, y);
  }
  return bounds;
}

describe('imageFromInk', () => {
  test('gives null for an empty raster and for ink too faint to see', () => {
    expect(imageFromInk(new Uint8Array(SIDE * SIDE), SIDE, SIDE)).toBeNull();
    expect(imageFromInk(rectangle(10, 10, 50, 50, 15), SIDE, SIDE)).toBeNull();
    expect(imageFromInk(rectangle(10, 10, 50, 50, 16), SIDE, SIDE)).not.toBeNull();
  });

  test('a square at any place and of any size fills the image', () => {
    for (const [x, y, size] of [
      [3, 200, 56],
      [0, 0, 280],
      [100, 17, 101],
      [279, 279, 1],
    ] as const) {
      const { pixels } = imageFromInk(rectangle(x, y, size, size), SIDE, SIDE)!;
      expect(pixels.every((value) => value === TONES.filled)).toBe(true);
    }
  });

  test('keeps the aspect ratio and centres, with the odd pixel left and above', () => {
    const boxOf = (width: number, height: number) =>
      box(imageFromInk(rectangle(20, 9, width, height), SIDE, SIDE)!.pixels);
    expect(boxOf(100, 200)).toEqual([7, 0, 20, 27]);
    expect(boxOf(200, 100)).toEqual([0, 7, 27, 20]);
    // 110 of 200 is 15.4 columns: 15, with 7 empty left of it and 6 right.
    expect(boxOf(110, 200)).toEqual([7, 0, 21, 27]);
    expect(boxOf(200, 110)).toEqual([0, 7, 27, 21]);
  });

  test('a line one pixel wide becomes one column', () => {
    expect(box(imageFromInk(rectangle(140, 0, 1, 280), SIDE, SIDE)!.pixels)).toEqual([14, 0, 14, 27]);
  });

  test('averages over areas: an image enlarged ten times is restored exactly', () => {
    const source = new Uint8Array(784);
    for (let i = 0; i < 784; i++) source[i] = 16 + ((i * 37) % 240);
    const raster = new Float32Array(SIDE * SIDE);
    for (let i = 0; i < raster.length; i++) {
      const x = Math.floor((i % SIDE) / 10);
      const y = Math.floor(i / SIDE / 10);
      raster[i] = source[y * IMAGE_SIDE + x]!;
    }
    expect(imageFromInk(raster, SIDE, SIDE)!.steps.cropped).toEqual(source);
  });

  test('averages fine stripes to their mean grey', () => {
    const raster = rectangle(0, 0, SIDE, SIDE);
    for (let i = 0; i < raster.length; i += 2) raster[i] = 0;
    const { cropped } = imageFromInk(raster, SIDE, SIDE)!.steps;
    // The box starts at the first column with ink, so that the outermost stripe has a larger weight.
    for (const value of cropped) expect(Math.abs(value - 127.5)).toBeLessThan(15);
  });

  test('the position of the ink on a wide raster makes no difference', () => {
    const wide = new Uint8Array(400 * 300);
    const other = new Uint8Array(400 * 300);
    for (let y = 0; y < 90; y++) {
      for (let x = 0; x < 60; x++) {
        const ink = (x * y) % 200;
        wide[(y + 10) * 400 + x + 5] = ink;
        other[(y + 205) * 400 + x + 333] = ink;
      }
    }
    expect(imageFromInk(other, 400, 300)!.pixels).toEqual(imageFromInk(wide, 400, 300)!.pixels);
  });

  test('fills an outline with the inside tone and draws its lines over it', () => {
    const raster = rectangle(40, 40, 200, 200);
    for (let y = 52; y < 228; y++) raster.fill(0, y * SIDE + 52, y * SIDE + 228);
    const { pixels, steps } = imageFromInk(raster, SIDE, SIDE)!;
    const middle = 14 * IMAGE_SIDE + 14;
    expect([steps.cropped[middle], steps.filled[middle], pixels[middle]]).toEqual([0, 255, TONES.inside]);
    expect(pixels[0]).toBe(TONES.line);
    expect(steps.toned).toBe(pixels);
  });

  test('without filling, the inside stays empty and the lines are toned the same', () => {
    const raster = rectangle(40, 40, 200, 200);
    for (let y = 52; y < 228; y++) raster.fill(0, y * SIDE + 52, y * SIDE + 228);
    const filling = imageFromInk(raster, SIDE, SIDE)!;
    const { pixels, steps } = imageFromInk(raster, SIDE, SIDE, TONES, false)!;
    expect([steps.sheet, steps.cropped]).toEqual([filling.steps.sheet, filling.steps.cropped]);
    const middle = 14 * IMAGE_SIDE + 14;
    expect([filling.steps.filled[middle], steps.filled[middle]]).toEqual([255, 0]);
    expect([pixels[0], pixels[middle]]).toEqual([TONES.line, 0]);
  });

  test('darker details of a filled garment keep their ratio to it', () => {
    const raster = rectangle(40, 40, 200, 200);
    // A stripe down the middle and a pocket, in the two darkest inks.
    for (let y = 40; y < 240; y++) raster.fill(80, y * SIDE + 132, y * SIDE + 148);
    for (let y = 170; y < 210; y++) raster.fill(140, y * SIDE + 60, y * SIDE + 110);
    const { pixels } = imageFromInk(raster, SIDE, SIDE)!;
    const at = (x: number, y: number) => pixels[y * IMAGE_SIDE + x]!;
    const [cloth, stripe, pocket] = [at(4, 4), at(14, 4), at(6, 21)] as const;
    expect(cloth).toBeGreaterThan(TONES.filled);
    expect(stripe / cloth).toBeCloseTo(80 / 255, 1);
    expect(pocket / cloth).toBeCloseTo(140 / 255, 1);
  });

  test('dark details inside a filled outline stay darker than the inside tone', () => {
    const raster = rectangle(40, 40, 200, 200);
    for (let y = 52; y < 228; y++) raster.fill(0, y * SIDE + 52, y * SIDE + 228);
    for (let y = 60; y < 220; y++) raster.fill(80, y * SIDE + 130, y * SIDE + 150);
    const { pixels } = imageFromInk(raster, SIDE, SIDE)!;
    const row = 14 * IMAGE_SIDE;
    expect(pixels[row + 5]).toBe(TONES.inside);
    expect(pixels[row + 13]).toBeLessThan(TONES.inside * 0.75);
  });

  test('a faint drawing keeps its grey', () => {
    const { pixels } = imageFromInk(rectangle(40, 40, 200, 200, 100), SIDE, SIDE)!;
    expect(pixels.every((value) => value === 100)).toBe(true);
  });

  test('the sheet step shows the full pad scaled down', () => {
    const { sheet } = imageFromInk(rectangle(0, 0, 140, 70), SIDE, SIDE)!.steps;
    expect(box(sheet)).toEqual([0, 0, 13, 6]);
  });

  test('the same ink gives the same image', () => {
    const ink = rectangle(33, 44, 111, 77);
    expect(imageFromInk(ink, SIDE, SIDE)).toEqual(imageFromInk(ink.slice(), SIDE, SIDE));
  });
});
