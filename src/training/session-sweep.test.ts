// Sweeps in a session: what the page gets, members that end early, runs beside them, storage.

import { describe, expect, test } from 'vitest';
import type { WorkerEvent } from '../contract/messages.ts';
import { DeviceLostError } from '../engine/engine.ts';
import { memoryFinishedRunsStore } from '../storage/finished-runs-store.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import { config, dataLoaded, engineWith, openSession } from './session.fixture.ts';
import {
  inPhase,
  loneHash,
  memberHashes,
  planFrom,
  localPool,
  statesOf,
  sweepOf,
  sweepUntil,
  wasmHost,
} from './sweep/sweep.fixture.ts';

const SMALL = planFrom('seed:1:3', config);

function openSmall(host: Parameters<typeof openSession>[0] = {}) {
  return openSession({ ...localPool(), ...host });
}

/** The types of the events about sweeps, in their order. */
const typesOf = (events: readonly WorkerEvent[]) =>
  events.map(({ type }) => type).filter((type) => type === 'sweep' || type === 'sweep-refused');

describe('what the page gets', () => {
  test('progress of every member, its curve, its epochs and its test', async () => {
    const session = openSmall();
    session.send({ type: 'start-sweep', plan: SMALL });
    const state = await inPhase(session, 'ended');
    expect(state.plan).toBe(SMALL);
    for (const { step, totalSteps, losses, stepsPerPoint, epochs, best, test: tested } of state.members) {
      expect([step, totalSteps, stepsPerPoint, losses.length]).toEqual([80, 80, 1, 80]);
      expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
      expect(best).toMatchObject({ validationAccuracy: epochs[best!.epoch - 1]!.validationAccuracy });
      expect(tested!.accuracy).toBeGreaterThan(0.5);
    }
    const phases = session.events.flatMap((event) => {
      if (event.type === 'sweep') return [event.state!.phase];
      return event.type === 'sweep-progress' ? [event.progress.phase] : [];
    });
    expect([...new Set(phases)]).toEqual(['preparing', 'training', 'ended']);
    const left = session.events.flatMap((event) =>
      event.type === 'sweep-progress' ? [event.progress.secondsLeft] : [],
    );
    // By the clock of these engines a member takes 80 steps of 8 ms and some scoring.
    const measured = left.filter((seconds) => seconds !== null);
    expect(Math.max(...measured)).toBeLessThan(3 * 1.5);
    expect(measured.at(-1)).toBe(0);
  });

  test('more members than train side by side: all are trained', async () => {
    const session = openSmall();
    session.send({
      type: 'start-sweep',
      plan: planFrom('seed:1:20', { ...config, epochs: 1, samples: 200 }),
    });
    const waiting = await sweepUntil(session, ({ phase }) => phase === 'training');
    expect(waiting.members.at(-1)!.status).toEqual({ state: 'waiting' });
    const { members } = await inPhase(session, 'ended');
    expect(statesOf(members)).toEqual(Array.from({ length: 20 }, () => 'done'));
  });

  test('a plan that can’t be trained is refused with its reason', async () => {
    const session = openSmall();
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:65', config) });
    const { refusal } = await session.next('sweep-refused');
    expect(refusal).toEqual({ reason: 'too-many-members', count: 65, limit: 64 });
  });

  test('without threads it is refused, and a run can start', async () => {
    const session = openSession();
    session.send({ type: 'start-sweep', plan: SMALL });
    const { refusal } = await session.next('sweep-refused');
    expect(refusal).toEqual({ reason: 'no-engine', engine: 'wasm', message: 'this test has no threads' });
    expect(sweepOf(session).phase).toBe('saved');
    session.send({ type: 'start', config });
    await session.next('phase', ({ phase }) => phase === 'finished');
  });
});

