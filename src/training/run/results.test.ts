// Which epoch is the best one.

import { expect, test } from 'vitest';
import { PRESETS, presetFor, type RunConfig } from '../../contract/config.ts';
import type { EpochMetrics } from '../../contract/metrics.ts';
import { epochMetrics } from './results.ts';
import type { RunRecord } from './run-record.ts';

/** Whether an epoch with 8 of 10 correct and `loss` is the best after one with `before` correct and a loss of 0.5. */
function isBest(config: RunConfig, loss: number, before: number | null): boolean {
  const metrics = { validationAccuracy: (before ?? 0) / 10, validationLoss: 0.5 } as EpochMetrics;
  const record = { step: 1, plan: { config }, best: before === null ? null : { metrics } } as RunRecord;
  const predicted = new Uint8Array(10);
  const result = { loss, correct: 8, predicted, confidence: new Float32Array(10) };
  const facts = { epoch: 2, seconds: 1, validation: new Uint32Array(10), labels: new Uint8Array(10) };
  return epochMetrics(record, { epochLoss: 1, epochAccuracy: 0.5 }, result, facts).best;
}

test.each([
  ['FashionMNIST', PRESETS.article, false],
  ['other data', presetFor('article', '0123456789ab'), true],
] as const)('%s: the highest accuracy; of equal ones the first, or the lowest loss', (_, config, byLoss) => {
  expect(isBest(config, 0.9, null)).toBe(true);
  expect(isBest(config, 0.9, 7)).toBe(true);
  expect(isBest(config, 0.1, 9)).toBe(false);
  expect(isBest(config, 0.4, 8)).toBe(byLoss);
  expect(isBest(config, 0.5, 8)).toBe(false);
  expect(isBest(config, 0.6, 8)).toBe(false);
});
