// Rows compared with pixels moved by the definition of a sample word.

import { expect, test } from 'vitest';
import { encodeSample, plainSample } from '../../contract/sample.ts';
import { imageRows, ROW_LENGTH, targetRows } from './samples.ts';

const images = Uint8Array.from({ length: 2 * 784 }, (_, i) => (i * 37 + Math.floor(i / 784) * 11) % 256);
const pixel = (image: number, y: number, x: number) => images[image * 784 + y * 28 + x]!;
const at = (rows: Float32Array, row: number, y: number, x: number) =>
  rows[row * ROW_LENGTH + 783 - (y * 28 + x)]!;

test('an image is scaled and rotated, and followed by a 0 and a 1', () => {
  const rows = imageRows(images, Uint32Array.of(plainSample(1), plainSample(0)));
  expect(rows).toHaveLength(2 * ROW_LENGTH);
  expect(at(rows, 0, 5, 20)).toBe(Math.fround(pixel(1, 5, 20) / 255));
  expect(at(rows, 1, 27, 0)).toBe(Math.fround(pixel(0, 27, 0) / 255));
  expect(Array.from(rows.subarray(784, 786))).toEqual([0, 1]);
});

test('it is mirrored first, then shifted right and down; pixels from outside are 0', () => {
  const word = encodeSample({ index: 1, flip: true, shiftX: 2, shiftY: -3 });
  const rows = imageRows(images, Uint32Array.of(word));
  expect(at(rows, 0, 10, 12)).toBe(Math.fround(pixel(1, 13, 27 - 10) / 255));
  expect(at(rows, 0, 25, 12)).toBe(0);
  expect(at(rows, 0, 10, 1)).toBe(0);
  expect(at(rows, 0, 0, 2)).toBe(Math.fround(pixel(1, 3, 27) / 255));
});

test('targets are smoothed over all classes and sum to 1', () => {
  const samples = Uint32Array.of(
    plainSample(1),
    encodeSample({ index: 0, flip: true, shiftX: 1, shiftY: 1 }),
  );
  const rows = targetRows(Uint8Array.of(3, 9), samples, 0.05, 10);
  expect(rows[9]).toBeCloseTo(0.955, 6);
  expect(rows[0]).toBeCloseTo(0.005, 6);
  expect(rows[13]).toBeCloseTo(0.955, 6);
  expect(rows.subarray(0, 10).reduce((sum, value) => sum + value)).toBeCloseTo(1, 6);
  expect(Array.from(targetRows(Uint8Array.of(2), Uint32Array.of(plainSample(0)), 0, 10))).toEqual([
    0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
  ]);
});
