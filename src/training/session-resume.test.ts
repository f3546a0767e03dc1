// A run that is interrupted: by the end of its worker, by the loss of its engine, by a storage that fails.

import { expect, test } from 'vitest';
import type { WorkerEvent } from '../contract/messages.ts';
import { DeviceLostError, type Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { memoryRunStore, type RunStore } from '../storage/run-store.ts';
import { config as small, faulty, open, weightsIn, type Opened } from './session.fixture.ts';
import type { SessionHost } from './session.ts';

const config = { ...small, flip: true, shift: 2, schedule: 'one-cycle', epochs: 3 } as const;
const createEngine: SessionHost['createEngine'] = async (_, spec) => createReferenceEngine(spec);

/** All that a finished run leaves, but for its times. */
async function outcome({ events, send, next }: Opened) {
  const { result } = await next('result');
  await next('phase', ({ phase }) => phase === 'finished');
  send({ type: 'export', id: 1 });
  const { parameters } = weightsIn((await next('exported')).bytes);
  const epochs = events
    .flatMap((event) => {
      if (event.type === 'restored') return ['restored' as const, ...event.run.epochs];
      return event.type === 'epoch' ? [event.metrics] : [];
    })
    .map((metrics) => (metrics === 'restored' ? metrics : comparable(metrics)));
  return {
    result: comparable(result),
    parameters,
    // A page forgets what it knew when a run is restored.
    epochs: epochs.slice(epochs.lastIndexOf('restored') + 1),
    losses: lossesOf(events),
  };
}

/** Without times, and with losses as they are summed up in pieces whose sizes follow the clock. */
function comparable<T extends { seconds: number; loss?: number; validationLoss?: number }>(metrics: T): T {
  const rounded = (loss?: number) => loss && Number(loss.toPrecision(12));
  const { loss, validationLoss } = metrics;
  return { ...metrics, seconds: 0, loss: rounded(loss), validationLoss: rounded(validationLoss) };
}

function lossesOf(events: readonly WorkerEvent[]): number[] {
  let losses: number[] = [];
  for (const event of events) {
    if (event.type === 'restored') losses = Array.from(event.run.losses);
    if (event.type === 'steps') {
      expect(event.report.firstStep).toBe(losses.length);
      losses.push(...event.report.losses);
    }
  }
  return losses;
}

let whole: ReturnType<typeof outcome> | null = null;
function undisturbed() {
  if (whole) return whole;
  const session = open({ createEngine });
  session.send({ type: 'start', config });
  return (whole = outcome(session));
}

/** A reference engine that is lost in the calls of `train` with these numbers, from 1, over all engines made. */
function losing(...calls: number[]): { createEngine: SessionHost['createEngine']; made: Engine[] } {
  let count = 0;
  const made: Engine[] = [];
  return {
    made,
    async createEngine(_, spec) {
      const engine = createReferenceEngine(spec);
      const lossy = faulty(engine, {
        async train(chunk) {
          const result = await engine.train(chunk);
          if (calls.includes(++count)) throw new DeviceLostError('the device was destroyed');
          return result;
        },
      });
      made.push(lossy);
      return lossy;
    },
  };
}

/** Starts a run, has it kept inside of an epoch, and leaves it behind as a closed tab would. */
async function interrupted(runs: RunStore, step: number): Promise<void> {
  let steps = 0;
  const first = open({
    runs,
    async createEngine(_, spec) {
      const engine = createReferenceEngine(spec);
      return faulty(engine, {
        async train(chunk) {
          await new Promise((resolve) => setTimeout(resolve, 8 * chunk.learningRates.length));
          steps += chunk.learningRates.length;
          if (steps > step) first.send({ type: 'pause' });
          return engine.train(chunk);
        },
      });
    },
  });
  first.send({ type: 'start', config });
  await first.next('phase', ({ phase }) => phase === 'paused');
  const saved = () => first.events.flatMap((event) => (event.type === 'saving' ? [event.status] : []));
  await expect.poll(() => saved().some(({ state, step: at }) => state === 'saved' && at > step)).toBe(true);
}

test.each([3, 45, 90])('a run left after step %i goes on elsewhere as if nothing had been', async (step) => {
  const runs = memoryRunStore();
  await interrupted(runs, step);
  const second = open({ createEngine, runs });
  second.send({ type: 'configure', config: small });
  const { report } = await second.next('saved-run');
  expect(report).toMatchObject({ state: 'saved', run: { config, totalSteps: 120, testAccuracy: null } });
  second.send({ type: 'continue', engine: null });
  const { run } = await second.next('restored');
  expect(run.losses.length).toBeGreaterThan(step);
  expect(await outcome(second)).toEqual(await undisturbed());
});

test('a run that is done is shown again, with the same score', async () => {
  const runs = memoryRunStore();
  const first = open({ createEngine, runs });
  first.send({ type: 'start', config });
  const done = await outcome(first);
  const second = open({ createEngine, runs });
  second.send({ type: 'configure', config: small });
  expect((await second.next('saved-run')).report).toMatchObject({
    state: 'saved',
    run: { testAccuracy: done.result.accuracy },
  });
  second.send({ type: 'continue', engine: null });
  expect(await outcome(second)).toEqual(done);
});

test('a run whose device is lost twice goes on by itself to the same weights', async () => {
  const { createEngine: lossy, made } = losing(1, 4);
  const session = open({ createEngine: lossy });
  session.send({ type: 'start', config });
  expect((await session.next('recovered')).recovery).toMatchObject({ lost: 'device', times: 1, fromStep: 0 });
  expect((await session.next('recovered')).recovery).toMatchObject({ lost: 'device', times: 2 });
  expect(await outcome(session)).toEqual(await undisturbed());
  expect(made).toHaveLength(3);
});

/** A reference engine whose first steps after the first epoch fail `times` times with `error`. */
function failingAfterEpoch(times: number, error: Error): SessionHost['createEngine'] {
  let evaluated = false;
  let failures = 0;
  return async (_, spec) => {
    const engine = createReferenceEngine(spec);
    return faulty(engine, {
      async evaluate(samples) {
        evaluated = true;
        return engine.evaluate(samples);
      },
      async train(chunk) {
        if (evaluated && failures++ < times) throw error;
        return engine.train(chunk);
      },
    });
  };
}

test('after two recoveries the person is asked, and the run goes on from what was kept', async () => {
  const session = open({ createEngine: failingAfterEpoch(3, new DeviceLostError('the driver is gone')) });
  session.send({ type: 'start', config });
  const { failure } = await session.next('failure');
  expect(session.events.filter(({ type }) => type === 'recovered')).toHaveLength(2);
  expect(failure).toMatchObject({
    kind: 'engine',
    engine: 'reference',
    reason: 'lost',
    others: ['wasm'],
    resumable: { step: 40 },
  });
  await session.next('phase', ({ phase }) => phase === 'failed');
  session.send({ type: 'export', id: 2 });
  await session.next('exported');
  session.send({ type: 'continue', engine: 'reference' });
  expect(await outcome(session)).toEqual(await undisturbed());
});

test('an epoch that is complete is never trained again', async () => {
  const session = open({ createEngine: failingAfterEpoch(1, new Error('out of memory')) });
  session.send({ type: 'start', config });
  const { recovery } = await session.next('recovered');
  expect(recovery).toMatchObject({ lost: 'engine', atStep: 40, fromStep: 40, message: 'out of memory' });
  expect(await outcome(session)).toEqual(await undisturbed());
});

test('a storage that fails is named, and the run goes on', async () => {
  const full = async () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const session = open({ createEngine, runs: { ...memoryRunStore(), save: full } });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  const told = session.events.flatMap((event) => (event.type === 'saving' ? [event.status] : []));
  expect(told.at(-1)).toMatchObject({ state: 'not-saved', reason: 'full' });
});

test('what storage gives back is held against its digest and its version', async () => {
  const report = async (
    spoil: (checkpoint: { version: number; state: { parameters: Float32Array } }) => void,
  ) => {
    const runs = memoryRunStore();
    await interrupted(runs, 3);
    const kept = (await runs.load())!;
    spoil(kept.checkpoint as never);
    const session = open({ createEngine, runs: { ...runs, load: async () => kept } });
    session.send({ type: 'configure', config: small });
    return (await session.next('saved-run')).report;
  };
  expect(await report(({ state }) => (state.parameters[7]! += 1e-3))).toMatchObject({ problem: 'damaged' });
  expect(await report((checkpoint) => (checkpoint.version = 99))).toMatchObject({ problem: 'newer-version' });
});

test('another start, ended before it has something to keep, leaves the kept run; only forgetting it does not', async () => {
  const runs = memoryRunStore();
  await interrupted(runs, 3);
  const before = await runs.load();
  const session = open({ createEngine, runs, loadDataset: () => new Promise(() => {}) });
  session.send({ type: 'start', config: small });
  await session.next('phase', ({ phase }) => phase === 'preparing');
  session.send({ type: 'stop' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(await runs.load()).toEqual(before);
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(await runs.load()).toEqual(before);
  session.send({ type: 'forget' });
  await expect.poll(() => runs.load()).toBeNull();
});

test('a run that went on in another tab is taken up from where that one left it', async () => {
  const runs = memoryRunStore();
  await interrupted(runs, 3);
  const first = open({ createEngine, runs });
  first.send({ type: 'continue', engine: null });
  await first.next('restored');
  await first.next('phase', ({ phase }) => phase === 'finished');
  // Another tab trains another run to its end meanwhile.
  const second = open({ createEngine, runs });
  second.send({ type: 'start', config: { ...config, seed: 2 } });
  const other = await outcome(second);
  first.send({ type: 'continue', engine: null });
  const { run } = await first.next('restored');
  expect(run.plan.config.seed).toBe(2);
  expect((await first.next('result')).result.correct).toBe(other.result.correct);
});

test('two wishes to go on make one run, and a start meanwhile is not heard', async () => {
  const runs = memoryRunStore();
  await interrupted(runs, 3);
  const session = open({ createEngine, runs });
  session.send({ type: 'continue', engine: null });
  session.send({ type: 'continue', engine: null });
  session.send({ type: 'start', config: { ...config, seed: 2 } });
  expect(await outcome(session)).toEqual(await undisturbed());
  expect(session.events.filter(({ type }) => type === 'restored')).toHaveLength(1);
  expect(session.events.filter(({ type }) => type === 'started')).toHaveLength(0);
});

test('a run that is lost in its first epoch and then stopped ends with numbers, and stays whole', async () => {
  const runs = memoryRunStore();
  await interrupted(runs, 3);
  const session = open({ createEngine, runs });
  session.send({ type: 'continue', engine: null });
  await session.next('restored');
  session.send({ type: 'stop' });
  const { metrics } = await session.next('epoch');
  expect(metrics).toMatchObject({ epoch: 1 });
  expect(Number.isFinite(metrics.trainLoss)).toBe(true);
  await session.next('phase', ({ phase }) => phase === 'finished');
  const later = open({ createEngine, runs });
  later.send({ type: 'configure', config: small });
  expect((await later.next('saved-run')).report).toMatchObject({ state: 'saved' });
});
