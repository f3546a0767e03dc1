import { expect, test } from 'vitest';
import { decimalsFor, fixedText, numberText, operand, settingText } from './number-text.ts';

test('numbers have three significant digits and a real minus sign', () => {
  expect([0, 0.0123456, -1.5, 123.456, -0.00000456, 12345].map((value) => numberText(value))).toEqual([
    '0',
    '0.0123',
    '−1.50',
    '123',
    '−4.56×10⁻⁶',
    '1.23×10⁴',
  ]);
  expect([0.0123456, -0.00000456].map((value) => numberText(value, 2))).toEqual(['0.012', '−4.6×10⁻⁶']);
});

test('settings have no zeros at their end, and no error of single precision', () => {
  const settings = [Math.fround(0.001), 0.9, 1 - 0.999, 1e-8, 2.5e-5, 0, Math.fround(0.003)];
  expect(settings.map(settingText)).toEqual(['0.001', '0.9', '0.001', '10⁻⁸', '2.5×10⁻⁵', '0', '0.003']);
});

test('a value has the decimals that its change needs', () => {
  expect([0, 0.1, 0.0012, -0.00003, 1e-12].map(decimalsFor)).toEqual([4, 4, 4, 6, 9]);
  expect(fixedText(-0.00001, 4)).toBe('0.0000');
  expect(fixedText(-0.5, 4)).toBe('−0.5000');
});

test('negative operands stand in brackets', () => {
  expect([operand('−0.5'), operand('0.5')]).toEqual(['(−0.5)', '0.5']);
});
