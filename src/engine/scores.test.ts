// Losses and predictions of logits with known results.

import { expect, test } from 'vitest';
import { evaluateLogits, probabilities, scoreBatch } from './scores.ts';

const row = (values: Record<number, number>) => Float32Array.from({ length: 10 }, (_, k) => values[k] ?? 0);
const oneHot = (label: number) => row({ [label]: 1 });

test('equal logits lose ln 10 and predict the first class', () => {
  const { lossSum, correct } = scoreBatch(row({}), oneHot(0), [0], 10);
  expect(lossSum).toBeCloseTo(Math.log(10), 12);
  expect(correct).toBe(1);
  expect(scoreBatch(row({}), oneHot(4), [4], 10).correct).toBe(0);
});

test('large logits neither overflow nor vanish', () => {
  expect(scoreBatch(row({ 3: 1000 }), oneHot(3), [3], 10).lossSum).toBe(0);
  expect(scoreBatch(row({ 3: 1000 }), oneHot(2), [2], 10).lossSum).toBeCloseTo(1000, 9);
  expect(scoreBatch(row({ 3: -1000 }), oneHot(3), [3], 10).lossSum).toBeCloseTo(1000 + Math.log(9), 6);
});

test('a logit of NaN gives a loss of NaN', () => {
  expect(scoreBatch(row({ 3: Number.NaN }), oneHot(2), [2], 10).lossSum).toBeNaN();
});

test('confidence is the probability of the predicted class', () => {
  const logits = Float32Array.of(...row({ 7: 2 }), ...row({ 1: 1, 2: 1 }));
  const { predicted, confidence, correct, lossSum } = evaluateLogits(logits, [7, 2], 10);
  expect(Array.from(predicted)).toEqual([7, 1]);
  expect(confidence[0]).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 9), 6);
  expect(correct).toBe(1);
  const all = probabilities(logits, 10);
  expect(lossSum).toBeCloseTo(-Math.log(all[7]!) - Math.log(all[12]!), 5);
  expect(all[7]).toBe(confidence[0]);
  expect(all.subarray(10).reduce((sum, value) => sum + value)).toBeCloseTo(1, 6);
});
