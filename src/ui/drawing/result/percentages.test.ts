// Percentages that add up to 100.

import { expect, test } from 'vitest';
import { randomStream } from '../../../base/random.ts';
import { largestFirst, tenthsOfPercent } from './percentages.ts';

test('three equal thirds add up to 100', () => {
  expect(tenthsOfPercent([1 / 3, 1 / 3, 1 / 3])).toEqual([334, 333, 333]);
});

test('any ten probabilities add up to 100.0, and each is within a tenth of its exact value', () => {
  const random = randomStream(1, 'shares');
  for (let round = 0; round < 200; round++) {
    const weights = Float32Array.from({ length: 10 }, () => random.unit() ** 8);
    const sum = weights.reduce((total, value) => total + value, 0);
    const tenths = tenthsOfPercent(weights);
    expect(tenths.reduce((total, value) => total + value, 0)).toBe(1000);
    for (const [k, tenth] of tenths.entries())
      expect(Math.abs(tenth - (weights[k]! / sum) * 1000)).toBeLessThan(1);
  }
});

test('a certain prediction is 100.0', () => {
  expect(tenthsOfPercent([0, 1, 0])).toEqual([0, 1000, 0]);
});

test('the largest come first, and equal ones keep their order', () => {
  expect(largestFirst([0.1, 0.4, 0.4, 0.1])).toEqual([1, 2, 0, 3]);
});
