// A checkpoint holds all that another worker needs to resume a run, but for the per-step history, which is stored in parts
// beside it. What storage gives back is checked against the schema here.

import type { ConfusionCounts } from '../base/confusion.ts';
import * as v from 'valibot';
import { ENGINE_NAMES, type RunConfig } from './config.ts';
import { FASHION_ID, TEST_COUNT } from './dataset.ts';
import type { EpochMetrics, LearningRateMark, RunStart, RunPlan, TestResult } from './metrics.ts';
import { parameterLayout } from './model.ts';
import { readConfig } from './read-config.ts';

/** Increased by every change that an older page can't read. Older versions are read too. */
export const CHECKPOINT_VERSION = 3 as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const finite = v.pipe(v.number(), v.finite());
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
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

const start = v.variant('kind', [
  v.object({ kind: v.literal('seed') }),
  v.object({ kind: v.literal('fine-tune') }),
  v.object({ kind: v.literal('file'), name: v.string() }),
]);
const plan = v.object({
  start,
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
  trainAccuracy: fraction,
  validationLoss: finite,
  validationAccuracy: fraction,
  seconds: finite,
  best: v.boolean(),
  validationConfusion: v.custom<ConfusionCounts>(
    (value) => value instanceof Uint16Array || value instanceof Uint32Array,
    'no counts',
  ),
}) satisfies v.GenericSchema<unknown, EpochMetrics>;

const mark = v.object({ step: count, value: finite }) satisfies v.GenericSchema<unknown, LearningRateMark>;

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'no bytes');
const testResult = v.pipe(
  v.object({
    accuracy: fraction,
    correct: count,
    total: positive,
    loss: finite,
    bestEpoch: v.nullable(positive),
    bestValidationAccuracy: v.nullable(fraction),
    seconds: finite,
    stoppedAtStep: v.nullable(count),
    engine,
    device,
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

const checkpoint = v.pipe(
  v.object({
    version: v.literal(CHECKPOINT_VERSION),
    /** Milliseconds since 1970. */
    savedAt: finite,
    /** Of the weights and moments, in hexadecimal: see training/checkpoint/checkpoint.ts. */
    digest: v.pipe(v.string(), v.length(64)),
    /** The run's id, the same in all its checkpoints. */
    run: v.pipe(v.string(), v.minLength(1)),
    plan,
    /** Steps done, which is the length of the history. */
    step: count,
    /** What the engine holds; the best weights once the run is finished. */
    state: modelState,
    /** The current epoch, from 1, and the number of its images that were trained on. */
    epoch: positive,
    images: count,
    /** Sums over these images. */
    lossSum: finite,
    correct: count,
    /** Of the epoch and of the run, without pauses. */
    epochSeconds: finite,
    seconds: finite,
    learningRate: finite,
    epochs: v.array(epochMetrics),
    marks: v.array(mark),
    /** The steps at which it was trained on with edits by hand; older checkpoints lack it. */
    edited: v.optional(v.array(count), []),
    /** The best weights so far, and the test result once the run is finished. */
    best: v.nullable(
      v.object({ state: modelState, metrics: v.nullable(epochMetrics), test: v.nullable(testResult) }),
    ),
  }),
  v.check(
    ({ plan: { config }, state, best }) =>
      [state, ...(best ? [best.state] : [])].every(({ parameters, moment1, moment2 }) =>
        [parameters, moment1, moment2].every(({ length }) => length === parameterLayout(config).size),
      ),
    'weights of another network',
  ),
  v.check(
    ({ plan: { config }, epochs, best }) =>
      [...epochs, ...(best?.metrics ? [best.metrics] : [])].every(
        ({ validationConfusion }) => validationConfusion.length === config.classes ** 2,
      ),
    'not a count for each pair of classes',
  ),
  v.check(
    ({ plan: { config }, best }) =>
      !best?.test || config.data !== FASHION_ID || best.test.total === TEST_COUNT,
    'another number of test images',
  ),
);

export type Checkpoint = v.InferOutput<typeof checkpoint>;

/** Why a saved run can't be resumed. */
export type CheckpointProblem = 'newer-version' | 'damaged';

/** Why the page can't offer the saved run; `unreadable`: storage reported an error. */
export type SavedRunProblem = CheckpointProblem | 'unreadable';

/** What the page shows of a saved run. */
export interface SavedRun {
  config: RunConfig;
  start: RunStart;
  savedAt: number;
  epoch: number;
  step: number;
  totalSteps: number;
  /** Null until the run is finished. */
  testAccuracy: number | null;
}

/** The state of the saved run, as the worker reports it to the page. */
export type SavedRunReport =
  | { state: 'none' }
  | { state: 'saved'; run: SavedRun }
  | { state: 'refused'; problem: SavedRunProblem; detail: string }
  /** Deleting it failed: it is still there. */
  | { state: 'not-deleted'; detail: string };

/** A checkpoint of version 1 with the names of today. The schema refuses what does not fit. */
function renamed(value: unknown): unknown {
  const { kept, pictures, plan, ...same } = value as Record<string, unknown>;
  const { origin, ...facts } = (plan ?? {}) as Record<string, unknown>;
  const fineTuned = (origin as { kind?: unknown } | null | undefined)?.kind === 'onward';
  return {
    ...same,
    images: pictures,
    best: kept,
    plan: { ...facts, start: fineTuned ? { kind: 'fine-tune' } : origin },
  };
}

/** The checkpoint in `value`, whose digest is not verified yet. */
export function readCheckpoint(
  value: unknown,
): { checkpoint: Checkpoint } | { problem: CheckpointProblem; detail: string } {
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > CHECKPOINT_VERSION) {
    return { problem: 'newer-version', detail: `version ${version}, here ${CHECKPOINT_VERSION}` };
  }
  const current = version === 1 ? renamed(value) : value;
  // Version 2 lacks the dataset and its number of classes, as readConfig() expects of older runs.
  const upgraded =
    version === 1 || version === 2 ? { ...(current as object), version: CHECKPOINT_VERSION } : value;
  const result = v.safeParse(checkpoint, upgraded);
  if (result.success) return { checkpoint: result.output };
  const [issue] = result.issues;
  return { problem: 'damaged', detail: `${v.getDotPath(issue) ?? 'checkpoint'}: ${issue.message}` };
}

export function summarizeCheckpoint({
  plan: { config, start, totalSteps },
  ...checkpoint
}: Checkpoint): SavedRun {
  return {
    config,
    start,
    savedAt: checkpoint.savedAt,
    epoch: checkpoint.epoch,
    step: checkpoint.step,
    totalSteps,
    testAccuracy: checkpoint.best?.test?.accuracy ?? null,
  };
}
