// Training asks first where it would replace a finished run.

import { expect, test } from 'vitest';
import type { Client } from '../client/client.ts';
import { PRESETS } from '../contract/config.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import type { RunStart, TestResult } from '../contract/metrics.ts';
import { createApp } from './store.ts';

/** A page whose run has finished with this accuracy. */
function finished(accuracy: number, start: RunStart = { kind: 'seed' }) {
  const sent: WorkerCommand[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const { store, commands } = createApp('', ['en'], (onEvent): Client => {
    say = onEvent;
    return { send: (command) => sent.push(command), restart: () => {} };
  });
  const plan = {
    start,
    config: PRESETS.article,
    engine: 'wasm',
    device: { kind: 'cpu', threads: 1 },
    trainCount: 48_000,
    validationCount: 12_000,
    stepsPerEpoch: 1500,
    totalSteps: 7500,
    parameterCount: 61_706,
  } as const;
  say({ type: 'started', plan });
  say({ type: 'result', result: { accuracy, total: 10_000 } as TestResult });
  say({ type: 'phase', phase: 'finished' });
  const started = () => sent.flatMap((command) => (command.type === 'start' ? [command.config] : []));
  return { commands, sent, started, say, waits: () => store.getState().trainingToConfirm };
}

test('a finished run is replaced only once that is confirmed', () => {
  const { commands, started, waits } = finished(0.84);
  commands.requestTraining({ epochs: 3 });
  expect(waits()).toEqual({ changes: { epochs: 3 }, oneStep: false, fineTune: false });
  expect(started()).toEqual([]);
  commands.confirmTraining();
  expect(waits()).toBeNull();
  expect(started()).toEqual([{ ...PRESETS.article, epochs: 3 }]);
  commands.confirmTraining();
  expect(started()).toHaveLength(1);
});

test('Step asks too, and makes one step of the new run', () => {
  const { commands, started, waits, sent } = finished(0.84);
  commands.step();
  expect(waits()).toEqual({ changes: {}, oneStep: true, fineTune: false });
  expect(started()).toEqual([]);
  commands.confirmTraining();
  expect(sent.at(-1)).toEqual({ type: 'start', config: PRESETS.article, oneStep: true });
});

test('fine-tuning asks too, and starts from the weights of the finished run', () => {
  const { commands, started, waits, sent } = finished(0.84);
  commands.requestFineTuning();
  expect(waits()).toEqual({ changes: {}, oneStep: false, fineTune: true });
  expect(started()).toEqual([]);
  commands.cancelTraining();
  expect(waits()).toBeNull();
  expect(started()).toEqual([]);
  commands.requestFineTuning();
  commands.confirmTraining();
  expect(sent.at(-1)).toEqual({ type: 'start', config: PRESETS.article, fineTune: true });
});

test('a finished run can stay', () => {
  const { commands, started, waits } = finished(0.84);
  commands.requestTraining();
  commands.cancelTraining();
  expect(waits()).toBeNull();
  expect(started()).toEqual([]);
});

test.each([
  ['a run at the level of guessing', 0.1, { kind: 'seed' }],
  ['weights of a file', 0.84, { kind: 'file', name: 'a.safetensors' }],
] as const)('%s can be replaced at once', (_, accuracy, start) => {
  const { commands, started, waits } = finished(accuracy, start);
  commands.requestFineTuning();
  expect(waits()).toBeNull();
  expect(started()).toHaveLength(1);
  commands.requestTraining();
  expect(waits()).toBeNull();
  expect(started()).toHaveLength(2);
});

test.each(['idle', 'failed', 'preparing'] as const)('the question ends when the run is %s', (phase) => {
  const { commands, say, waits } = finished(0.84);
  commands.requestTraining();
  say({ type: 'phase', phase });
  expect(waits()).toBeNull();
});
