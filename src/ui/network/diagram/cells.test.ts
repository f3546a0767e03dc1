import { expect, test } from 'vitest';
import { cellAfterKey, cellUnder } from './cells.ts';

const currentTarget = {
  getBoundingClientRect: () => ({ left: 100, top: 50, width: 180, height: 40 }),
} as Element;

test('the cell under the pointer, in rows of 18 of which the last is shorter', () => {
  const at = (clientX: number, clientY: number) => cellUnder({ clientX, clientY, currentTarget }, 18, 35);
  expect(at(100, 50)).toBe(0);
  expect(at(279, 50)).toBe(17);
  expect(at(105, 75)).toBe(18);
  expect(at(279, 89)).toBe(34);
  expect(at(0, 0)).toBe(0);
});

test('arrow keys move within the rows', () => {
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
  expect(keys.map((key) => cellAfterKey(key, 20, 18, 35))).toEqual([19, 21, 2, 20]);
  expect(keys.map((key) => cellAfterKey(key, 17, 18, 35))).toEqual([16, 17, 17, 34]);
  expect(cellAfterKey('Enter', 3, 18, 35)).toBeNull();
});
