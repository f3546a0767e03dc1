import { expect, test } from 'vitest';
import { wholeRows } from './whole-rows.ts';

/** Rows of 46 pixels below a header of 30.5, 2 pixels apart. */
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ top: 30.5 + 48 * i, bottom: 30.5 + 48 * i + 46 }));

test.each([
  [0, 480, null],
  [9, 480, null],
  // The last row ends at 460.5.
  [9, 460.5, null],
  [9, 460, { shown: 8, height: 414 }],
  [16, 480, { shown: 9, height: 462 }],
  [16, 462, { shown: 9, height: 462 }],
  // Less than a row.
  [16, 40, { shown: 1, height: 78 }],
  [1, 40, { shown: 1, height: 76 }],
])('of %i rows in %f pixels', (count, limit, expected) => {
  expect(wholeRows(rowsOf(count), limit)).toEqual(expected);
});
