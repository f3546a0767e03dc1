// What a learning rate search finds in losses whose course is known.

import { expect, test } from 'vitest';
import { SEARCH, searchRate, searchResult, smoothedLosses } from './learning-rate-search.ts';

/** Flat, then falling from step `fallsAt` to `risesAt`, then rising. */
function course(fallsAt: number, risesAt: number): Float32Array {
  return Float32Array.from({ length: SEARCH.steps }, (_, i) => {
    if (i < fallsAt) return 2.3;
    if (i < risesAt) return 2.3 - (1.8 * (i - fallsAt)) / (risesAt - fallsAt);
    return 0.5 + 0.4 * (i - risesAt);
  });
}

test('the rates rise by equal ratios from the first to the last', () => {
  expect(searchRate(0)).toBe(SEARCH.from);
  expect(searchRate(SEARCH.steps - 1)).toBeCloseTo(SEARCH.to, 12);
  const ratio = searchRate(1) / searchRate(0);
  expect(searchRate(100) / searchRate(99)).toBeCloseTo(ratio, 12);
});

test('the steepest point lies in the fall, and the edge after it', () => {
  const { steepest, edge, ended, rates } = searchResult(course(60, 110), false);
  expect(steepest).toBeGreaterThan(rates[60]!);
  expect(steepest).toBeLessThan(rates[112]!);
  expect(edge).toBeGreaterThan(rates[110]!);
  expect(ended).toBe('edge');
});

test('a loss that is not finite is an edge', () => {
  const losses = course(60, 200);
  losses[120] = NaN;
  const { edge, rates, ended } = searchResult(losses.subarray(0, 121), false);
  expect(edge).toBe(rates[120]);
  expect(ended).toBe('edge');
});

test('losses that never fall have no steepest point, and without a rise there is no edge', () => {
  const flat = new Float32Array(SEARCH.steps).fill(2.3);
  expect(searchResult(flat, false)).toMatchObject({ steepest: null, edge: null, ended: 'complete' });
  expect(searchResult(flat.subarray(0, 40), true).ended).toBe('time');
});

test('the average starts at the first loss', () => {
  expect(smoothedLosses(Float32Array.of(2, 2, 2))).toEqual(Float32Array.of(2, 2, 2));
});
