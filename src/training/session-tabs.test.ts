// A session beside another tab's: who may train, what is kept, what is said. The lock is made up; e2e/trust has the real one.

import { expect, test } from 'vitest';
import type { OtherTabRun } from '../contract/messages.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { onlyTabLock, type TabListener, type TabLock } from '../storage/tab-lock.ts';
import { config, faulty, open } from './session.fixture.ts';
import type { SessionHost } from './session.ts';

const createEngine: SessionHost['createEngine'] = async (_, spec) => createReferenceEngine(spec);

/** An engine that leaves the thread free at every chunk, as a slower one does. */
const slowly: SessionHost['createEngine'] = async (_, spec) => {
  const engine = createReferenceEngine(spec);
  return faulty(engine, {
    async train(chunk) {
      await new Promise((resolve) => setTimeout(resolve, 8 * chunk.learningRates.length));
      return engine.train(chunk);
    },
  });
};

/** A lock that the test gives and takes; `calls` are the session's. */
function madeLock() {
  const calls: string[] = [];
  const place = { elsewhere: false };
  let listener: TabListener<OtherTabRun> | null = null;
  const make = (heard: TabListener<OtherTabRun>): TabLock<OtherTabRun> => {
    listener = heard;
    return {
      ...onlyTabLock<OtherTabRun>(),
      take: async () => !place.elsewhere,
      isHeldElsewhere: async () => place.elsewhere,
      takeOver: async () => void calls.push('take over'),
      release: () => void calls.push('release'),
    };
  };
  return { make, calls, place, listener: () => listener! };
}

test('while another tab trains, Train is refused with a word and the model at hand stays', async () => {
  const lock = madeLock();
  const session = open({ createEngine, tabLock: lock.make });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  lock.place.elsewhere = true;
  session.send({ type: 'start', config: { ...config, seed: 2 } });
  await session.next('other-tab');
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'export', id: 1 });
  await session.next('exported');
});

test('a reset while Train waits for the right is heard, and costs no later run its keeping', async () => {
  const lock = madeLock();
  const runs = memoryRunStore();
  let refuse = (_right: boolean) => {};
  let asked = 0;
  const session = open({
    createEngine: slowly,
    runs,
    tabLock: (heard) => ({
      ...lock.make(heard),
      take: () => (++asked === 2 ? new Promise((resolve) => (refuse = resolve)) : Promise.resolve(true)),
    }),
  });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'start', config: { ...config, seed: 2 } });
  session.send({ type: 'reset' });
  refuse(false);
  await session.next('phase', ({ phase }) => phase === 'idle');
  session.send({ type: 'export', id: 1 });
  expect((await session.next('refused')).reason).toBe('no-model');

  session.send({ type: 'start', config: { ...config, epochs: 20 } });
  await session.next('epoch');
  lock.listener().onHandOverRequest();
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(await runs.load()).not.toBeNull();
});

test('asked to let go, a run is kept, ends, and gives the right back', async () => {
  const lock = madeLock();
  const runs = memoryRunStore();
  const session = open({
    tabLock: lock.make,
    runs,
    createEngine: slowly,
  });
  session.send({ type: 'start', config: { ...config, epochs: 20 } });
  await session.next('steps');
  lock.listener().onHandOverRequest();
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(lock.calls).toEqual(['release']);
  expect((await runs.load())!.losses.length).toBeGreaterThan(0);
  // The next run is nobody's to take.
  session.send({ type: 'start', config });
  await session.next('result');
});

test('a run that another tab has taken stores nothing more', async () => {
  const lock = madeLock();
  const runs = memoryRunStore();
  const session = open({ createEngine: slowly, tabLock: lock.make, runs });
  session.send({ type: 'start', config: { ...config, epochs: 50 } });
  await session.next('epoch');
  await session.next('saving');
  lock.listener().onLockStolen();
  const kept = await runs.load();
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(await runs.load()).toEqual(kept);
});

test('to go on with nothing gives the right back and says so; asked to let go then, no later run ends for it', async () => {
  const lock = madeLock();
  const session = open({ createEngine, tabLock: lock.make });
  session.send({ type: 'continue', engine: null });
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
});
