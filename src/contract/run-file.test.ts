// Writes a run as run.json, reads it back, and refuses files that are damaged or not a run.

import { describe, expect, test } from 'vitest';
import { toBase64 } from '../base/base64.ts';
import { PRESETS, presetFor } from './config.ts';
import { FASHION, TEST_COUNT } from './dataset.ts';
import type { RestoredRun } from './metrics.ts';
import { bytesOf, parseRunFile, readRunFile, runFileOf, RUN_FILE_BYTES, type RunFile } from './run-file.ts';

const SAVED_AT = Date.UTC(2026, 10, 30, 8);
const device = { kind: 'cpu', threads: 2 } as const;
const labels = Uint8Array.from({ length: TEST_COUNT }, (_, i) => i % 10);
const predicted = labels.map((label, i) => (i % 4 === 0 ? (label + 1) % 10 : label));

function restoredRun(changes: Partial<RestoredRun> = {}): RestoredRun {
  const config = { ...PRESETS.article, seed: 7 };
  return {
    plan: {
      start: { kind: 'seed' },
      config,
      engine: 'wasm',
      device,
      trainCount: 48_000,
      validationCount: 12_000,
      stepsPerEpoch: 1500,
      totalSteps: 7500,
      parameterCount: 61_706,
    },
    losses: Float32Array.from({ length: 7500 }, (_, i) => 2.3 / (1 + i / 100)),
    accuracies: new Float32Array(7500).fill(0.5),
    epochs: [1, 2, 3, 4, 5].map((epoch) => ({
      epoch,
      step: 1500 * epoch,
      trainLoss: 1 / epoch,
      trainAccuracy: 0.7,
      validationLoss: 0.9 / epoch,
      validationAccuracy: 0.7 + epoch / 100,
      seconds: 1.5,
      best: true,
      validationConfusion: new Uint16Array(100),
    })),
    marks: [{ step: 2000, value: 5e-4 }],
    edited: [],
    mixed: false,
    result: {
      accuracy: 0.75,
      correct: 7500,
      total: TEST_COUNT,
      loss: 0.6,
      bestEpoch: 5,
      bestValidationAccuracy: 0.75,
      seconds: 7.5,
      stoppedAtStep: null,
      engine: 'wasm',
      device,
      predicted,
      confidence: new Float32Array(TEST_COUNT).fill(0.6),
      labels,
    },
    ...changes,
  };
}

const file = runFileOf(restoredRun(), FASHION, SAVED_AT);
const roundTrip = (run: RunFile) => parseRunFile(JSON.stringify(run));

describe('a run as a file', () => {
  test('is read as it was written', () => {
    expect(roundTrip(file)).toEqual({ run: file });
    expect(file.savedAt).toBe('2026-11-30T08:00:00.000Z');
    expect(file.link).toBeNull();
    expect(runFileOf(restoredRun({ marks: [] }), FASHION, SAVED_AT).link).toBe('?seed=7');
  });

  test('has the predictions and labels of every test image', () => {
    expect(bytesOf(file.result!.predicted)).toEqual(predicted);
    expect(bytesOf(file.result!.labels)).toEqual(labels);
  });

  test('has at most 400 means of the losses', () => {
    const { steps, means } = file.losses;
    expect(steps.length).toBe(Math.ceil(7500 / 32));
    expect(steps[0]).toBe(16);
    const first = Array.from({ length: 32 }, (_, i) => Math.fround(2.3 / (1 + i / 100)));
    expect(means[0]).toBeCloseTo(first.reduce((sum, loss) => sum + loss, 0) / 32, 5);
  });

  test('without a test it has no result', () => {
    const unfinished = runFileOf(restoredRun({ result: null }), FASHION, SAVED_AT);
    expect(unfinished.result).toBeNull();
    expect(roundTrip(unfinished)).toEqual({ run: unfinished });
  });

  test.each([
    ['fine-tuned', { marks: [], plan: { ...restoredRun().plan, start: { kind: 'fine-tune' } } }],
    [
      'from a file',
      { marks: [], plan: { ...restoredRun().plan, start: { kind: 'file', name: 'a.safetensors' } } },
    ],
    ['edited by hand', { marks: [], edited: [100] }],
    ['stopped', { marks: [], result: { ...restoredRun().result!, stoppedAtStep: 800 } }],
  ] as const)('that is %s has no link', (_, changes) => {
    const run = runFileOf(restoredRun(changes), FASHION, SAVED_AT);
    expect(run.link).toBeNull();
    expect(roundTrip(run)).toEqual({ run });
  });

  test('the largest is below the limit', () => {
    const classes = Array.from({ length: 100 }, (_, i) => `Class ${i}`.padEnd(40, '类'));
    const total = 100_000;
    const facts = {
      id: '0123456789ab',
      name: 'Letters',
      classes,
      trainCount: 100_000,
      testCount: total,
      contentHash: '0123456789ab'.padEnd(64, '0'),
    };
    const config = { ...presetFor('article', facts.id), classes: 100, samples: 100_000, epochs: 200 };
    const counts = {
      trainCount: 80_000,
      validationCount: 20_000,
      stepsPerEpoch: 2500,
      totalSteps: 200 * 2500,
      parameterCount: 60_856 + 85 * 100,
    };
    const run = restoredRun();
    const zeros = new Uint8Array(total);
    const result = { ...run.result!, total, correct: total, accuracy: 1, predicted: zeros, labels: zeros };
    const epochs = Array.from({ length: 200 }, (_, i) => ({
      ...run.epochs[0]!,
      epoch: i + 1,
      step: Math.min(7500, 2500 * (i + 1)),
    }));
    const large = runFileOf(
      { ...run, plan: { ...run.plan, config, ...counts }, epochs, result },
      facts,
      SAVED_AT,
    );
    const text = JSON.stringify(large);
    expect(parseRunFile(text)).toEqual({ run: large });
    expect(new TextEncoder().encode(text).length).toBeLessThan(RUN_FILE_BYTES);
  });
});

