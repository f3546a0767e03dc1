import { expect, it } from 'vitest';
import { nextCell, shadeOf } from './cells.ts';

it('shades by the fraction of the row', () => {
  const row = [0, 5, 10, 50, 120, 815];
  expect(row.map((count) => shadeOf(count, row))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(shadeOf(0, [0, 0])).toBe(0);
});

it('moves within the square', () => {
  const moves = (cell: number) =>
    ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].map((key) => nextCell(key, cell, 10));
  expect(moves(34)).toEqual([33, 35, 24, 44, 30, 39]);
  expect(moves(0)).toEqual([0, 1, 0, 10, 0, 9]);
  expect(moves(99)).toEqual([98, 99, 89, 99, 90, 99]);
  expect(nextCell('Tab', 5, 10)).toBeNull();
});
