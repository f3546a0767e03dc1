// The sweep on the page: reports of the worker, a lost worker, and the commands.

import { expect, test } from 'vitest';
import type { Client } from '../client/client.ts';
import { PRESETS } from '../contract/config.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { readSweep } from '../contract/sweep-link.ts';
import type { MemberState, SweepPhase, SweepState } from '../contract/sweep-state.ts';
import { createApp } from './store.ts';

const plan = readSweep('?sweep=seed:1:2', PRESETS.article).plan!;

function member(index: number, step: number): MemberState {
  return {
    index,
    status: { state: 'training' },
    step,
    totalSteps: 100,
    losses: new Float32Array(step),
    stepsPerPoint: 1,
    epochs: [],
    best: null,
    test: null,
    seconds: 0,
  };
}

const progress = (phase: SweepPhase) => ({
  phase,
  synthetic: null,
  secondsLeft: 3,
  imagesPerSecond: 9,
  notSaved: null,
});
const state = (phase: SweepPhase): SweepState => ({
  plan,
  threads: 2,
  members: [member(0, 0), member(1, 0)],
  ...progress(phase),
});

/** An app whose worker's part the test plays. */
function opened() {
  const sent: (WorkerCommand | 'restart')[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const app = createApp('', ['en'], (onEvent): Client => {
    say = onEvent;
    return { send: (command) => sent.push(command), restart: () => sent.push('restart') };
  });
  return { ...app, sent, say: (event: WorkerEvent) => say(event) };
}

test('progress replaces the members that have changed, and no others', () => {
  const { store, say } = opened();
  say({ type: 'sweep', state: state('training') });
  const before = store.getState().sweep!;
  say({ type: 'sweep-progress', progress: progress('paused'), changed: [member(1, 7)] });
  const { sweep } = store.getState();
  expect(sweep).toMatchObject({ phase: 'paused', secondsLeft: 3, threads: 2 });
  expect(sweep!.members[0]).toBe(before.members[0]);
  expect(sweep!.members[1]!.step).toBe(7);
  say({ type: 'sweep', state: null });
  say({ type: 'sweep-progress', progress: progress('training'), changed: [member(0, 1)] });
  expect(store.getState().sweep).toBeNull();
});

test('a refusal lasts until it is dismissed, or another sweep is sent', () => {
  const { store, say, commands } = opened();
  const refuse = () => say({ type: 'sweep-refused', refusal: { reason: 'busy' } });
  refuse();
  expect(store.getState().sweepRefusal).toEqual({ reason: 'busy' });
  commands.dismissSweepRefusal();
  expect(store.getState().sweepRefusal).toBeNull();
  refuse();
  commands.startSweep(plan);
  expect(store.getState().sweepRefusal).toBeNull();
  refuse();
  say({ type: 'sweep', state: state('training') });
  expect(store.getState().sweepRefusal).toBeNull();
});

test('each command reaches the worker; a sweep that is here is not asked for', () => {
  const { sent, say, commands } = opened();
  commands.showSweep();
  commands.pauseSweep();
  commands.resumeSweep();
  commands.stopSweep();
  commands.dropMember(1);
  commands.openMember(0);
  commands.clearSweep();
  expect(sent).toEqual([
    { type: 'show-sweep' },
    { type: 'pause-sweep' },
    { type: 'resume-sweep' },
    { type: 'stop-sweep' },
    { type: 'drop-member', member: 1 },
    { type: 'open-member', member: 0 },
    { type: 'clear-sweep' },
  ]);
  say({ type: 'sweep', state: state('ended') });
  commands.showSweep();
  expect(sent).toHaveLength(7);
});

test('a search and a vote resolve with their answers, and with null where they are refused', async () => {
  const { sent, say, commands } = opened();
  const asked = () => (sent.at(-1) as Extract<WorkerCommand, { id: number }>).id;
  const search = commands.findLearningRate(PRESETS.article);
  const floats = Float32Array.of(1);
  const found = { rates: floats, losses: floats, smoothed: floats, steepest: null, edge: 1 };
  say({ type: 'learning-rate-found', id: asked(), search: { ...found, ended: 'edge' } });
  expect(await search).toEqual({ ...found, ended: 'edge' });
  const vote = commands.vote([0, 1]);
  say({ type: 'refused', id: asked(), reason: 'busy' });
  expect(await vote).toBeNull();
});

test('a worker that is lost while members train: another one resumes the sweep, twice at most', () => {
  const { sent, say, store } = opened();
  const die = () => say({ type: 'failure', failure: { kind: 'worker', reason: 'stopped', message: 'gone' } });
  say({ type: 'sweep', state: state('training') });
  for (let times = 0; times < 2; times++) {
    sent.length = 0;
    die();
    expect(sent).toEqual([
      'restart',
      { type: 'configure', config: store.getState().config },
      { type: 'resume-sweep' },
    ]);
  }
  sent.length = 0;
  die();
  expect(sent).toEqual([]);
  expect(store.getState().failure).toMatchObject({ kind: 'worker' });
});
