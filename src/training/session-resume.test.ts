// A run that is interrupted: its worker ends or its engine is lost.

import { expect, test } from 'vitest';
import type { WorkerEvent } from '../contract/messages.ts';
import { DeviceLostError, type Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import {
  config as small,
  engineWith,
  interruptedRun,
  openSession,
  weightsIn,
  type OpenSession,
} from './session.fixture.ts';
import type { SessionHost } from './host.ts';

const config = { ...small, flip: true, shift: 2, schedule: 'one-cycle', epochs: 3 } as const;

/** The results of a finished run, without times. */
async function outcome({ events, send, next }: OpenSession) {
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
    // A restored run replaces what the page had.
    epochs: epochs.slice(epochs.lastIndexOf('restored') + 1),
    losses: lossesOf(events),
  };
}

/** Without times. Losses are rounded: they are summed up in chunks whose sizes depend on the clock. */
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

let uninterrupted: ReturnType<typeof outcome> | null = null;
function uninterruptedOutcome() {
  if (uninterrupted) return uninterrupted;
  const session = openSession();
  session.send({ type: 'start', config });
  return (uninterrupted = outcome(session));
}

/** Reference engines that are lost in these calls of `train`, counted from 1 over all `engines`. */
function losing(...calls: number[]): { createEngine: SessionHost['createEngine']; engines: Engine[] } {
  let count = 0;
  const engines: Engine[] = [];
  return {
    engines,
    async createEngine(_, spec) {
      const engine = createReferenceEngine(spec);
      const lossy = engineWith(engine, {
        async train(chunk) {
          const result = await engine.train(chunk);
          if (calls.includes(++count)) throw new DeviceLostError('the device was destroyed');
          return result;
        },
      });
      engines.push(lossy);
      return lossy;
    },
  };
}

test.each([3, 45, 90])(
  'a run left after step %i resumes in another worker with the same result',
  async (step) => {
    const runs = await interruptedRun(config, step);
    const second = openSession({ runs });
    second.send({ type: 'configure', config: small });
    const { report } = await second.next('saved-run');
    expect(report).toMatchObject({ state: 'saved', run: { config, totalSteps: 120, testAccuracy: null } });
    second.send({ type: 'resume-saved-run', engine: null });
    const { run } = await second.next('restored');
    expect(run.losses.length).toBeGreaterThan(step);
    expect(await outcome(second)).toEqual(await uninterruptedOutcome());
  },
);

test('a finished run is restored with the same score', async () => {
  const runs = memoryRunStore();
  const first = openSession({ runs });
  first.send({ type: 'start', config });
  const finished = await outcome(first);
  const second = openSession({ runs });
  second.send({ type: 'configure', config: small });
  expect((await second.next('saved-run')).report).toMatchObject({
    state: 'saved',
    run: { testAccuracy: finished.result.accuracy },
  });
  second.send({ type: 'resume-saved-run', engine: null });
  expect(await outcome(second)).toEqual(finished);
});

test('a run whose device is lost twice recovers and ends with the same weights', async () => {
  const { createEngine, engines } = losing(1, 4);
  const session = openSession({ createEngine });
  session.send({ type: 'start', config });
  expect((await session.next('recovered')).recovery).toMatchObject({ lost: 'device', times: 1, fromStep: 0 });
  expect((await session.next('recovered')).recovery).toMatchObject({ lost: 'device', times: 2 });
  expect(await outcome(session)).toEqual(await uninterruptedOutcome());
  expect(engines).toHaveLength(3);
});

/** A reference engine whose first steps after the first epoch fail `times` times with `error`. */
function failingAfterEpoch(times: number, error: Error): SessionHost['createEngine'] {
  let evaluated = false;
  let failures = 0;
  return async (_, spec) => {
    const engine = createReferenceEngine(spec);
    return engineWith(engine, {
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

test('after two recoveries the run fails, and can be resumed from its checkpoint', async () => {
  const session = openSession({
    createEngine: failingAfterEpoch(3, new DeviceLostError('the driver is gone')),
  });
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
  session.send({ type: 'resume-saved-run', engine: 'reference' });
  expect(await outcome(session)).toEqual(await uninterruptedOutcome());
});

test('a complete epoch is never trained twice', async () => {
  const session = openSession({ createEngine: failingAfterEpoch(1, new Error('out of memory')) });
  session.send({ type: 'start', config });
  const { recovery } = await session.next('recovered');
  expect(recovery).toMatchObject({ lost: 'engine', atStep: 40, fromStep: 40, message: 'out of memory' });
  expect(await outcome(session)).toEqual(await uninterruptedOutcome());
});

test('a run is saved after its first chunk of steps, so that a reload at once can resume it', async () => {
  const runs = memoryRunStore();
  let chunks = 0;
  const first = openSession({
    runs,
    async createEngine(_, spec) {
      const engine = createReferenceEngine(spec);
      // The second chunk never ends: the worker is gone before that.
      return engineWith(engine, {
        train: (chunk) => (++chunks === 1 ? engine.train(chunk) : new Promise(() => {})),
      });
    },
  });
  first.send({ type: 'start', config });
  expect((await first.next('saving')).status).toEqual({ state: 'saved', step: 1 });
  const second = openSession({ runs });
  second.send({ type: 'resume-saved-run', engine: null });
  expect((await second.next('restored')).run.losses).toHaveLength(1);
  expect(await outcome(second)).toEqual(await uninterruptedOutcome());
});

test('a run that another tab saved later is the one that resumes', async () => {
  const runs = await interruptedRun(config, 3);
  const first = openSession({ runs });
  first.send({ type: 'resume-saved-run', engine: null });
  await first.next('restored');
  await first.next('phase', ({ phase }) => phase === 'finished');
  // Meanwhile another tab trains another run to its end.
  const second = openSession({ runs });
  second.send({ type: 'start', config: { ...config, seed: 2 } });
  const other = await outcome(second);
  first.send({ type: 'resume-saved-run', engine: null });
  const { run } = await first.next('restored');
  expect(run.plan.config.seed).toBe(2);
  expect((await first.next('result')).result.correct).toBe(other.result.correct);
});

test('a second resume and a start are ignored while the first resume is under way', async () => {
  const runs = await interruptedRun(config, 3);
  const session = openSession({ runs });
  session.send({ type: 'resume-saved-run', engine: null });
  session.send({ type: 'resume-saved-run', engine: null });
  session.send({ type: 'start', config: { ...config, seed: 2 } });
  expect(await outcome(session)).toEqual(await uninterruptedOutcome());
  expect(session.events.filter(({ type }) => type === 'restored')).toHaveLength(1);
  expect(session.events.filter(({ type }) => type === 'started')).toHaveLength(0);
});

test('a run that is resumed within its first epoch and then stopped has finite metrics and stays readable', async () => {
  const runs = await interruptedRun(config, 3);
  const session = openSession({ runs });
  session.send({ type: 'resume-saved-run', engine: null });
  await session.next('restored');
  session.send({ type: 'stop' });
  const { metrics } = await session.next('epoch');
  expect(metrics).toMatchObject({ epoch: 1 });
  expect(Number.isFinite(metrics.trainLoss)).toBe(true);
  await session.next('phase', ({ phase }) => phase === 'finished');
  const later = openSession({ runs });
  later.send({ type: 'configure', config: small });
  expect((await later.next('saved-run')).report).toMatchObject({ state: 'saved' });
});