describe('members that end early', () => {
  test('one diverges, one is dropped, one loses its thread for good: the others continue', async () => {
    const lost = () => Promise.reject(new DeviceLostError('its thread has stopped'));
    const session = openSmall(
      localPool((engine, { labelSmoothing }) =>
        engineWith(engine, {
          ...(labelSmoothing === 0.25 && { train: lost }),
          ...(labelSmoothing === 0.5 && {
            async train(chunk) {
              const result = await engine.train(chunk);
              return { ...result, losses: result.losses.fill(NaN) };
            },
          }),
        }),
      ),
    );
    session.send({ type: 'start-sweep', plan: planFrom('smoothing:0,0.25,0.5,0.1,0.2', config) });
    await sweepUntil(session, ({ members }) => members[3]!.step > 0);
    session.send({ type: 'drop-member', member: 3 });
    const { members } = await inPhase(session, 'ended');
    expect(statesOf(members)).toEqual(['done', 'failed', 'diverged', 'dropped', 'done']);
    expect(members[1]!.status).toEqual({
      state: 'failed',
      reason: 'thread',
      message: 'its thread has stopped',
    });
    expect(members[2]!.status).toEqual({ state: 'diverged', symptom: 'not-finite', step: 1, epoch: 1 });
    expect(members[3]!.test).toBeNull();
    session.send({ type: 'open-member', member: 2 });
    expect((await session.next('sweep-refused')).refusal).toEqual({ reason: 'not-done' });
  });

  test('a thread that is lost once: its member resumes from its checkpoint, with the same weights', async () => {
    let losses = 0;
    const fragile = localPool((engine) =>
      engineWith(engine, {
        async train(chunk) {
          const { step } = await engine.read();
          if (step > 30 && losses++ === 0) throw new DeviceLostError('lost once');
          return engine.train(chunk);
        },
      }),
    );
    const plan = planFrom('seed:1', config);
    const session = openSmall(fragile);
    session.send({ type: 'start-sweep', plan });
    await inPhase(session, 'ended');
    expect(losses).toBeGreaterThan(1);
    expect(await memberHashes(session)).toEqual([await loneHash(config, wasmHost(1))]);
  });

  test('Stop tests the members that have begun, and the others are not trained', async () => {
    const session = openSmall();
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:18', config) });
    await sweepUntil(session, ({ members }) => members[0]!.step > 0);
    session.send({ type: 'stop-sweep' });
    const { members } = await inPhase(session, 'ended');
    expect(members[0]!.test).not.toBeNull();
    expect(members[17]!.status).toEqual({ state: 'not-trained' });
  });
});

describe('a sweep and runs', () => {
  test('an opened member is the run, is saved and listed; only one of run and sweep trains', async () => {
    const runs = memoryRunStore();
    const finishedRuns = memoryFinishedRunsStore();
    const session = openSmall({ runs, finishedRuns });
    session.send({ type: 'start-sweep', plan: SMALL });
    await sweepUntil(session, ({ phase }) => phase === 'training');
    session.send({ type: 'start', config });
    session.send({ type: 'start-sweep', plan: SMALL });
    expect((await session.next('sweep-refused')).refusal).toEqual({ reason: 'busy' });
    session.send({ type: 'find-learning-rate', id: 5, config });
    expect(await session.next('refused')).toMatchObject({ id: 5, reason: 'busy' });
    await inPhase(session, 'ended');
    expect(session.events.some(({ type }) => type === 'started')).toBe(false);

    session.send({ type: 'open-member', member: 1 });
    const { run } = await session.next('restored');
    expect(run.plan.config).toEqual({ ...config, seed: 2, engine: 'wasm' });
    expect(run.result!.accuracy).toBe(sweepOf(session).members[1]!.test!.accuracy);
    const isSaved = () =>
      session.events.some((event) => event.type === 'saving' && event.status.state === 'saved');
    await session.until(isSaved);
    session.send({ type: 'list-runs', id: 6 });
    expect((await session.next('runs', ({ id }) => id === 6)).runs.entries).toHaveLength(1);

    // A reload with the member's link shows it again.
    const reloaded = openSmall({ runs, finishedRuns });
    reloaded.send({ type: 'configure', config: run.plan.config });
    expect((await reloaded.next('restored')).run.result!.accuracy).toBe(run.result!.accuracy);
  });

  test('a member is opened while others train, and a reset deletes it and not the sweep', async () => {
    const plan = planFrom('epochs:1,2;seed:1:2', { ...config, samples: 400 });
    const session = openSmall();
    session.send({ type: 'start-sweep', plan });
    await sweepUntil(
      session,
      ({ members, phase }) => members[0]!.status.state === 'done' || phase === 'ended',
    );
    expect(sweepOf(session).phase).toBe('training');
    session.send({ type: 'open-member', member: 0 });
    await session.next('phase', ({ phase }) => phase === 'finished');
    session.send({ type: 'reset' });
    await session.next('phase', ({ phase }) => phase === 'idle');
    const { members } = await inPhase(session, 'ended');
    expect(statesOf(members)).toEqual(['done', 'done', 'done', 'done']);
  });

  test('a configuration that changes meanwhile counts after the sweep', async () => {
    const session = openSmall();
    session.send({ type: 'start-sweep', plan: SMALL });
    await sweepUntil(session, ({ phase }) => phase === 'training');
    session.send({ type: 'configure', config: { ...config, epochs: 1 } });
    await inPhase(session, 'ended');
    await session.next('device');
    await dataLoaded(session);
  });
});

