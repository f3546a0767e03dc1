import { expect, test } from 'vitest';
import { allFinite } from './all-finite.ts';

test.each([Number.NaN, Infinity, -Infinity])('%d is found at any place', (value) => {
  for (const at of [0, 5, 9]) {
    const values = new Float32Array(10).fill(3e38);
    expect(allFinite(values)).toBe(true);
    values[at] = value;
    expect(allFinite(values)).toBe(false);
  }
});