describe('a file is refused', () => {
  /** The file with another value at `path`, which names keys and positions; undefined deletes it. */
  const changed = (path: string, value: unknown) => {
    const copy = structuredClone(file);
    const keys = path.split('.');
    const last = keys.pop()!;
    let place: unknown = copy;
    for (const key of keys) place = (place as Record<string, unknown>)[key];
    (place as Record<string, unknown>)[last] = value;
    return JSON.parse(JSON.stringify(copy)) as unknown;
  };
  const reasonOf = (value: unknown) => {
    const read = readRunFile(value);
    return 'refusal' in read ? read.refusal.reason : null;
  };

  test('that is not JSON', () => {
    for (const text of ['', '{', 'PK\u0003\u0004', '<!doctype html>']) {
      expect(parseRunFile(text)).toMatchObject({ refusal: { reason: 'no-json' } });
    }
  });

  test('that is another JSON', () => {
    for (const value of [null, 5, 'run', [], {}, { format: 'other' }]) {
      expect(reasonOf(value)).toBe('no-run');
    }
  });

  test('of a newer version', () => {
    expect(reasonOf({ ...file, version: 2, plan: 'other' })).toBe('newer-version');
  });

  test.each([
    ['a version before the first', 'version', 0],
    ['a time in words', 'savedAt', 'yesterday'],
    ['no plan', 'plan', undefined],
    ['an unknown field in the configuration', 'plan.config.dropout', 0.5],
    ['a learning rate out of bounds', 'plan.config.lr', 1000],
    ['an unknown engine', 'plan.engine', 'cuda'],
    ['the data of another run', 'plan.config', presetFor('article', '0123456789ab')],
    ['a dataset without a hash', 'dataset', { ...FASHION, id: 'letters' }],
    ['losses without their steps', 'losses.steps', [1]],
    ['a loss that is not finite', 'losses.means.0', NaN],
    ['more points of the loss', 'losses', { steps: Array(401).fill(1), means: Array(401).fill(1) }],
    ['an accuracy above 1', 'result.accuracy', 1.5],
    ['another accuracy than its predictions have', 'result.accuracy', 0.76],
    ['another count than its predictions have', 'result.correct', 7501],
    ['predictions that are not base64', 'result.predicted', '*'],
    ['fewer predictions', 'result.predicted', toBase64(predicted.subarray(1))],
    ['a class that the data lacks', 'result.predicted', toBase64(predicted.with(0, 10))],
    ['a number of test images that the data lacks', 'result.total', 9999],
    ['more steps than it was to make', 'step', 7501],
    ['another number of parameters', 'plan.parameterCount', 61_705],
    ['a day that does not exist', 'savedAt', '2026-02-31T08:00:00.000Z'],
    ['epochs that repeat', 'epochs.1.epoch', 1],
    ['another number of all steps', 'plan.totalSteps', 7499],
    ['an epoch after the last', 'epochs.4.epoch', 6],
    ['an epoch in words', 'epochs.0.epoch', 'first'],
    ['an edit at half a step', 'edited', [0.5]],
  ])('with %s', (_, path, value) => {
    expect(reasonOf(changed(path, value))).toBe('damaged');
  });
});
