// Finished runs with given predictions and configurations, for tests.

import { toBase64 } from '../base/base64.ts';
import { PRESETS, splitCounts, type RunConfig } from '../contract/config.ts';
import { FASHION, TEST_COUNT } from '../contract/dataset.ts';
import { entryOf, type RunEntry } from '../contract/finished-runs.ts';
import type { RunFile } from '../contract/run-file.ts';

const device = { kind: 'cpu', threads: 2 } as const;
const LABELS = Uint8Array.from({ length: TEST_COUNT }, (_, i) => i % 10);

/** A run of two epochs whose predictions are wrong for the test images in `wrong`. */
export function runFile(
  changes: Partial<RunConfig> = {},
  wrong: (place: number) => boolean = () => false,
): RunFile {
  const config = { ...PRESETS.article, ...changes };
  const { train, validation } = splitCounts(config);
  const predicted = LABELS.map((label, i) => (wrong(i) ? (label + 1) % 10 : label));
  const correct = predicted.filter((label, i) => label === LABELS[i]).length;
  const epoch = { trainLoss: 1, trainAccuracy: 0.6, validationLoss: 0.9, best: true };
  return {
    format: 'lenet-playground-run',
    version: 1,
    savedAt: '2026-11-30T08:00:00.000Z',
    link: null,
    plan: {
      start: { kind: 'seed' },
      config,
      engine: 'wasm',
      device,
      trainCount: train + config.synthetic,
      validationCount: validation,
      stepsPerEpoch: 100,
      totalSteps: 200,
      parameterCount: 61_706,
    },
    dataset: FASHION,
    step: 200,
    losses: { steps: [50, 100, 150, 200], means: [2, 1.5, 1, 0.5] },
    epochs: [
      { ...epoch, epoch: 1, step: 100, validationAccuracy: 0.6, seconds: 2 },
      { ...epoch, epoch: 2, step: 200, validationAccuracy: 0.7, seconds: 4 },
    ],
    marks: [],
    edited: [],
    result: {
      accuracy: correct / TEST_COUNT,
      correct,
      total: TEST_COUNT,
      loss: 0.6,
      bestEpoch: 2,
      bestValidationAccuracy: 0.7,
      seconds: 6,
      stoppedAtStep: null,
      engine: 'wasm',
      device,
      predicted: toBase64(predicted),
      labels: toBase64(LABELS),
    },
  };
}

/** What the list holds of a run; `number` is its id too. */
export function runEntry(number: number, run = runFile(), changes: Partial<RunEntry> = {}): RunEntry {
  const named = { id: `run-${number}`, number, name: null, pinned: false, imported: false };
  return { ...entryOf(run, named), savedAt: number * 1000, ...changes };
}

/** An entry with a test accuracy. */
export function scored(number: number, accuracy: number, changes: Partial<RunConfig> = {}): RunEntry {
  const entry = runEntry(number, runFile(changes));
  const correct = Math.round(accuracy * TEST_COUNT);
  return { ...entry, test: { ...entry.test!, accuracy: correct / TEST_COUNT, correct, seconds: number } };
}
