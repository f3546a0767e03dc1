import { describe, expect, test } from 'vitest';
import { pValueText, signTest } from './sign-test.ts';

/** Two-sided, by the definition: all binomial coefficients of `n` added up. */
function byDefinition(first: number, second: number): number {
  const n = first + second;
  let coefficient = 1n;
  let sum = 0n;
  for (let i = 0; i <= Math.min(first, second); i++) {
    sum += coefficient;
    coefficient = (coefficient * BigInt(n - i)) / BigInt(i + 1);
  }
  // In units of 2^-200, which a double holds exactly enough.
  return Math.min(1, Number((2n * sum * 2n ** 200n) / 2n ** BigInt(n)) / 2 ** 200);
}

describe('the exact sign test', () => {
  test.each([
    // Known values: 2 / 2^n for one side alone, and R's binom.test(3, 15) and binom.test(1, 10).
    [0, 0, 1],
    [1, 0, 1],
    [5, 0, 0.0625],
    [10, 0, 0.001953125],
    [3, 12, 0.03515625],
    [1, 9, 0.021484375],
    [50, 50, 1],
  ])('of %i and %i is %f', (first, second, p) => {
    expect(signTest(first, second)).toBeCloseTo(p, 12);
    expect(signTest(second, first)).toBeCloseTo(p, 12);
  });

  test('agrees with the definition', () => {
    for (const [first, second] of [
      [7, 8],
      [20, 41],
      [256, 412],
      [400, 420],
      [1000, 1100],
    ] as const) {
      expect(signTest(first, second) / byDefinition(first, second)).toBeCloseTo(1, 9);
    }
  });

  test('of very many images is a number, and 0 where no double is as small', () => {
    expect(signTest(50_000, 50_000)).toBe(1);
    expect(signTest(49_000, 51_000)).toBeGreaterThan(0);
    expect(signTest(49_000, 51_000)).toBeLessThan(1e-9);
    expect(signTest(0, 100_000)).toBe(0);
  });
});

describe('a p value', () => {
  test.each([
    [1, 'p = 1'],
    [0.01234, 'p = 0.012'],
    [4.12e-9, 'p = 4.1e-9'],
    // No double is as small.
    [signTest(100, 7900), 'p < 1e-300'],
    // Below 0.05, and so it reads.
    [0.04996, 'p = 0.04996'],
    [0.0500001, 'p = 0.05'],
  ])('of %f is "%s"', (p, text) => expect(pValueText(p)).toBe(text));
});
