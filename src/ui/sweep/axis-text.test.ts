import { expect, test } from 'vitest';
import { FASHION_ID } from '../../contract/dataset.ts';
import { listText, readList, readNumber } from './axis-text.ts';

test('a list is read with any separator, clamped and without repeats', () => {
  expect(readList('batch', '16, 32；64，32', FASHION_ID)).toEqual([16, 32, 64]);
  expect(readList('batch', '0 9999', FASHION_ID)).toEqual([1, 512]);
  expect(readList('widths', '0.5 100', FASHION_ID)).toEqual([0.5, 4]);
});

test('a list with a word that is no number is not read', () => {
  expect(readList('lr', '0.1, fast', FASHION_ID)).toBeNull();
  expect(readList('lr', ' , ', FASHION_ID)).toBeNull();
  expect(readNumber('widths', '', FASHION_ID)).toBeNull();
  expect(readNumber('optimizer', 'adam', FASHION_ID)).toBeNull();
});

test('a written list is read again', () => {
  const values = [0, 0.001, 0.1];
  expect(readList('decay', listText(values), FASHION_ID)).toEqual(values);
});
