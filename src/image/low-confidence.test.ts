import { expect, test } from 'vitest';
import { isLowConfidence } from './low-confidence.ts';

test('confidence is high only for a probability that is large and far ahead of the next', () => {
  const probabilities = (...first: number[]) => {
    const rest = (1 - first.reduce((sum, value) => sum + value, 0)) / (10 - first.length);
    return [...first, ...Array.from({ length: 10 - first.length }, () => rest)];
  };
  expect(isLowConfidence(probabilities(0.95))).toBe(false);
  expect(isLowConfidence([...probabilities(0.95)].toReversed())).toBe(false);
  expect(isLowConfidence(probabilities(0.4, 0.02))).toBe(true);
  expect(isLowConfidence(probabilities(0.49, 0.48))).toBe(true);
  expect(isLowConfidence(probabilities())).toBe(true);
});
