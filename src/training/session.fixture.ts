// A small run that is learned in a second, and the page's end of a session.

import { memoryFinishedRunsStore } from '../storage/finished-runs-store.ts';
import { memoryOwnDataStore } from '../storage/own-data-store.ts';
import { randomStream } from '../base/random.ts';
import { PRESETS, type RunConfig } from '../contract/config.ts';
import { DATASET_COUNT, SHARD_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { FIRST_SHARD, TEST_SHARD } from '../dataset/fetch-shards.ts';
import type { Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import { memoryRunStore, type RunStore } from '../storage/run-store.ts';
import { onlyTabLock } from '../storage/tab-lock.ts';
import { readWeightFile, type WeightFile } from '../weights/read-weight-file.ts';
import { writeRun } from '../export/write-run.ts';
import type { SessionHost } from './host.ts';
import { createSession } from './session.ts';

export const config: RunConfig = {
  ...PRESETS.article,
  c1: 2,
  c3: 3,
  f5: 12,
  f6: 10,
  activation: 'relu',
  samples: 1000,
  epochs: 2,
  batch: 20,
  lr: 4e-3,
};

/** Class k is a bright band at its own height, on noise. */
function fixtureDataset() {
  // The stream's name decides the pixels.
  const random = randomStream(1, 'pictures');
  const images = new Uint8Array(DATASET_COUNT * IMAGE_PIXELS);
  const labels = new Uint8Array(DATASET_COUNT);
  for (let i = 0; i < DATASET_COUNT; i++) {
    if (i >= 1000 && i < TRAIN_COUNT) continue;
    const label = random.below(10);
    labels[i] = label;
    const start = i * IMAGE_PIXELS + (label * 2 + 4) * 28;
    for (let pixel = 0; pixel < 56; pixel++) images[start + pixel] = 120 + random.below(136);
  }
  return { images, labels };
}
export const dataset = fixtureDataset();
/** Those that `config` needs. */
export const loadedShards = () =>
  new Map([FIRST_SHARD, TEST_SHARD].map((shard) => [shard, { bytes: 1, fromCache: false }]));
export const loadDataset: SessionHost['loadDataset'] = async (target) => {
  for (const [shard, source] of loadedShards()) {
    const first = shard * SHARD_COUNT;
    const end = first + SHARD_COUNT;
    const images = dataset.images.subarray(first * IMAGE_PIXELS, end * IMAGE_PIXELS);
    target.images.set(images, first * IMAGE_PIXELS);
    target.labels.set(dataset.labels.subarray(first, end), first);
    target.loaded.set(shard, source);
  }
  return { dataset: target, total: 2, fromCache: false };
};

const createEngine: SessionHost['createEngine'] = async (_, spec) => createReferenceEngine(spec);

export interface OpenSession {
  events: WorkerEvent[];
  send(command: WorkerCommand): void;
  /** Resolves once `fits`, which is asked again after each event. */
  until(fits: () => boolean): Promise<void>;
  /** The next event of this type, past or future, that was not waited for before. */
  next<T extends WorkerEvent['type']>(
    type: T,
    fits?: (event: Extract<WorkerEvent, { type: T }>) => boolean,
  ): Promise<Extract<WorkerEvent, { type: T }>>;
}

/** A session on the reference engine; `host` replaces any part of its world. */
export function openSession(host: Partial<SessionHost> = {}): OpenSession {
  const events: WorkerEvent[] = [];
  let seen = 0;
  let waiting: (() => void)[] = [];
  const nextEvent = () => new Promise<void>((resolve) => void waiting.push(resolve));
  const session = createSession({
    emit(event) {
      events.push(event);
      for (const wake of waiting) wake();
      waiting = [];
    },
    loadDataset,
    createEngine,
    runs: memoryRunStore(),
    sweeps: memorySweepStore(),
    createPool: () => Promise.reject(new Error('this test has no threads')),
    loadExports: async () => writeRun,
    ownData: memoryOwnDataStore(),
    finishedRuns: memoryFinishedRunsStore(),
    tabLock: onlyTabLock,
    chooseEngine: async () => ({
      webgpu: { state: 'none', reason: 'no-api' },
      chosen: 'reference',
      device: { kind: 'cpu', threads: 1 },
      reason: 'fastest',
      trials: [],
    }),
    testSpeed: async () => null,
    ...host,
  });
  return {
    events,
    send: session.handle,
    async until(fits) {
      while (!fits()) await nextEvent();
    },
    async next(type, fits = () => true) {
      for (;;) {
        while (seen < events.length) {
          const event = events[seen++]!;
          if (event.type === type && fits(event as never)) return event as never;
        }
        await nextEvent();
      }
    },
  };
}

/** Gives the session enough turns of the event loop for all that it does without the test: it then waits for an event. */
export async function turns(): Promise<void> {
  for (let i = 0; i < 30; i++) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** Resolves once the data is loaded, which happens beside everything else that a configuration causes. */
export async function dataLoaded({ events, next }: OpenSession): Promise<void> {
  while (!events.some((event) => event.type === 'data' && event.status.state === 'ready')) await next('data');
}

export function weightsIn(bytes: Uint8Array): WeightFile {
  const read = readWeightFile(bytes);
  if ('refusal' in read) throw new Error(`refused: ${read.refusal.reason}, ${read.refusal.found}`);
  return read.file;
}

/** `engine` with some calls replaced. */
export function engineWith(engine: Engine, replaced: Partial<Engine>): Engine {
  return {
    name: engine.name,
    device: engine.device,
    upload: (images, labels) => engine.upload(images, labels),
    train: (chunk) => engine.train(chunk),
    evaluate: (samples) => engine.evaluate(samples),
    predict: (images) => engine.predict(images),
    activations: (image) => engine.activations(image),
    read: () => engine.read(),
    write: (state) => engine.write(state),
    dispose: () => engine.dispose(),
    ...replaced,
  };
}

/**
 * A clock that only moves while an engine trains and in the waits of a limited speed, and reference engines whose every
 * step takes `millisecondsPerStep`. `onTrain` is called before each chunk with its number of steps.
 */
export function timedEngines(
  millisecondsPerStep: number,
  onTrain: (steps: number) => void = () => {},
): Required<Pick<SessionHost, 'createEngine' | 'now' | 'sleep'>> {
  let time = 0;
  return {
    now: () => time,
    async sleep(milliseconds) {
      time += milliseconds;
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    async createEngine(_, spec) {
      const engine = createReferenceEngine(spec);
      return engineWith(engine, {
        async train(chunk) {
          onTrain(chunk.learningRates.length);
          time += millisecondsPerStep * chunk.learningRates.length;
          // Lets background work through, such as a save: message handlers alone keep Node from it.
          await new Promise((resolve) => setTimeout(resolve, 0));
          return engine.train(chunk);
        },
      });
    },
  };
}

/** Starts a run of `config`, pauses it after `step`, which saves it, and abandons it as a closed tab would. */
export async function interruptedRun(config: RunConfig, step: number): Promise<RunStore> {
  const runs = memoryRunStore();
  let steps = 0;
  const session = openSession({
    runs,
    ...timedEngines(8, (count) => {
      steps += count;
      if (steps > step) session.send({ type: 'pause' });
    }),
  });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'paused');
  const isSaved = () =>
    session.events.some(
      (event) => event.type === 'saving' && event.status.state === 'saved' && event.status.step > step,
    );
  while (!isSaved()) await session.next('saving');
  return runs;
}
