import { expect, test } from 'vitest';
import { topClasses } from './top-classes.ts';

test.each([2, 3, 10, 12])('all of %i classes are listed, by label', (count) => {
  const values = Array.from({ length: count }, (_, label) => label / count);
  expect(topClasses(values, 0)).toEqual({ shown: [...values.keys()], others: null });
});

const values = Float64Array.from({ length: 36 }, (_, label) => (label === 20 ? 10 : label % 6));

test('of 36 classes the eight with the largest values are listed, the first of equals first', () => {
  const { shown, others } = topClasses(values);
  expect(shown).toEqual([20, 5, 11, 17, 23, 29, 35, 4]);
  const sum = values.reduce((total, value) => total + value, 0);
  expect(others).toEqual({ count: 28, sum: sum - 10 - 6 * 5 - 4 });
});

test('a needed class is listed in place of the last', () => {
  expect(topClasses(values, 0).shown).toEqual([20, 5, 11, 17, 23, 29, 35, 0]);
  expect(topClasses(values, 35).shown).toEqual(topClasses(values).shown);
  expect(topClasses(values, 0).others?.count).toBe(28);
});
