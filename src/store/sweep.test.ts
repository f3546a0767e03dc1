// Sweeps on the page: what is sent, and what the worker's events change.

import { describe, expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { FASHION } from '../contract/dataset.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { trainingWork } from '../contract/work.ts';
import { createApp } from './store.ts';
import { FIRST_STAIRCASE, planOf, seedsDraft } from './sweep-draft.ts';
import { member, sweepOf } from './sweep-state.fixture.ts';

function opened(search = '') {
  const sent: WorkerCommand[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const app = createApp(search, ['en'], (onEvent) => {
    say = onEvent;
    return { send: (command) => sent.push(command), restart: () => {} };
  });
  return { ...app, sent, say: (event: WorkerEvent) => say(event) };
}

test('a sweep is started with the configuration as its base', () => {
  const { store, commands, sent } = opened('?lr=0.01&epochs=2');
  const draft = seedsDraft(store.getState().config, 3);
  commands.startSweep(draft);
  expect(sent.at(-1)).toEqual({
    type: 'start-sweep',
    plan: {
      kind: 'axes',
      axes: [{ kind: 'whole', field: 'seed', from: 1, to: 3 }],
      base: store.getState().config,
    },
  });
  expect(store.getState().sweepDraft).toBe(draft);
});

test('a link opens with its sweep, and says what of it was not used', () => {
  const { store } = opened('?sweep=seed:1:3;nothing:1:2');
  expect(store.getState()).toMatchObject({
    view: 'sweep',
    sweepDraft: { kind: 'axes', axes: [{ kind: 'whole', field: 'seed', from: 1, to: 3 }] },
    sweepNotices: [{ kind: 'unknown-field', value: 'nothing:1:2' }],
  });
});

test('progress replaces the members that have changed, and no others', () => {
  const { store, say } = opened();
  const state = sweepOf();
  say({ type: 'sweep', state });
  const changed = member(2, { status: { state: 'training' }, step: 5 });
  const progress = {
    phase: 'training',
    secondsLeft: 9,
    imagesPerSecond: null,
    notSaved: null,
    synthetic: null,
  } as const;
  say({ type: 'sweep-progress', progress, changed: [changed] });
  const { sweep } = store.getState();
  expect(sweep?.secondsLeft).toBe(9);
  expect(sweep?.members[2]).toBe(changed);
  expect(sweep?.members[1]).toBe(state.members[1]);
  expect(sweep?.plan).toBe(state.plan);
});

test('progress of a sweep that the page does not know is ignored', () => {
  const { store, say } = opened();
  const progress = {
    phase: 'training',
    secondsLeft: 9,
    imagesPerSecond: 5,
    notSaved: null,
    synthetic: null,
  } as const;
  say({ type: 'sweep-progress', progress, changed: [] });
  expect(store.getState().sweep).toBeNull();
  expect(store.getState().sweepSpeed).toBeNull();
});

test('the speed is that of the members that train', () => {
  const { store, say } = opened();
  const plan = planOf(
    { kind: 'axes', axes: [{ kind: 'list', field: 'c1', values: [2, 8] }] },
    PRESETS.article,
  );
  const members = [member(0, { status: { state: 'done' } }), member(1, { status: { state: 'training' } })];
  say({ type: 'sweep', state: sweepOf({ plan, members }) });
  const progress = {
    phase: 'training',
    secondsLeft: 9,
    imagesPerSecond: 1000,
    notSaved: null,
    synthetic: null,
  } as const;
  say({ type: 'sweep-progress', progress, changed: [] });
  const speed = 1000 * trainingWork({ ...PRESETS.article, c1: 8 });
  expect(store.getState().sweepSpeed).toEqual({ engine: 'wasm', speed });
  // It stays for the next plan.
  say({ type: 'sweep-progress', progress: { ...progress, imagesPerSecond: null }, changed: [] });
  expect(store.getState().sweepSpeed).not.toBeNull();
});

test('a refusal stands until the next command', () => {
  const { store, commands, say } = opened();
  say({ type: 'sweep-refused', refusal: { reason: 'busy' } });
  expect(store.getState().sweepRefusal).toEqual({ reason: 'busy' });
  commands.resumeSweep();
  expect(store.getState().sweepRefusal).toBeNull();
});

test('each command reaches the worker, and a sweep that is here is not requested', () => {
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
  say({ type: 'sweep', state: sweepOf({ phase: 'ended' }) });
  commands.showSweep();
  expect(sent).toHaveLength(7);
});

test('the answers to a search and to a vote come back', async () => {
  const { commands, sent, say } = opened('?lr=0.01');
  const searching = commands.findLearningRate();
  expect(sent.at(-1)).toMatchObject({ type: 'find-learning-rate', config: { lr: 0.01 } });
  const id = () => (sent.at(-1) as { id: number }).id;
  const none = new Float32Array();
  const search = {
    rates: none,
    losses: none,
    smoothed: none,
    steepest: 0.1,
    edge: null,
    ended: 'complete',
  } as const;
  say({ type: 'learning-rate-found', id: id(), search });
  expect(await searching).toBe(search);
  const voting = commands.vote([0, 2]);
  expect(sent.at(-1)).toMatchObject({ type: 'vote', members: [0, 2], drawing: null });
  say({ type: 'refused', id: id(), reason: 'busy' });
  expect(await voting).toBeNull();
  const drawing = { pixels: new Uint8Array(784), lines: null };
  const answering = commands.voteOnDrawing([2], drawing);
  expect(sent.at(-1)).toMatchObject({ type: 'vote', members: [2], drawing });
  const vote = { mean: none, members: [] };
  say({ type: 'drawing-vote', id: id(), vote });
  expect(await answering).toBe(vote);
});

test('a sweep that can’t be read or deleted is said after the worker’s last word about it', () => {
  const { store, say } = opened();
  const damaged = { reason: 'damaged', detail: 'no header' } as const;
  // In the worker's order.
  say({ type: 'sweep', state: null });
  say({ type: 'sweep-refused', refusal: damaged });
  expect(store.getState().sweepRefusal).toEqual(damaged);
});

describe('while a sweep trains', () => {
  test('other data can’t be chosen, and its own data can’t be deleted', () => {
    const { store, commands, sent, say } = opened('?data=0123456789ab&classes=3');
    const before = store.getState().config.data;
    say({ type: 'sweep', state: sweepOf({ phase: 'paused' }) });
    commands.chooseDataset(FASHION);
    commands.setFields({ data: FASHION.id });
    commands.deleteDataset(before);
    expect(store.getState().config.data).toBe(before);
    expect(store.getState().dataset.id).toBe(before);
    expect(sent).toEqual([]);
    say({ type: 'sweep', state: sweepOf({ phase: 'ended' }) });
    commands.deleteDataset(before);
    expect(store.getState().config.data).toBe(FASHION.id);
    expect(sent.at(-1)).toEqual({ type: 'delete-dataset', data: before });
  });

  test('a saved run is not resumed, and its failure stays', () => {
    const { store, commands, sent, say } = opened();
    say({ type: 'sweep', state: sweepOf() });
    say({ type: 'failure', failure: { kind: 'tabs', message: '' } });
    commands.resumeRun();
    expect(sent).toEqual([]);
    expect(store.getState().failure).not.toBeNull();
  });
});

describe('settings that an assignment locks', () => {
  test('are not swept: neither by an axis nor on the staircase', () => {
    const { store, commands, sent } = opened('?lr=0.01&lock=lr,engine,preset');
    for (const draft of [
      { kind: 'axes', axes: [{ kind: 'list', field: 'lr', values: [0.01, 0.1] }] },
      FIRST_STAIRCASE,
    ] as const) {
      commands.startSweep(draft);
      expect(store.getState().sweepRefusal).toEqual({ reason: 'locked', field: 'lr' });
    }
    expect(sent).toEqual([]);
    commands.startSweep(seedsDraft(store.getState().config, 3));
    expect(sent.at(-1)).toMatchObject({ type: 'start-sweep' });
  });

  test('no width of all layers is swept where one is locked', () => {
    const { store, commands } = opened('?lock=f6');
    commands.startSweep({ kind: 'axes', axes: [{ kind: 'list', field: 'widths', values: [1, 2] }] });
    expect(store.getState().sweepRefusal).toEqual({ reason: 'locked', field: 'f6' });
  });
});