describe('storage', () => {
  test('a sweep that is deleted while it trains is gone after a reload', async () => {
    const sweeps = memorySweepStore();
    const session = openSmall({ sweeps });
    session.send({ type: 'start-sweep', plan: SMALL });
    await sweepUntil(session, ({ members }) => members[0]!.step > 0);
    session.send({ type: 'clear-sweep' });
    await session.next('sweep', ({ state }) => state === null);
    expect(await sweeps.load()).toBeNull();
    const reloaded = openSmall({ sweeps });
    reloaded.send({ type: 'show-sweep' });
    expect((await reloaded.next('sweep')).state).toBeNull();
    reloaded.send({ type: 'resume-sweep' });
    expect((await reloaded.next('sweep-refused')).refusal).toEqual({ reason: 'nothing-saved' });
  });

  test('how members ended comes back, and a member with a damaged checkpoint starts again', async () => {
    const sweeps = memorySweepStore();
    const session = openSmall({ sweeps });
    session.send({ type: 'start-sweep', plan: SMALL });
    session.send({ type: 'drop-member', member: 2 });
    await sweepUntil(session, ({ phase }) => phase === 'training');
    session.send({ type: 'drop-member', member: 2 });
    await inPhase(session, 'ended');
    const damaged = {
      ...sweeps,
      async load() {
        const stored = (await sweeps.load())!;
        stored.members.get(1)!.losses = new Float32Array(3);
        return stored;
      },
    };
    const reloaded = openSmall({ sweeps: damaged });
    reloaded.send({ type: 'show-sweep' });
    const { members, phase } = await sweepUntil(reloaded, () => true);
    expect([phase, ...statesOf(members)]).toEqual(['saved', 'done', 'waiting', 'dropped']);
    reloaded.send({ type: 'resume-sweep' });
    await inPhase(reloaded, 'ended');
    expect(sweepOf(reloaded).members[1]!.test).toEqual(sweepOf(session).members[1]!.test);
  });

  test.each([
    [{}, 'damaged'],
    [{ version: 1, id: 'a', base: config, sweep: 'seed:1:999', ended: [] }, 'damaged'],
    [
      { version: 1, id: 'a', base: config, sweep: 'seed:1:2', ended: [{ member: 0, status: 'x' }] },
      'damaged',
    ],
  ])('a header that can’t be read is refused: %o', async (header, reason) => {
    const sweeps = { ...memorySweepStore(), load: async () => ({ header, members: new Map() }) };
    const session = openSmall({ sweeps });
    session.send({ type: 'show-sweep' });
    expect((await session.next('sweep-refused')).refusal).toMatchObject({ reason });
    // The page forgets a refusal with each `sweep`.
    expect(typesOf(session.events)).toEqual(['sweep', 'sweep-refused']);
    session.send({ type: 'resume-sweep' });
    expect((await session.next('sweep-refused')).refusal).toMatchObject({ reason });
  });

  test('storage that is full: the sweep continues, and the page is notified', async () => {
    const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
    const sweeps = { ...memorySweepStore(), save: full, saveMember: full };
    const session = openSmall({ sweeps });
    session.send({ type: 'start-sweep', plan: SMALL });
    const { notSaved, members } = await inPhase(session, 'ended');
    expect(notSaved).toEqual({ reason: 'full', detail: 'no room' });
    expect(statesOf(members)).toEqual(['done', 'done', 'done']);
  });
});
