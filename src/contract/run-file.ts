// `run.json`: a run as a file, to compare runs and to repeat them elsewhere. What is read is checked against the schema here.

import * as v from 'valibot';
import { fromBase64, toBase64 } from '../base/base64.ts';
import { decimate } from '../base/decimate.ts';
import { FIELDS, runCounts } from './config.ts';
import { FASHION, type DatasetFacts } from './dataset.ts';
import type { LearningRateMark, RestoredRun, RunPlan, TestResult } from './metrics.ts';
import { parameterLayout } from './model.ts';
import { readDatasetFacts } from './own-dataset.ts';
import { count, epochFields, finite, markSchema, planSchema, testFields } from './run-schemas.ts';
import { formatLink } from './url.ts';

export const RUN_FILE_FORMAT = 'lenet-playground-run';
/** Increased by every change that an older page can't read. */
export const RUN_FILE_VERSION = 1 as const;
/** Bytes of the largest file that is read. A run with 200 epochs and 100,000 test images has about 0.4 MB. */
export const RUN_FILE_BYTES = 2 ** 20;
/** Points of the loss curve. */
const LOSS_POINTS = 400;

const dataset = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }): DatasetFacts => {
    if ((value as { id?: unknown } | null)?.id === FASHION.id) return FASHION;
    const facts = readDatasetFacts(value);
    if (facts) return facts;
    addIssue({ message: 'no dataset' });
    return NEVER;
  }),
);

const epoch = v.object(epochFields);

/** The test, with the predicted and the true class of every test image as base64, a byte each. */
const result = v.object({
  ...testFields,
  predicted: v.string(),
  labels: v.string(),
});

export type RunFileResult = v.InferOutput<typeof result>;

const runFile = v.pipe(
  v.object({
    format: v.literal(RUN_FILE_FORMAT),
    version: v.literal(RUN_FILE_VERSION),
    /** When it was written, as in `2026-11-30T08:00:00.000Z`. */
    savedAt: v.pipe(v.string(), v.isoTimestamp(), v.check(isWritten, 'another time than the file writes')),
    /** The search string that repeats the run; null where no link does: see `isRepeatable`. */
    link: v.nullable(v.string()),
    plan: planSchema,
    dataset,
    /** Steps done. */
    step: count,
    /** The training loss: means over groups of steps, each with the step at its middle. */
    losses: v.pipe(
      v.object({ steps: v.array(finite), means: v.array(finite) }),
      v.check(({ steps, means }) => steps.length === means.length && steps.length <= LOSS_POINTS, 'lengths'),
    ),
    epochs: v.pipe(v.array(epoch), v.maxLength(FIELDS.epochs.max)),
    marks: v.array(markSchema),
    /** The steps at which it was trained on with edits by hand. */
    edited: v.array(count),
    /** Null until the run has ended. */
    result: v.nullable(result),
  }),
  v.check(({ plan }) => fitsConfig(plan), 'other counts than its configuration has'),
  v.check(
    ({ plan: { totalSteps, config }, step, epochs }) =>
      step <= totalSteps &&
      epochs.every((one, i) => one.epoch === i + 1 && one.step <= step && one.epoch <= config.epochs),
    'more steps or epochs than its configuration has',
  ),
  v.check(
    ({ plan: { config }, dataset: { id, classes } }) =>
      config.data === id && config.classes === classes.length,
    'another dataset than the configuration’s',
  ),
  v.check(
    ({ dataset: { testCount }, result }) => !result || result.total === testCount,
    'not every test image',
  ),
  v.check(
    ({ dataset: { classes }, result }) => !result || fits(result, classes.length),
    'not a known class for each test image, or another number of correct ones',
  ),
);

export type RunFile = v.InferOutput<typeof runFile>;

/** `predicted` or `labels` of a run that was read. Throws a RangeError for other text. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64(text);
  if (!bytes) throw new RangeError('not base64');
  return bytes;
}

/** Whether `text` is a time as toISOString() writes it. Some engines read 31 February as a day in March. */
function isWritten(text: string): boolean {
  const time = Date.parse(text);
  return Number.isFinite(time) && new Date(time).toISOString() === text;
}

