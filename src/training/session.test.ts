// The session with the real reference engine on made pictures: a small network, learnable in a second.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { PRESETS, type RunConfig } from '../contract/config.ts';
import { DATASET_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { Command, Event } from '../contract/messages.ts';
import { decodeSafetensors, type Weights } from '../data/safetensors.ts';
import { DataError } from '../data/fetch-shards.ts';
import { DeviceLostError, type Engine, type EngineSpec } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { createSession, type SessionHost } from './session.ts';

const config: RunConfig = {
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
function madeDataset() {
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
const dataset = madeDataset();
const SHARDS_LOADED = [0, 6];
const fill: SessionHost['loadDataset'] = async (target) => {
  target.images.set(dataset.images);
  target.labels.set(dataset.labels);
  for (const shard of SHARDS_LOADED) target.loaded.set(shard, { bytes: 1, fromCache: false });
  return { dataset: target, total: 2, fromCache: false };
};

interface Opened {
  events: Event[];
  send(command: Command): void;
  /** The next event of this type, past or future, that was not waited for before. */
  next<T extends Event['type']>(
    type: T,
    fits?: (event: Extract<Event, { type: T }>) => boolean,
  ): Promise<Extract<Event, { type: T }>>;
}

function open(changes: Partial<SessionHost> = {}): Opened {
  const events: Event[] = [];
  let seen = 0;
  let wake: (() => void) | null = null;
  const session = createSession({
    emit(event) {
      events.push(event);
      wake?.();
    },
    loadDataset: fill,
    chooseEngine: async () => ({
      webgpu: { state: 'none', reason: 'no-api' },
      chosen: 'reference',
      device: { kind: 'cpu', threads: 1 },
      reason: 'fastest',
      trials: [],
    }),
    createEngine: async (_, spec) => createReferenceEngine(spec),
    ...changes,
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

function weightsIn(bytes: Uint8Array): Weights {
  const read = decodeSafetensors(bytes, config);
  if ('refusal' in read) throw new Error(`refused: ${read.refusal.reason}, ${read.refusal.found}`);
  return read.weights;
}

/** The reference engine with one call replaced. */
function faulty(spec: EngineSpec, fault: (engine: Engine) => Partial<Engine>): Engine {
  const engine = createReferenceEngine(spec);
  const bound: Engine = {
    name: engine.name,
    device: engine.device,
    upload: (images, labels) => engine.upload(images, labels),
    train: (chunk) => engine.train(chunk),
    evaluate: (samples) => engine.evaluate(samples),
    predict: (images) => engine.predict(images),
    read: () => engine.read(),
    write: (state) => engine.write(state),
    dispose: () => engine.dispose(),
  };
  return { ...bound, ...fault(engine) };
}

test('a run learns, keeps its best epoch, scores the test set once and gives its weights away', async () => {
  const { events, send, next } = open();
  send({ type: 'configure', config });
  send({ type: 'start', config });
  const { plan } = await next('started');
  expect(plan).toMatchObject({ trainCount: 800, validationCount: 200, stepsPerEpoch: 40, totalSteps: 80 });
  const { result } = await next('result');
  await next('phase', ({ phase }) => phase === 'finished');
  expect(result.accuracy).toBeGreaterThan(0.9);
  expect(result.predicted.filter((label, i) => label === result.labels[i]).length).toBe(result.correct);
  expect(result.stoppedAtStep).toBeNull();
  expect(events.filter(({ type }) => type === 'result')).toHaveLength(1);

  const reports = events.filter((event) => event.type === 'steps').map(({ report }) => report);
  expect(reports.reduce((sum, { losses }) => sum + losses.length, 0)).toBe(80);
  reports.reduce((expected, { firstStep, losses }) => {
    expect(firstStep).toBe(expected);
    return firstStep + losses.length;
  }, 0);

  const epochs = events.filter((event) => event.type === 'epoch').map(({ metrics }) => metrics);
  expect(epochs.map(({ epoch, step }) => [epoch, step])).toEqual([
    [1, 40],
    [2, 80],
  ]);
  // The article's numbers: means over the epoch's pictures.
  const losses = reports.flatMap((report) => Array.from(report.losses));
  const mean = losses.slice(0, 40).reduce((sum, loss) => sum + loss, 0) / 40;
  expect(epochs[0]!.trainLoss).toBeCloseTo(mean, 6);

  send({ type: 'export', id: 7 });
  const exported = await next('exported');
  expect(exported.name).toBe('lenet5-fashion-mnist-best.safetensors');
  const file = weightsIn(exported.bytes);
  expect(file.metadata['test_accuracy']).toBe(String(result.accuracy));
  send({
    type: 'predict',
    id: 8,
    pixels: dataset.images.slice(TRAIN_COUNT * IMAGE_PIXELS, (TRAIN_COUNT + 1) * IMAGE_PIXELS),
  });
  const { probabilities } = await next('prediction');
  expect(probabilities!.indexOf(Math.max(...probabilities!))).toBe(result.predicted[0]);
});

test('the same configuration gives the same losses and weights, paused or not', async () => {
  const trace = async (pause: boolean) => {
    const { events, send, next } = open();
    send({ type: 'start', config: { ...config, flip: true, shift: 2, schedule: 'one-cycle' } });
    if (pause) {
      await next('steps');
      send({ type: 'pause' });
      await next('phase', ({ phase }) => phase === 'paused');
      send({ type: 'resume' });
    }
    await next('result');
    send({ type: 'export', id: 1 });
    const { bytes } = await next('exported');
    const losses = events.flatMap((event) => (event.type === 'steps' ? Array.from(event.report.losses) : []));
    return { losses, parameters: weightsIn(bytes).parameters };
  };
  expect(await trace(true)).toEqual(await trace(false));
});

test('pause holds the run, stop ends it with the weights of that moment when no epoch is done', async () => {
  const { events, send, next } = open();
  send({ type: 'start', config: { ...config, epochs: 50 } });
  await next('steps');
  send({ type: 'pause' });
  await next('phase', ({ phase }) => phase === 'paused');
  const count = events.length;
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(events.length).toBe(count);
  send({ type: 'stop' });
  const { metrics } = await next('epoch');
  const { result } = await next('result');
  expect(result.stoppedAtStep).toBe(metrics.step);
  expect(result.bestEpoch).toBe(1);
  expect(metrics.step).toBeLessThan(40);
});

test('reset forgets the run at once, also while preparing', async () => {
  const { send, next } = open();
  send({ type: 'start', config });
  await next('steps');
  send({ type: 'reset' });
  await next('phase', ({ phase }) => phase === 'idle');
  send({ type: 'export', id: 1 });
  expect((await next('refused')).reason).toBe('no-model');
  send({ type: 'predict', id: 2, pixels: new Uint8Array(784) });
  expect((await next('prediction')).probabilities).toBeNull();

  const never = open({ loadDataset: () => new Promise(() => {}) });
  never.send({ type: 'start', config });
  await never.next('phase', ({ phase }) => phase === 'preparing');
  never.send({ type: 'reset' });
  await never.next('phase', ({ phase }) => phase === 'idle');
});

test('a learning rate changed by hand holds from the next chunk on and is marked', async () => {
  const { events, send, next } = open();
  send({ type: 'start', config: { ...config, epochs: 20 } });
  await next('steps');
  send({ type: 'set-learning-rate', value: Number.NaN });
  send({ type: 'set-learning-rate', value: 0.0005 });
  const { mark } = await next('learning-rate');
  await next(
    'steps',
    ({ report }) => report.firstStep > mark.step && Math.abs(report.learningRate - 0.0005) < 1e-9,
  );
  send({ type: 'reset' });
  await next('phase', ({ phase }) => phase === 'idle');
  expect(events.filter(({ type }) => type === 'learning-rate')).toHaveLength(1);
});

test('numbers that are not finite end the run at their step and bring the start back', async () => {
  let chunks = 0;
  const { send, next } = open({
    createEngine: async (_, spec) =>
      faulty(spec, (engine) => ({
        async train(chunk) {
          const result = await engine.train(chunk);
          if (++chunks === 2) result.losses[0] = Number.NaN;
          return result;
        },
      })),
  });
  send({ type: 'start', config });
  const { failure } = await next('failure');
  await next('phase', ({ phase }) => phase === 'failed');
  expect(failure).toEqual({
    kind: 'diverged',
    step: 2,
    epoch: 1,
    learningRate: config.lr,
    kept: { from: 'start' },
  });
});

test('real divergence keeps the best epoch', async () => {
  const { send, next } = open();
  send({ type: 'start', config: { ...config, epochs: 100, optimizer: 'sgd', lr: 0.02 } });
  const { metrics } = await next('epoch');
  send({ type: 'set-learning-rate', value: 10 });
  const { failure } = await next('failure');
  expect(failure).toMatchObject({ kind: 'diverged', learningRate: 10, kept: { from: 'best-epoch' } });
  await next('phase', ({ phase }) => phase === 'failed');
  send({ type: 'export', id: 1 });
  const { bytes } = await next('exported');
  expect(weightsIn(bytes).parameters.every(Number.isFinite)).toBe(true);
  expect(metrics.epoch).toBe(1);
});

test('a lost device is named, and what was kept can still be downloaded', async () => {
  let evaluated = false;
  const { send, next } = open({
    createEngine: async (_, spec) =>
      faulty(spec, (engine) => ({
        async evaluate(samples) {
          evaluated = true;
          return engine.evaluate(samples);
        },
        async train(chunk) {
          if (evaluated) throw new DeviceLostError('the device was destroyed');
          return engine.train(chunk);
        },
      })),
  });
  send({ type: 'start', config });
  const { failure } = await next('failure');
  expect(failure).toMatchObject({ kind: 'engine', engine: 'reference', reason: 'lost' });
  await next('phase', ({ phase }) => phase === 'failed');
  send({ type: 'export', id: 1 });
  await next('exported');
});

test('data that can’t be had ends the start with its reason, and the next start tries again', async () => {
  let tries = 0;
  const { send, next } = open({
    async loadDataset(...request) {
      if (++tries === 1) throw new DataError('data/train-0', 'http', 404);
      return fill(...request);
    },
  });
  send({ type: 'start', config });
  expect((await next('failure')).failure).toEqual({
    kind: 'data',
    file: 'data/train-0',
    reason: 'http',
    status: 404,
  });
  await next('phase', ({ phase }) => phase === 'idle');
  send({ type: 'start', config });
  await next('result');
});

test('pictures are the test set’s own, by their places', async () => {
  const { send, next } = open();
  send({ type: 'pictures', id: 1, indices: [0] });
  expect((await next('refused')).reason).toBe('no-data');
  send({ type: 'configure', config });
  await next('data', ({ status }) => status.state === 'ready');
  send({ type: 'pictures', id: 2, indices: [9999, 3, -1, 10_000] });
  const { indices, pixels, labels } = await next('pictures');
  expect(indices).toEqual([9999, 3]);
  expect(labels).toEqual(Uint8Array.of(dataset.labels[DATASET_COUNT - 1]!, dataset.labels[TRAIN_COUNT + 3]!));
  expect(pixels.subarray(IMAGE_PIXELS)).toEqual(
    dataset.images.subarray((TRAIN_COUNT + 3) * IMAGE_PIXELS, (TRAIN_COUNT + 4) * IMAGE_PIXELS),
  );
});
