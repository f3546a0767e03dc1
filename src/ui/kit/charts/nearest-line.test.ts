import { expect, test } from 'vitest';
import { nearestLine } from './nearest-line.ts';

const flat = [
  { x: 0, y: 10 },
  { x: 100, y: 10 },
];
const steep = [
  { x: 0, y: 0 },
  { x: 100, y: 100 },
];

test('the nearest line is found between its points', () => {
  expect(nearestLine([flat, steep], 50, 14, 20)).toBe(0);
  expect(nearestLine([flat, steep], 50, 45, 20)).toBe(1);
});

test('a line of one point counts, an empty one and one that is far away do not', () => {
  expect(nearestLine([[], [{ x: 3, y: 4 }]], 0, 0, 6)).toBe(1);
  expect(nearestLine([[], flat], 50, 40, 20)).toBeNull();
});