/** Whether the counts of the plan follow from its configuration. */
function fitsConfig({ config, ...plan }: RunPlan): boolean {
  const counts = runCounts(config);
  return (
    plan.trainCount === counts.trainCount &&
    plan.validationCount === counts.validationCount &&
    plan.stepsPerEpoch === counts.stepsPerEpoch &&
    plan.totalSteps === counts.totalSteps &&
    plan.parameterCount === parameterLayout(config).size
  );
}

/** Whether the arrays have a known class for every test image, and as many are correct as the file says. */
function fits({ predicted, labels, total, correct, accuracy }: RunFileResult, classes: number): boolean {
  const [answers, truths] = [fromBase64(predicted), fromBase64(labels)];
  if (answers?.length !== total || truths?.length !== total) return false;
  if (![...answers, ...truths].every((label) => label < classes)) return false;
  return (
    answers.filter((answer, i) => answer === truths[i]).length === correct && accuracy === correct / total
  );
}

/**
 * Whether a link repeats the run. It does not for a model that was fine-tuned, loaded from a file or edited, nor for a run
 * whose learning rate was changed or that was stopped.
 */
export function isRepeatable({ plan, marks, edited, result }: RepeatFacts): boolean {
  const asPlanned = marks.length === 0 && edited.length === 0 && (result?.stoppedAtStep ?? null) === null;
  return plan.start.kind === 'seed' && asPlanned;
}

/** What of a run decides whether a link repeats it. */
export interface RepeatFacts {
  plan: Pick<RunPlan, 'start'>;
  marks: readonly LearningRateMark[];
  edited: readonly number[];
  result: Pick<TestResult, 'stoppedAtStep'> | null;
}

/** The file of a run, at the time `savedAt` in milliseconds since 1970. */
export function runFileOf(run: RestoredRun, dataset: DatasetFacts, savedAt: number): RunFile {
  const { plan, losses, epochs, marks, edited, result } = run;
  const buckets = decimate(losses, LOSS_POINTS);
  return {
    format: RUN_FILE_FORMAT,
    version: RUN_FILE_VERSION,
    savedAt: new Date(savedAt).toISOString(),
    link: isRepeatable(run) ? formatLink(plan.config) : null,
    plan,
    dataset,
    step: losses.length,
    losses: {
      steps: buckets.map(({ center }) => center),
      // More digits would double the file.
      means: buckets.map(({ mean }) => Number(mean.toPrecision(6))),
    },
    // Without the confusion matrices.
    epochs: epochs.map((metrics) => v.parse(epoch, metrics)),
    marks: [...marks],
    edited: [...edited],
    result: result && resultOf(result),
  };
}

/** Without the probabilities of the predicted classes. */
function resultOf(test: TestResult): RunFileResult {
  return v.parse(result, { ...test, predicted: toBase64(test.predicted), labels: toBase64(test.labels) });
}

/** Why a file is no run: `newer-version` is for a newer page; `detail` says what is wrong, in English. */
export interface RunFileRefusal {
  reason: 'no-json' | 'no-run' | 'newer-version' | 'damaged';
  detail: string;
}

/** The run in the parsed JSON `value`, or why it is refused. */
export function readRunFile(value: unknown): { run: RunFile } | { refusal: RunFileRefusal } {
  const refuse = (reason: RunFileRefusal['reason'], detail: string) => ({ refusal: { reason, detail } });
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  if (format !== RUN_FILE_FORMAT) return refuse('no-run', `format ${JSON.stringify(format)}`);
  if (typeof version === 'number' && version > RUN_FILE_VERSION) {
    return refuse('newer-version', `version ${version}, here ${RUN_FILE_VERSION}`);
  }
  const read = v.safeParse(runFile, value);
  if (read.success) return { run: read.output };
  const [issue] = read.issues;
  return refuse('damaged', `${v.getDotPath(issue) ?? 'run'}: ${issue.message}`);
}

/** The run in the text of a file, or why it is refused. */
export function parseRunFile(text: string): { run: RunFile } | { refusal: RunFileRefusal } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { refusal: { reason: 'no-json', detail: error.message } };
  }
  return readRunFile(value);
}
