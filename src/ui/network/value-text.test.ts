import { expect, test } from 'vitest';
import { cellText, exactText, valueText } from './value-text.ts';

test('two to four significant digits, with a true minus sign', () => {
  expect([0, 0.1234, -0.1234, 1.234, 12.34, 123.4, 12345, 0.0001].map(valueText)).toEqual([
    '0.000',
    '0.123',
    '−0.123',
    '1.23',
    '12.3',
    '123',
    '1.2e+4',
    '1.0e−4',
  ]);
});

test('in a grid: three digits after the point, and no sign of a rounded zero', () => {
  expect([-0.0001, 0.0004, -0.0006, -1.5].map(cellText)).toEqual(['0.000', '0.000', '−0.001', '−1.50']);
});

test('a result: four digits after the point', () => {
  expect([0.12345, -3, -0, 0.00012345].map(exactText)).toEqual(['0.1235', '−3.0000', '0.0000', '1.234e−4']);
});
