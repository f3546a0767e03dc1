// What is kept of a run, so that it can go on in another worker, tab or week: foreign once it comes back from storage.
// The per-step history is kept beside it in stretches, and is no part of it.

import * as v from 'valibot';
import { ENGINE_NAMES, type RunConfig } from './config.ts';
import { CLASS_KEYS, TEST_COUNT } from './dataset.ts';
import type { EpochMetrics, LearningRateMark, Origin, RunPlan, TestResult } from './metrics.ts';
import { parameterLayout } from './model.ts';
import { readConfig } from './read-config.ts';

/** Grows with every change that an older page can't read. */
export const CHECKPOINT_VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const floats = v.custom<Float32Array>((value) => value instanceof Float32Array, 'no floats');

const configuration = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): RunConfig => {
    const config = readConfig(dataset.value);
    if (config) return config;
    addIssue({ message: 'no configuration' });
    return NEVER;
  }),
);
const device = v.variant('kind', [
  v.object({ kind: v.literal('cpu'), threads: positive }),
  v.object({ kind: v.literal('gpu'), adapter: v.string() }),
]);
const engine = v.picklist(ENGINE_NAMES);

const origin = v.variant('kind', [
  v.object({ kind: v.literal('seed') }),
  v.object({ kind: v.literal('onward') }),
  v.object({ kind: v.literal('file'), name: v.string() }),
]);
const plan = v.object({
  origin,
  config: configuration,
  engine,
  device,
  trainCount: positive,
  validationCount: positive,
  stepsPerEpoch: positive,
  totalSteps: positive,
  parameterCount: positive,
}) satisfies v.GenericSchema<unknown, RunPlan>;

const modelState = v.object({ step: count, parameters: floats, moment1: floats, moment2: floats });

const epochMetrics = v.object({
  epoch: positive,
  step: count,
  trainLoss: finite,
  trainAccuracy: share,
  validationLoss: finite,
  validationAccuracy: share,
  seconds: finite,
  best: v.boolean(),
  validationConfusion: v.custom<Uint16Array>(
    (value) => value instanceof Uint16Array && value.length === CLASS_KEYS.length ** 2,
    'not a count for each pair of classes',
  ),
}) satisfies v.GenericSchema<unknown, EpochMetrics>;

const mark = v.object({ step: count, value: finite }) satisfies v.GenericSchema<unknown, LearningRateMark>;

const testBytes = v.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length === TEST_COUNT,
  'not a byte for each test picture',
);
const testResult = v.object({
  accuracy: share,
  correct: count,
  total: v.pipe(count, v.value(TEST_COUNT)),
  loss: finite,
  bestEpoch: v.nullable(positive),
  bestValidationAccuracy: v.nullable(share),
  seconds: finite,
  stoppedAtStep: v.nullable(count),
  engine,
  device,
  predicted: testBytes,
  confidence: v.pipe(floats, v.length(TEST_COUNT)),
  labels: testBytes,
}) satisfies v.GenericSchema<unknown, TestResult>;

const checkpoint = v.pipe(
  v.object({
    version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(CHECKPOINT_VERSION)),
    /** Milliseconds since 1970. */
    savedAt: finite,
    /** Of the numbers below, in small hexadecimal digits: see training/checkpoint.ts. */
    digest: v.pipe(v.string(), v.length(64)),
    /** The same for all checkpoints of a run. */
    run: v.pipe(v.string(), v.minLength(1)),
    plan,
    /** Steps done: the length of the history. */
    step: count,
    /** What the engine holds: of a run that is done, the best weights. */
    state: modelState,
    /** The epoch under way, from 1, and how many of its pictures have been trained on. */
    epoch: positive,
    pictures: count,
    /** Sums over these pictures. */
    lossSum: finite,
    correct: count,
    /** Pauses left out: of the epoch and of the run. */
    epochSeconds: finite,
    seconds: finite,
    learningRate: finite,
    epochs: v.array(epochMetrics),
    marks: v.array(mark),
    /** The best weights so far, and the score of a run that is done. */
    kept: v.nullable(
      v.object({ state: modelState, metrics: v.nullable(epochMetrics), test: v.nullable(testResult) }),
    ),
  }),
  v.check(
    ({ plan: { config }, state, kept }) =>
      [state, ...(kept ? [kept.state] : [])].every(({ parameters, moment1, moment2 }) =>
        [parameters, moment1, moment2].every(({ length }) => length === parameterLayout(config).size),
      ),
    'weights of another network',
  ),
);

export type Checkpoint = v.InferOutput<typeof checkpoint>;

/** Why a kept run can't be taken up again. */
export type CheckpointProblem = 'newer-version' | 'damaged';

/** What the page says of a kept run. */
export interface SavedRun {
  config: RunConfig;
  origin: Origin;
  savedAt: number;
  epoch: number;
  step: number;
  totalSteps: number;
  /** Of a run that is done; null while it is not. */
  testAccuracy: number | null;
}

/** What storage holds for this page. */
export type KeptRunReport =
  | { state: 'none' }
  | { state: 'kept'; run: SavedRun }
  | { state: 'refused'; problem: CheckpointProblem; detail: string };

/** The checkpoint in `value`; its numbers are still to be held against the digest. */
export function readCheckpoint(
  value: unknown,
): { checkpoint: Checkpoint } | { problem: CheckpointProblem; detail: string } {
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > CHECKPOINT_VERSION) {
    return { problem: 'newer-version', detail: `version ${version}, here ${CHECKPOINT_VERSION}` };
  }
  const result = v.safeParse(checkpoint, value);
  if (result.success) return { checkpoint: result.output };
  const [issue] = result.issues;
  return { problem: 'damaged', detail: `${v.getDotPath(issue) ?? 'checkpoint'}: ${issue.message}` };
}

export function summarizeCheckpoint({ plan: { config, origin, totalSteps }, ...kept }: Checkpoint): SavedRun {
  return {
    config,
    origin,
    savedAt: kept.savedAt,
    epoch: kept.epoch,
    step: kept.step,
    totalSteps,
    testAccuracy: kept.kept?.test?.accuracy ?? null,
  };
}
