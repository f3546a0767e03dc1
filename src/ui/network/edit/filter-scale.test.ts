import { expect, test } from 'vitest';
import { factorOf, roundFactor, scaledFilter } from './filter-scale.ts';

const base = Float32Array.from({ length: 25 }, (_, i) => Math.sin(i + 1) / 5);

test('the factor of a scaled filter is found again, whatever it is', () => {
  for (let hundredths = -1000; hundredths <= 1000; hundredths++) {
    const factor = hundredths / 100;
    expect(factorOf(base, scaledFilter(base, factor))).toBeCloseTo(factor, 10);
  }
  expect(scaledFilter(base, 1)).toEqual(base);
});

test('a filter that was changed otherwise is no multiple', () => {
  const changed = scaledFilter(base, 0.5);
  changed[3]! += 0.01;
  expect(factorOf(base, changed)).toBeNull();
});

test('a filter of zeros is one times itself', () => {
  const zeros = new Float32Array(25);
  expect(factorOf(zeros, zeros)).toBe(1);
  expect(factorOf(zeros, base)).toBeNull();
});

test('factors have two decimals', () => {
  expect(roundFactor(-1.4999)).toBe(-1.5);
});
