// A run that begins with the first images: the same weights as with all of them at once, whenever the others come.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import type { RunConfig } from '../contract/config.ts';
import { SHARD_COUNT, shardOf } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { DataError, FIRST_SHARD, TEST_SHARD } from '../dataset/fetch-shards.ts';
import { trainingImages } from '../recipe/split.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import type { SessionHost } from './host.ts';
import { config as small, openSession, turns, weightsIn, type OpenSession } from './session.fixture.ts';

const SECOND_SHARD = 1;
const config: RunConfig = { ...small, samples: 2 * SHARD_COUNT, epochs: 1, batch: 500 };
/** Whose images are all in the first shard. */
const FIRST_STEPS = Math.floor(
  trainingImages(config).filter((index) => shardOf(index) === FIRST_SHARD).length / config.batch,
);

/** Class k is a bright band at its own height. */
function fill({ images, labels }: Dataset, shard: number): void {
  const random = randomStream(shard, 'labels');
  for (let i = shard * SHARD_COUNT; i < (shard + 1) * SHARD_COUNT; i++) {
    labels[i] = random.below(10);
    const start = i * IMAGE_PIXELS + (labels[i]! * 2 + 4) * 28;
    images.fill(120 + random.below(136), start, start + 56);
  }
}

/** A host whose second shard comes when `arrival` resolves; it is called once in each download. */
function hostWith(arrival: () => Promise<void>): Partial<SessionHost> {
  return {
    runs: memoryRunStore(),
    async loadDataset(dataset, needed, _, { onShard }) {
      for (const shard of [FIRST_SHARD, TEST_SHARD, SECOND_SHARD]) {
        if (dataset.loaded.has(shard)) continue;
        if (shard === SECOND_SHARD) await arrival();
        fill(dataset, shard);
        dataset.loaded.set(shard, { bytes: 1, fromCache: false });
        onShard?.();
      }
      expect(needed).toEqual({
        trainCount: config.samples,
        test: true,
        streamed: config.order === 'streamed',
      });
      return { dataset, total: 3, fromCache: false };
    },
  };
}

/** What settles when the test says so. */
function waiting() {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

/** A session that has trained on the first shard, is saved and waits for the second, and what settles that wait. */
async function waitingSession(laterDownloads: () => Promise<void> = () => Promise.reject()) {
  const { promise, resolve, reject } = waiting();
  let downloads = 0;
  const session = openSession(hostWith(() => (downloads++ === 0 ? promise : laterDownloads())));
  session.send({ type: 'start', config });
  await session.next('steps', ({ report }) => report.firstStep + report.losses.length === FIRST_STEPS);
  await session.next('saving', ({ status }) => status.state === 'saved' && status.step === FIRST_STEPS);
  return { session, arrive: resolve, fail: reject };
}

async function weightsOf({ next, send }: OpenSession): Promise<Float32Array> {
  await next('phase', ({ phase }) => phase === 'finished');
  send({ type: 'export', id: 1 });
  return weightsIn((await next('exported')).bytes).parameters;
}

let withAllImages: Promise<Float32Array> | null = null;

function weightsWithAllImages(): Promise<Float32Array> {
  const session = openSession(hostWith(async () => {}));
  if (!withAllImages) session.send({ type: 'start', config });
  withAllImages ??= weightsOf(session);
  return withAllImages;
}

test('it trains on the first images, waits, and ends with the same weights', async () => {
  const { session, arrive } = await waitingSession();
  await turns();
  const steps = session.events.flatMap((event) => (event.type === 'steps' ? [...event.report.losses] : []));
  expect(steps).toHaveLength(FIRST_STEPS);
  arrive();
  expect(await weightsOf(session)).toEqual(await weightsWithAllImages());
});

test('while it waits it can be paused, and goes on', async () => {
  const { session, arrive } = await waitingSession();
  session.send({ type: 'pause' });
  await session.next('phase', ({ phase }) => phase === 'paused');
  arrive();
  session.send({ type: 'resume' });
  expect(await weightsOf(session)).toEqual(await weightsWithAllImages());
});

test('while it waits it can be stopped; it is scored once all images are here', async () => {
  const { session, arrive } = await waitingSession();
  session.send({ type: 'stop' });
  await turns();
  arrive();
  const { result } = await session.next('result');
  expect(result.stoppedAtStep).toBe(FIRST_STEPS);
  expect(result.total).toBe(10_000);
});

test('while it waits it can be cancelled', async () => {
  const { session } = await waitingSession();
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
});

test('Step does not step past the images that are here', async () => {
  const { session, arrive } = await waitingSession();
  session.send({ type: 'step' });
  await turns();
  arrive();
  const { report } = await session.next('steps');
  expect([report.firstStep, report.losses.length]).toEqual([FIRST_STEPS, 1]);
  await session.next('phase', ({ phase }) => phase === 'paused');
});

test('images that can’t be loaded end it; it is saved, and resumes from there with the same weights', async () => {
  const { session, fail } = await waitingSession(() => Promise.resolve());
  fail(new DataError('train-2.bin', 'network'));
  const { failure } = await session.next('failure');
  const resumable = { step: FIRST_STEPS };
  expect(failure).toEqual({ kind: 'data', file: 'train-2.bin', reason: 'network', resumable });
  await session.next('phase', ({ phase }) => phase === 'failed');
  session.send({ type: 'resume-saved-run', engine: null });
  const { run } = await session.next('restored');
  expect(run.losses).toHaveLength(FIRST_STEPS);
  expect(await weightsOf(session)).toEqual(await weightsWithAllImages());
});

test('a run in the shuffled order begins with all images', async () => {
  const shuffled = { ...config, order: 'shuffled' } as const;
  const session = openSession(hostWith(() => waiting().promise));
  session.send({ type: 'start', config: shuffled });
  await turns();
  expect(session.events.some(({ type }) => type === 'started')).toBe(false);
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
});
