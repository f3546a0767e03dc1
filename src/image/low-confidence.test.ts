import { expect, test } from 'vitest';
import { isLowConfidence } from './low-confidence.ts';

test('is sure of what is far ahead, and of nothing else', () => {
  const shares = (...first: number[]) => {
    const rest = (1 - first.reduce((sum, value) => sum + value, 0)) / (10 - first.length);
    return [...first, ...Array.from({ length: 10 - first.length }, () => rest)];
  };
  expect(isLowConfidence(shares(0.95))).toBe(false);
  expect(isLowConfidence([...shares(0.95)].toReversed())).toBe(false);
  expect(isLowConfidence(shares(0.4, 0.02))).toBe(true);
  expect(isLowConfidence(shares(0.49, 0.48))).toBe(true);
  expect(isLowConfidence(shares())).toBe(true);
});
