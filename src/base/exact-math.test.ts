import { expect, test } from 'vitest';
import { cosPi, integerPower } from './exact-math.ts';

test('cosPi agrees with Math.cos over [0, 1]', () => {
  for (let i = 0; i <= 1000; i++)
    expect(Math.abs(cosPi(i / 1000) - Math.cos((Math.PI * i) / 1000))).toBeLessThan(1e-13);
  expect(cosPi(0)).toBe(1);
  expect(cosPi(1)).toBe(-1);
});

test('integerPower agrees with repeated multiplication', () => {
  expect(integerPower(0.9, 0)).toBe(1);
  expect(integerPower(2, 40)).toBe(2 ** 40);
  let product = 1;
  for (let t = 1; t <= 5000; t++) {
    product *= 0.999;
    expect(Math.abs(integerPower(0.999, t) / product - 1)).toBeLessThan(1e-12);
  }
});
