// A sweep whose worker is lost: what the next worker gets, what the page shows meanwhile, and what the notice offers.

import { expect, test } from 'vitest';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { createApp } from './store.ts';
import { sweepOf } from './sweep-state.fixture.ts';
import { isSweeping } from './sweep.ts';

function opened(search = '') {
  const sent: WorkerCommand[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const app = createApp(search, ['en'], (onEvent) => {
    say = onEvent;
    return { send: (command) => sent.push(command), restart: () => {} };
  });
  const lose = (reason: 'silent' | 'not-loaded' = 'silent') =>
    say({ type: 'failure', failure: { kind: 'worker', reason, message: '' } });
  return { ...app, sent, say: (event: WorkerEvent) => say(event), lose };
}

test('a sweep whose worker is lost is resumed in another one, and after a third loss by the person', () => {
  const { store, commands, sent, say, lose } = opened();
  say({ type: 'sweep', state: sweepOf({ secondsLeft: 5 }) });
  for (let loss = 1; loss <= 2; loss++) {
    lose();
    expect(sent.at(-1)).toEqual({ type: 'resume-sweep' });
    expect(isSweeping(store.getState().sweep)).toBe(true);
  }
  lose();
  expect(store.getState().sweep).toMatchObject({ phase: 'saved', device: null, secondsLeft: null });
  expect(store.getState().failure).toMatchObject({ kind: 'worker', resumable: { sweep: 'newest' } });
  // Losses are counted from 0 again, and the notice goes.
  commands.resumeSweep();
  expect(store.getState().failure).toBeNull();
  const { config } = store.getState();
  expect(sent.slice(-2)).toEqual([{ type: 'configure', config }, { type: 'resume-sweep' }]);
  say({ type: 'sweep', state: sweepOf() });
  lose();
  expect(isSweeping(store.getState().sweep)).toBe(true);
});

test('a paused sweep whose worker is lost waits for the person, and one that has ended stays', () => {
  const { store, say, lose } = opened();
  for (const [before, after] of [
    ['paused', 'saved'],
    ['ended', 'ended'],
  ] as const) {
    say({ type: 'sweep', state: sweepOf({ phase: before }) });
    lose();
    expect(store.getState().sweep?.phase).toBe(after);
  }
});

test('a second worker that is lost before it answers leaves the sweep to be resumed, and nothing else', () => {
  const { store, commands, sent, say, lose } = opened();
  say({ type: 'saving', status: { state: 'saved', step: 40 } });
  say({ type: 'sweep', state: sweepOf() });
  for (let loss = 1; loss <= 3; loss++) lose();
  commands.resumeSweep();
  expect(store.getState().sweep?.phase).toBe('preparing');
  // As without a network.
  lose('not-loaded');
  expect(store.getState()).toMatchObject({
    sweep: { phase: 'saved' },
    failure: { kind: 'worker', reason: 'not-loaded', resumable: { sweep: 'newest' } },
  });
  sent.length = 0;
  commands.resumeSweep();
  const { config } = store.getState();
  expect(sent).toEqual([{ type: 'configure', config }, { type: 'resume-sweep' }]);
  say({ type: 'sweep-refused', refusal: { reason: 'other-tab' } });
  expect(store.getState().sweep?.phase).toBe('saved');
});

test('what storage did not take is no part of what can be resumed', () => {
  const { store, say, lose } = opened();
  const notSaved = { reason: 'full', detail: '' } as const;
  say({ type: 'sweep', state: sweepOf({ phase: 'paused', notSaved }) });
  lose();
  expect(store.getState()).toMatchObject({
    failure: { resumable: { sweep: 'older' } },
    sweep: { phase: 'saved', notSaved },
    // There was none that could have ended early.
    run: { phase: 'idle' },
  });
});

test('the worker in place of a lost one is configured before its first command, whatever the page shows by then', () => {
  const { store, commands, sent, say, lose } = opened('?data=0123456789ab&classes=3');
  const configured = { type: 'configure', config: store.getState().config };
  const commandsToSweeps = [
    () => commands.resumeSweep(),
    () => commands.openMember(0),
    () => void commands.vote([0, 1]),
    () => void commands.voteOnDrawing([0], { pixels: new Uint8Array(784), lines: null }),
    () => void commands.findLearningRate(),
  ];
  for (const command of commandsToSweeps) {
    say({ type: 'sweep', state: sweepOf({ phase: 'paused' }) });
    lose();
    commands.dismissFailure();
    sent.length = 0;
    command();
    expect(sent).toEqual([configured, expect.anything()]);
    command();
    expect(sent.filter(({ type }) => type === 'configure')).toHaveLength(1);
  }
});

test('a configuration that the person changes reaches the new worker once', () => {
  const { commands, sent, say, lose } = opened();
  say({ type: 'sweep', state: sweepOf({ phase: 'ended' }) });
  lose();
  commands.setField('seed', 5);
  commands.openMember(0);
  expect(sent.map(({ type }) => type)).toEqual(['configure', 'open-member']);
});

test.each([
  ['other-tab', { phase: 'saved' }],
  // There is nothing to resume.
  ['nothing-saved', null],
] as const)(
  'a resume in another worker that is refused as %s ends the sweep of the page',
  (reason, after) => {
    const { store, commands, sent, say, lose } = opened();
    say({ type: 'sweep', state: sweepOf() });
    lose();
    expect(store.getState().sweep?.phase).toBe('preparing');
    say({ type: 'sweep-refused', refusal: { reason } });
    const { sweep, sweepRefusal } = store.getState();
    expect(sweepRefusal).toEqual({ reason });
    if (after) expect(sweep).toMatchObject(after);
    else expect(sweep).toBeNull();
    commands.train();
    expect(sent.at(-1)).toMatchObject({ type: 'start' });
  },
);

test('a refusal of another command leaves a sweep that the new worker has resumed', () => {
  const { store, say, lose } = opened();
  say({ type: 'sweep', state: sweepOf() });
  lose();
  say({ type: 'sweep', state: sweepOf() });
  say({ type: 'sweep-refused', refusal: { reason: 'not-done' } });
  expect(store.getState().sweep?.phase).toBe('training');
});
