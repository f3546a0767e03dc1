import { expect, test } from 'vitest';
import { confidenceOf, isLowConfidence, LEAST, LEAST_MEDIUM } from './low-confidence.ts';

/** Ten probabilities: the first ones as given, the rest equal. */
function probabilities(...first: number[]): number[] {
  const rest = (1 - first.reduce((sum, value) => sum + value, 0)) / (10 - first.length);
  return [...first, ...Array.from({ length: 10 - first.length }, () => rest)];
}

test('confidence is high only for a probability that is large and far ahead of the next', () => {
  expect(isLowConfidence(probabilities(0.98))).toBe(false);
  expect(isLowConfidence(probabilities(0.98).toReversed())).toBe(false);
  expect(isLowConfidence(probabilities(0.4, 0.02))).toBe(true);
  expect(isLowConfidence(probabilities(0.49, 0.48))).toBe(true);
  expect(isLowConfidence(probabilities())).toBe(true);
});

test('the bound divides: just below it confidence is low, at it high', () => {
  expect(isLowConfidence(probabilities(LEAST))).toBe(false);
  expect(isLowConfidence(probabilities(LEAST - 0.001))).toBe(true);
});

test('with a lower bound the lead over the next class still counts', () => {
  expect(isLowConfidence(probabilities(0.6, 0.05), 0.5)).toBe(false);
  expect(isLowConfidence(probabilities(0.6, 0.35), 0.5)).toBe(true);
});

test('confidence falls from high over medium to low with the probability and with the lead', () => {
  expect(confidenceOf(probabilities(LEAST))).toBe('high');
  expect(confidenceOf(probabilities(LEAST - 0.001))).toBe('medium');
  expect(confidenceOf(probabilities(LEAST_MEDIUM))).toBe('medium');
  expect(confidenceOf(probabilities(LEAST_MEDIUM - 0.001))).toBe('low');
  expect(confidenceOf(probabilities(0.5, 0.5))).toBe('low');
});
