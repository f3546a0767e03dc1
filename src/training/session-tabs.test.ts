// A session and another tab: which may train, what is saved, what is reported. The test controls the lock.

import { expect, test } from 'vitest';
import type { OtherTabRun } from '../contract/messages.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { onlyTabLock, type TabListener, type TabLock } from '../storage/tab-lock.ts';
import { config, dataLoaded, openSession, timedEngines } from './session.fixture.ts';

/** A lock whose owner the test decides; `calls` are the session's. */
function controlledLock() {
  const calls: string[] = [];
  const other = { trains: false };
  let listener: TabListener<OtherTabRun> | null = null;
  const create = (given: TabListener<OtherTabRun>): TabLock<OtherTabRun> => {
    listener = given;
    return {
      ...onlyTabLock<OtherTabRun>(),
      take: async () => !other.trains,
      isHeldByOtherTab: async () => other.trains,
      takeOver: async () => void calls.push('take over'),
      release: () => void calls.push('release'),
    };
  };
  return { create, calls, other, listener: () => listener! };
}

const refuse = () => Promise.reject(new Error('the lock manager is gone'));

test('while another tab trains, Train is refused with a message and the current model stays', async () => {
  const lock = controlledLock();
  const session = openSession({ tabLock: lock.create });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  lock.other.trains = true;
  session.send({ type: 'start', config: { ...config, seed: 2 } });
  await session.next('other-tab');
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'export', id: 1 });
  await session.next('exported');
});

test('while another tab trains, a finished run is not shown by itself', async () => {
  const runs = memoryRunStore();
  const earlier = openSession({ runs });
  earlier.send({ type: 'start', config });
  await earlier.next('phase', ({ phase }) => phase === 'finished');

  const lock = controlledLock();
  lock.other.trains = true;
  const session = openSession({ runs, tabLock: lock.create });
  session.send({ type: 'configure', config });
  await session.next('other-tab');
  await session.next('device');
  await dataLoaded(session);
  expect(session.events.filter(({ type }) => type === 'restored')).toEqual([]);
});

test('a reset while Train waits for the lock ends the wait, and later runs are saved', async () => {
  const lock = controlledLock();
  const runs = memoryRunStore();
  let answer = (_granted: boolean) => {};
  let takes = 0;
  const session = openSession({
    ...timedEngines(8),
    runs,
    tabLock: (listener) => ({
      ...lock.create(listener),
      take: () => (++takes === 2 ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(true)),
    }),
  });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'start', config: { ...config, seed: 2 } });
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  session.send({ type: 'export', id: 1 });
  expect((await session.next('refused')).reason).toBe('no-model');
  lock.calls.length = 0;
  answer(true);
  await expect.poll(() => lock.calls).toEqual(['release']);

  session.send({ type: 'start', config: { ...config, epochs: 20 } });
  await session.next('epoch');
  lock.listener().onHandOverRequest();
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(await runs.load()).not.toBeNull();
});

test('Stop while Train waits for the lock leaves the current model as it is', async () => {
  const lock = controlledLock();
  let takes = 0;
  const session = openSession({
    tabLock: (listener) => ({
      ...lock.create(listener),
      take: () => (++takes === 2 ? new Promise(() => {}) : Promise.resolve(true)),
    }),
  });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'start', config: { ...config, seed: 2 } });
  await session.next('phase', ({ phase }) => phase === 'preparing');
  session.send({ type: 'stop' });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'export', id: 1 });
  await session.next('exported');
});

test('a hand-over request saves the run, ends it and releases the lock', async () => {
  const lock = controlledLock();
  const runs = memoryRunStore();
  const session = openSession({ ...timedEngines(8), tabLock: lock.create, runs });
  session.send({ type: 'start', config: { ...config, epochs: 20 } });
  await session.next('steps');
  lock.listener().onHandOverRequest();
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(lock.calls).toEqual(['release']);
  expect((await runs.load())!.losses.length).toBeGreaterThan(0);
  // The request does not end the next run.
  session.send({ type: 'start', config });
  await session.next('result');
});

test('a hand-over request ends the wait for the next step of a slow run, which is saved', async () => {
  const lock = controlledLock();
  const runs = memoryRunStore();
  const session = openSession({
    ...timedEngines(8),
    tabLock: lock.create,
    runs,
    sleep: (_, signal) => {
      lock.listener().onHandOverRequest();
      return new Promise((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve());
      });
    },
  });
  session.send({ type: 'set-speed', stepsPerSecond: 1 });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(lock.calls).toEqual(['release']);
  expect((await runs.load())!.losses).toHaveLength(1);
});

test('a run whose lock was stolen stores nothing more', async () => {
  const lock = controlledLock();
  const runs = memoryRunStore();
  const session = openSession({ ...timedEngines(8), tabLock: lock.create, runs });
  session.send({ type: 'start', config: { ...config, epochs: 50 } });
  await session.next('epoch');
  await session.next('saving');
  lock.listener().onLockStolen();
  const saved = await runs.load();
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(await runs.load()).toEqual(saved);
});

test('resuming without a saved run releases the lock, and a hand-over request then ends no later run', async () => {
  const lock = controlledLock();
  const session = openSession({ tabLock: lock.create });
  session.send({ type: 'resume-saved-run', engine: null });
  expect((await session.next('saved-run')).report).toEqual({ state: 'none' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(lock.calls).toEqual(['take over', 'release']);
  lock.listener().onHandOverRequest();
  session.send({ type: 'start', config: { ...config, epochs: 20 } });
  await session.next('steps');
  session.send({ type: 'pause' });
  await session.next('phase', ({ phase }) => phase === 'paused');
  session.send({ type: 'resume' });
  await session.next('epoch');
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
});

test('after a take-over that fails, the saved run is offered and a new run can start', async () => {
  const runs = memoryRunStore();
  const earlier = openSession({ runs });
  earlier.send({ type: 'start', config });
  await earlier.next('phase', ({ phase }) => phase === 'finished');

  const session = openSession({ runs, tabLock: () => ({ ...onlyTabLock(), takeOver: refuse }) });
  session.send({ type: 'resume-saved-run', engine: null });
  const { failure } = await session.next('failure');
  expect(failure).toEqual({ kind: 'tabs', message: 'the lock manager is gone' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect((await session.next('saved-run')).report).toMatchObject({ state: 'saved' });
  session.send({ type: 'start', config });
  await session.next('result');
});

test('a lock that can’t be queried is reported, and data and engine are still prepared', async () => {
  const session = openSession({ tabLock: () => ({ ...onlyTabLock(), isHeldByOtherTab: refuse }) });
  session.send({ type: 'configure', config });
  expect((await session.next('failure')).failure).toEqual({
    kind: 'tabs',
    message: 'the lock manager is gone',
  });
  await session.next('saved-run');
  await session.next('device');
  await dataLoaded(session);
});

test('a refused Train with a lock that can’t be queried is reported, and the current model stays', async () => {
  let takes = 0;
  const session = openSession({
    tabLock: () => ({ ...onlyTabLock(), take: async () => ++takes === 1, isHeldByOtherTab: refuse }),
  });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'start', config: { ...config, seed: 2 } });
  expect((await session.next('failure')).failure).toMatchObject({ kind: 'tabs' });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'export', id: 1 });
  await session.next('exported');
});
