// A checkpoint holds all that another worker needs to resume a run, but for the per-step history, which is stored in parts
// beside it. What storage gives back is checked against the schema here.

import * as v from 'valibot';
import type { RunConfig } from './config.ts';
import { FASHION_ID, TEST_COUNT } from './dataset.ts';
import type { RunStart } from './metrics.ts';
import { parameterLayout } from './model.ts';
import {
  count,
  epochSchema,
  finite,
  floats,
  markSchema,
  planSchema,
  positive,
  testSchema,
} from './run-schemas.ts';

/** Increased by every change that an older page can't read. Older versions are read too. */
export const CHECKPOINT_VERSION = 3 as const;

const modelState = v.object({ step: count, parameters: floats, moment1: floats, moment2: floats });

const checkpoint = v.pipe(
  v.object({
    version: v.literal(CHECKPOINT_VERSION),
    /** Milliseconds since 1970. */
    savedAt: finite,
    /** Of the weights and moments, in hexadecimal: see training/checkpoint/checkpoint.ts. */
    digest: v.pipe(v.string(), v.length(64)),
    /** The run's id, the same in all its checkpoints. */
    run: v.pipe(v.string(), v.minLength(1)),
    plan: planSchema,
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
    epochs: v.array(epochSchema),
    marks: v.array(markSchema),
    /** The steps at which it was trained on with edits by hand; older checkpoints lack it. */
    edited: v.optional(v.array(count), []),
    /** Whether it was trained on more than one engine; older checkpoints lack it. */
    mixed: v.optional(v.boolean(), false),
    /** The weights that a fine-tuned run started from; older checkpoints lack them. */
    initial: v.optional(v.nullable(floats), null),
    /** The best weights so far, and the test result once the run is finished. */
    best: v.nullable(
      v.object({ state: modelState, metrics: v.nullable(epochSchema), test: v.nullable(testSchema) }),
    ),
  }),
  v.check(({ plan: { config }, state, best, initial }) => {
    const states = [state, ...(best ? [best.state] : [])];
    const arrays = states.flatMap(({ parameters, moment1, moment2 }) => [parameters, moment1, moment2]);
    const { size } = parameterLayout(config);
    return [...arrays, ...(initial ? [initial] : [])].every(({ length }) => length === size);
  }, 'weights of another network'),
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
