// A page that loses its worker: which commands the next worker gets, and when the person is asked.

import { expect, test } from 'vitest';
import type { Client } from '../client/client.ts';
import { PRESETS } from '../contract/config.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import type { RunPlan } from '../contract/metrics.ts';
import { createApp } from './store.ts';

const plan: RunPlan = {
  start: { kind: 'seed' },
  config: PRESETS.article,
  engine: 'wasm',
  device: { kind: 'cpu', threads: 1 },
  trainCount: 48_000,
  validationCount: 12_000,
  stepsPerEpoch: 1500,
  totalSteps: 7500,
  parameterCount: 61_706,
};

/** An app whose worker's part the test plays. */
function opened() {
  const sent: (WorkerCommand | 'restart')[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const app = createApp('', ['en'], (onEvent): Client => {
    say = onEvent;
    return { send: (command) => sent.push(command), restart: () => sent.push('restart') };
  });
  const die = () => say({ type: 'failure', failure: { kind: 'worker', reason: 'stopped', message: 'gone' } });
  const running = () => {
    app.commands.train();
    say({ type: 'phase', phase: 'training' });
    say({ type: 'started', plan });
    sent.length = 0;
  };
  return { ...app, sent, die, running, say: (event: WorkerEvent) => say(event) };
}

test('a saved run is resumed in another worker, on the same engine', () => {
  const { sent, die, running, say, store } = opened();
  running();
  say({ type: 'saving', status: { state: 'saved', step: 1500 } });
  die();
  expect(sent).toEqual([
    'restart',
    { type: 'distrust-engine', engine: 'wasm' },
    { type: 'configure', config: store.getState().config },
    { type: 'resume-saved-run', engine: 'wasm' },
  ]);
  expect(store.getState()).toMatchObject({
    failure: null,
    recovery: { lost: 'worker', fromStep: 1500, times: 1, message: 'gone' },
  });
});

test('a slow run stays slow in another worker', () => {
  const { sent, die, running, store, commands } = opened();
  running();
  commands.setSpeed('one');
  sent.length = 0;
  die();
  expect(sent).toEqual([
    'restart',
    { type: 'distrust-engine', engine: 'wasm' },
    { type: 'configure', config: store.getState().config },
    { type: 'set-speed', stepsPerSecond: 1 },
    { type: 'start', config: plan.config },
  ]);
});

test('a run that is not saved starts again', () => {
  const { sent, die, running, say } = opened();
  running();
  say({ type: 'saving', status: { state: 'not-saved', step: 9, reason: 'full', detail: '' } });
  die();
  expect(sent.at(-1)).toEqual({ type: 'start', config: plan.config });
});

test('the third lost worker is a failure, and trying again resumes the saved run', () => {
  const { sent, die, running, say, store, commands } = opened();
  running();
  say({ type: 'saving', status: { state: 'saved', step: 1500 } });
  die();
  die();
  sent.length = 0;
  die();
  expect(sent).toEqual([]);
  expect(store.getState()).toMatchObject({
    failure: { kind: 'worker', resumable: { step: 1500 } },
    run: { phase: 'failed' },
  });
  commands.retry();
  expect(sent.at(-1)).toEqual({ type: 'resume-saved-run', engine: 'wasm' });
});

test('a run that was resumed from storage is still saved there', () => {
  const { sent, die, running, say, commands } = opened();
  running();
  say({ type: 'saving', status: { state: 'saved', step: 7500 } });
  commands.resumeRun();
  die();
  expect(sent.at(-1)).toEqual({ type: 'resume-saved-run', engine: 'wasm' });
});

test('a worker whose code can’t be fetched is not replaced by itself; trying again resumes the saved run', () => {
  const { sent, running, say, store, commands } = opened();
  running();
  say({ type: 'saving', status: { state: 'saved', step: 1500 } });
  const failure = { kind: 'worker', reason: 'not-loaded', message: 'no network' } as const;
  say({ type: 'failure', failure });
  expect(sent).toEqual([]);
  expect(store.getState()).toMatchObject({
    failure: { ...failure, resumable: { step: 1500 } },
    recovery: null,
    run: { phase: 'failed' },
  });
  commands.retry();
  expect(sent.map((command) => (command === 'restart' ? command : command.type))).toEqual([
    'restart',
    'distrust-engine',
    'configure',
    'resume-saved-run',
  ]);
});

test('a worker that is lost without a run is reported, and the next one is only configured', () => {
  const { sent, die, store, commands } = opened();
  die();
  expect(store.getState().failure).toEqual({ kind: 'worker', reason: 'stopped', message: 'gone' });
  commands.retry();
  expect(sent).toEqual(['restart', { type: 'configure', config: store.getState().config }]);
});
