// Checks the parts of a run that come from storage or from a file: its plan, its epochs, its test result.

import type { ConfusionCounts } from '../base/confusion.ts';
import * as v from 'valibot';
import { ENGINE_NAMES, type RunConfig } from './config.ts';
import type { EpochMetrics, LearningRateMark, RunPlan, TestResult } from './metrics.ts';
import { readConfig } from './read-config.ts';

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
export const finite = v.pipe(v.number(), v.finite());
export const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const floats = v.custom<Float32Array>((value) => value instanceof Float32Array, 'no floats');

const configuration = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): RunConfig => {
    const config = readConfig(dataset.value);
    if (config) return config;
    addIssue({ message: 'no configuration' });
    return NEVER;
  }),
);
export const deviceSchema = v.variant('kind', [
  v.object({ kind: v.literal('cpu'), threads: positive }),
  v.object({ kind: v.literal('gpu'), adapter: v.string() }),
]);
export const engineSchema = v.picklist(ENGINE_NAMES);

const start = v.variant('kind', [
  v.object({ kind: v.literal('seed') }),
  v.object({ kind: v.literal('fine-tune') }),
  v.object({ kind: v.literal('file'), name: v.string() }),
]);
export const planSchema = v.object({
  start,
  config: configuration,
  engine: engineSchema,
  device: deviceSchema,
  trainCount: positive,
  validationCount: positive,
  stepsPerEpoch: positive,
  totalSteps: positive,
  parameterCount: positive,
}) satisfies v.GenericSchema<unknown, RunPlan>;

/** Of an epoch, without its confusion matrix. */
export const epochFields = {
  epoch: positive,
  step: count,
  trainLoss: finite,
  trainAccuracy: fraction,
  validationLoss: finite,
  validationAccuracy: fraction,
  seconds: finite,
  best: v.boolean(),
};
export const epochSchema = v.object({
  ...epochFields,
  validationConfusion: v.custom<ConfusionCounts>(
    (value) => value instanceof Uint16Array || value instanceof Uint32Array,
    'no counts',
  ),
}) satisfies v.GenericSchema<unknown, EpochMetrics>;

export const markSchema = v.object({ step: count, value: finite }) satisfies v.GenericSchema<
  unknown,
  LearningRateMark
>;

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'no bytes');
/** Of a test, without its values for each test image. */
export const testFields = {
  accuracy: fraction,
  correct: count,
  total: positive,
  loss: finite,
  bestEpoch: v.nullable(positive),
  bestValidationAccuracy: v.nullable(fraction),
  seconds: finite,
  stoppedAtStep: v.nullable(count),
  engine: engineSchema,
  device: deviceSchema,
};
export const testSchema = v.pipe(
  v.object({
    ...testFields,
    predicted: bytes,
    confidence: floats,
    labels: bytes,
  }),
  v.check(
    ({ total, predicted, confidence, labels }) =>
      [predicted, confidence, labels].every(({ length }) => length === total),
    'not a value for each test image',
  ),
) satisfies v.GenericSchema<unknown, TestResult>;
