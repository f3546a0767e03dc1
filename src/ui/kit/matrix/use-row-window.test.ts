import { expect, test } from 'vitest';
import { rowWindow } from './use-row-window.ts';

test('the rows in view, with some before and after', () => {
  expect(rowWindow(100, 0, 280, 28)).toEqual({ first: 0, end: 19 });
  expect(rowWindow(100, 280, 280, 28)).toEqual({ first: 6, end: 25 });
  expect(rowWindow(100, 100 * 28, 280, 28)).toEqual({ first: 96, end: 100 });
});

test('every row that is in view is in the window, wherever it is scrolled to', () => {
  for (let scrolled = 0; scrolled <= 100 * 28 - 280; scrolled += 13) {
    const { first, end } = rowWindow(100, scrolled, 280, 28);
    expect(first * 28).toBeLessThanOrEqual(scrolled);
    expect(end * 28).toBeGreaterThanOrEqual(scrolled + 280);
  }
});
