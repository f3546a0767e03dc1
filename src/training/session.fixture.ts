// For the session's tests alone: a small run on made pictures, learnable in a second, and a page's end of the session.

import { randomStream } from '../base/random.ts';
import { PRESETS, type RunConfig } from '../contract/config.ts';
import { DATASET_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { readWeightFile, type WeightFile } from '../weights/read-weight-file.ts';
import type { Engine } from '../engine/engine.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { onlyTabLock } from '../storage/tab-lock.ts';
import { createSession, type SessionHost } from './session.ts';

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
const SHARDS_LOADED = [0, 6];
export const fill: SessionHost['loadDataset'] = async (target) => {
  target.images.set(dataset.images);
  target.labels.set(dataset.labels);
  for (const shard of SHARDS_LOADED) target.loaded.set(shard, { bytes: 1, fromCache: false });
  return { dataset: target, total: 2, fromCache: false };
};

export interface Opened {
  events: WorkerEvent[];
  send(command: WorkerCommand): void;
  /** The next event of this type, past or future, that was not waited for before. */
  next<T extends WorkerEvent['type']>(
    type: T,
    fits?: (event: Extract<WorkerEvent, { type: T }>) => boolean,
  ): Promise<Extract<WorkerEvent, { type: T }>>;
}

/** A session whose engines come from `host`. */
export function open(host: Pick<SessionHost, 'createEngine'> & Partial<SessionHost>): Opened {
  const events: WorkerEvent[] = [];
  let seen = 0;
  let wake: (() => void) | null = null;
  const session = createSession({
    emit(event) {
      events.push(event);
      wake?.();
    },
    loadDataset: fill,
    runs: memoryRunStore(),
    tabLock: onlyTabLock,
    chooseEngine: async () => ({
      webgpu: { state: 'none', reason: 'no-api' },
      chosen: 'reference',
      device: { kind: 'cpu', threads: 1 },
      reason: 'fastest',
      trials: [],
    }),
    ...host,
  });
  return {
    events,
    send: session.handle,
    async next(type, fits = () => true) {
      for (;;) {
        while (seen < events.length) {
          const event = events[seen++]!;
          if (event.type === type && fits(event as never)) return event as never;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

export function weightsIn(bytes: Uint8Array): WeightFile {
  const read = readWeightFile(bytes);
  if ('refusal' in read) throw new Error(`refused: ${read.refusal.reason}, ${read.refusal.found}`);
  return read.file;
}

/** `engine` with some calls replaced. */
export function faulty(engine: Engine, fault: Partial<Engine>): Engine {
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
    ...fault,
  };
}
