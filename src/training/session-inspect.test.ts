// Inspecting the network in a session, on the real reference engine.

import { expect, test } from 'vitest';
import { activationCount } from '../contract/activations.ts';
import { DATASET_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import type { InspectionRequest } from '../contract/inspection.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { decodeSample, plainSample } from '../contract/sample.ts';
import { DeviceLostError, type Engine } from '../engine/engine.ts';
import { freshState } from '../engine/fresh-state.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { epochOrder, trainingImages } from '../recipe/split.ts';
import { engineSpec } from './engine-spec.ts';
import { snapshotSteps } from './inspect/snapshot-steps.ts';
import { MOST_SNAPSHOTS } from './inspect/snapshots.ts';
import { config, dataset, engineWith, interruptedRun, openSession, weightsIn } from './session.fixture.ts';

const image = dataset.images.slice((TRAIN_COUNT + 5) * IMAGE_PIXELS, (TRAIN_COUNT + 6) * IMAGE_PIXELS);
const PIXELS: InspectionRequest = {
  image: { kind: 'pixels', pixels: image },
  step: null,
  occlusion: false,
};
const TEST_IMAGE: InspectionRequest = { ...PIXELS, image: { kind: 'test', index: 5 } };

async function finished() {
  const session = openSession();
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  let id = 0;
  const inspect = (request: InspectionRequest) => {
    session.send({ type: 'inspect', id: ++id, ...request });
    return session.next('inspected', (event) => event.id === id);
  };
  return { ...session, inspect };
}

/** What the reference engine computes for `image` with these parameters. */
async function referenceValues(parameters: Float32Array) {
  const engine = createReferenceEngine(engineSpec(config));
  await engine.write(freshState(parameters));
  return { activations: await engine.activations(image), probabilities: await engine.predict(image) };
}

test('without a configuration or without data a request is refused with its reason', async () => {
  const { send, next } = openSession();
  send({ type: 'inspect', id: 1, ...TEST_IMAGE });
  expect(await next('refused')).toEqual({ type: 'refused', id: 1, reason: 'no-data' });
  send({ type: 'inspect', id: 2, ...PIXELS });
  expect(await next('refused')).toEqual({ type: 'refused', id: 2, reason: 'no-model' });
});

test('before a run: the weights that the configured run starts from, also while the data loads', async () => {
  const { send, next } = openSession({ loadDataset: () => new Promise(() => {}) });
  send({ type: 'configure', config: { ...config, seed: 4 } });
  send({ type: 'configure', config });
  send({ type: 'inspect', id: 1, ...PIXELS });
  const parameters = initialParameters(config, config.init, config.seed);
  const expected = { step: 0, current: true, steps: [], label: null, ...(await referenceValues(parameters)) };
  expect(await next('inspected')).toMatchObject({ ...expected, parameters });
  // Whatever step is requested.
  send({ type: 'inspect', id: 2, ...PIXELS, step: 40 });
  expect(await next('inspected')).toMatchObject({ ...expected, parameters });
  send({ type: 'inspect', id: 3, ...TEST_IMAGE });
  expect(await next('refused')).toEqual({ type: 'refused', id: 3, reason: 'no-data' });
  // A run that waits for its data changes nothing.
  send({ type: 'start', config });
  await next('phase', ({ phase }) => phase === 'preparing');
  send({ type: 'inspect', id: 4, ...PIXELS });
  expect(await next('inspected')).toMatchObject(expected);
});

test('a training image, flipped and shifted as its sample word says', async () => {
  const session = openSession();
  session.send({ type: 'configure', config });
  await session.next('data', ({ status }) => status.state === 'ready');
  let id = 0;
  const inspect = (word: number) => {
    const image = { kind: 'train', ...decodeSample(word) } as const;
    session.send({ type: 'inspect', id: ++id, ...PIXELS, image });
    return session.next('inspected', (event) => event.id === id);
  };
  const engine = createReferenceEngine(engineSpec(config));
  await engine.upload(dataset.images, dataset.labels);
  await engine.write(freshState(initialParameters(config, config.init, config.seed)));
  const order = epochOrder({ ...config, flip: true, shift: 5 }, trainingImages(config), 1);
  for (const word of [plainSample(7), ...order.slice(0, 8)]) {
    const { pixels, label, probabilities } = await inspect(word);
    const { index } = decodeSample(word);
    expect(label).toBe(dataset.labels[index]);
    // The engine reads the word's image by itself.
    const { predicted, confidence } = await engine.evaluate(Uint32Array.of(word));
    expect(probabilities[predicted[0]!]).toBe(confidence[0]);
    expect(await engine.predict(pixels)).toEqual(probabilities);
  }
  // Shards that are not loaded, test images, images that do not exist.
  for (const index of [10_000, 60_000, 70_000, -1, 0.5]) {
    session.send({ type: 'inspect', id: ++id, ...PIXELS, image: { kind: 'train', index } });
    expect((await session.next('refused', (event) => event.id === id)).reason).toBe('no-data');
  }
  session.send({ type: 'inspect', id: ++id, ...PIXELS, image: { kind: 'train', index: 1, shiftX: 16 } });
  expect((await session.next('refused', (event) => event.id === id)).reason).toBe('no-data');
});

test('a synthetic training image, once the run has generated it', async () => {
  const session = openSession();
  const synthetic = { ...config, epochs: 1, synthetic: 40 };
  const image = { kind: 'train', index: DATASET_COUNT + 39 } as const;
  session.send({ type: 'configure', config: synthetic });
  await session.next('data', ({ status }) => status.state === 'ready');
  session.send({ type: 'inspect', id: 1, ...PIXELS, image });
  expect((await session.next('refused')).reason).toBe('no-data');
  session.send({ type: 'start', config: synthetic });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'inspect', id: 2, ...PIXELS, image });
  const { pixels } = await session.next('inspected');
  expect(pixels.some((pixel) => pixel > 0)).toBe(true);
  session.send({ type: 'inspect', id: 3, ...PIXELS, image: { ...image, index: image.index + 1 } });
  expect((await session.next('refused')).reason).toBe('no-data');
});

test('a run that is resumed from storage has its first weights and its best ones to look back at', async () => {
  const first = await finished();
  const runs = await interruptedRun({ ...config, epochs: 4 }, 50);
  const session = openSession({ runs });
  session.send({ type: 'configure', config });
  session.send({ type: 'resume-saved-run', engine: null });
  await session.next('restored');
  session.send({ type: 'inspect', id: 1, ...PIXELS, step: 40 });
  const epoch1 = await session.next('inspected');
  expect(epoch1.steps.slice(0, 2)).toEqual([0, 40]);
  const { parameters } = await first.inspect({ ...PIXELS, step: 40 });
  expect(epoch1).toMatchObject({ step: 40, current: false, parameters });
  session.send({ type: 'inspect', id: 2, ...PIXELS, step: 39 });
  const before = await session.next('inspected');
  expect(before).toMatchObject({
    step: 0,
    parameters: initialParameters(config, config.init, config.seed),
  });
});

test('a recovered run drops the snapshots of the steps that it makes once more', async () => {
  let steps = 0;
  let lost = false;
  const session = openSession({
    now: () => 0,
    createEngine: async (_, spec) => {
      const engine = createReferenceEngine(spec);
      return engineWith(engine, {
        async train(chunk) {
          steps += chunk.learningRates.length;
          // Once, some steps behind the checkpoint of the first epoch.
          if (steps < 50 || lost) return engine.train(chunk);
          lost = true;
          throw new DeviceLostError('the device was destroyed');
        },
      });
    },
  });
  session.send({ type: 'start', config });
  const { recovery } = await session.next('recovered');
  expect(recovery).toMatchObject({ fromStep: 40 });
  await session.next('restored');
  session.send({ type: 'inspect', id: 1, ...PIXELS, step: 49 });
  const inspected = await session.next('inspected');
  expect(inspected.steps.at(-1)).toBe(40);
  expect(inspected.step).toBe(40);
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'inspect', id: 2, ...PIXELS });
  const { steps: last } = await session.next('inspected');
  expect(last).toEqual(snapshotSteps(80, 40, MOST_SNAPSHOTS - 1));
});

test('the current model: its parameters and every layer’s activations', async () => {
  const { send, next, inspect } = await finished();
  send({ type: 'export', id: 100 });
  const best = weightsIn((await next('exported')).bytes).parameters;
  const inspected = await inspect(TEST_IMAGE);
  expect(inspected).toMatchObject({ current: true, occlusion: null });
  expect(inspected.model).toEqual(engineSpec(config).model);
  expect(inspected.label).toBe(dataset.labels[TRAIN_COUNT + 5]);
  expect(inspected.pixels).toEqual(image);
  expect(inspected.parameters).toEqual(best);
  expect(inspected).toMatchObject(await referenceValues(best));
  const values = Object.values(inspected.activations).reduce((sum, { length }) => sum + length, 0);
  expect(values).toBe(activationCount(config));
  // The same image by its pixels has no label.
  expect(await inspect(PIXELS)).toEqual({ ...inspected, id: 2, label: null });
});

test('an earlier step: its parameters and its activations', async () => {
  const { inspect } = await finished();
  const [before, first, last] = [
    await inspect({ ...PIXELS, step: 0 }),
    await inspect({ ...PIXELS, step: 40 }),
    await inspect({ ...PIXELS, step: 1000 }),
  ];
  expect([before, first, last].map(({ current, step }) => [current, step])).toEqual([
    [false, 0],
    [false, 40],
    [false, 80],
  ]);
  expect(last.steps).toEqual(snapshotSteps(80, 40, MOST_SNAPSHOTS - 1));
  expect(first.parameters).not.toEqual(last.parameters);
  for (const inspected of [before, first, last])
    expect(inspected).toMatchObject(await referenceValues(inspected.parameters));
  // The same configuration trained for one epoch ends where the first one ended.
  const { send, next } = openSession();
  send({ type: 'start', config: { ...config, epochs: 1 } });
  await next('phase', ({ phase }) => phase === 'finished');
  send({ type: 'inspect', id: 1, ...PIXELS });
  expect((await next('inspected')).parameters).toEqual(first.parameters);
});

test('weights from a file have no snapshots', async () => {
  const { send, next } = await finished();
  send({ type: 'export', id: 100 });
  const { bytes } = await next('exported');
  const other = openSession();
  other.send({ type: 'load', id: 1, name: 'mine.safetensors', bytes, config });
  await other.next('phase', ({ phase }) => phase === 'finished');
  other.send({ type: 'inspect', id: 2, ...PIXELS });
  const inspected = await other.next('inspected');
  expect(inspected).toMatchObject({ current: true, steps: [], parameters: weightsIn(bytes).parameters });
});

test('occlusion sensitivity is part of the answer when it is requested', async () => {
  const { inspect } = await finished();
  const { occlusion, probabilities } = await inspect({ ...TEST_IMAGE, occlusion: true });
  expect(occlusion!.predicted).toBe(probabilities.indexOf(Math.max(...probabilities)));
  expect(occlusion!.probabilityDrops.length).toBe(169);
  // Class k is a band at its own height: covering it costs most, and covering a blank corner costs nothing.
  const strongest = Math.floor(
    occlusion!.probabilityDrops.indexOf(Math.max(...occlusion!.probabilityDrops)) / occlusion!.side,
  );
  const row = occlusion!.predicted * 2 + 4;
  expect(Math.abs(strongest * occlusion!.stride + 2 - row)).toBeLessThanOrEqual(4);
  expect(occlusion!.probabilityDrops[0]).toBe(0);
});

test('inspecting does not change the run, and a reset drops the snapshots', async () => {
  const undisturbed = await finished();
  const { send, next } = openSession();
  send({ type: 'start', config });
  for (const [id, type] of (['steps', 'epoch', 'epoch'] as const).entries()) {
    await next(type);
    send({ type: 'inspect', id, ...TEST_IMAGE, occlusion: true });
  }
  await next('phase', ({ phase }) => phase === 'finished');
  send({ type: 'inspect', id: 7, ...TEST_IMAGE });
  const { parameters } = await next('inspected', ({ id }) => id === 7);
  expect(parameters).toEqual((await undisturbed.inspect(TEST_IMAGE)).parameters);
  send({ type: 'reset' });
  await next('phase', ({ phase }) => phase === 'idle');
  send({ type: 'inspect', id: 8, ...TEST_IMAGE, step: 1 });
  expect((await next('refused', ({ id }) => id === 8)).reason).toBe('no-model');
});

/** A finished run on an engine whose `activations` are replaced. */
async function finishedWith(activations: Engine['activations']) {
  const session = openSession({
    createEngine: async (_, spec) => engineWith(createReferenceEngine(spec), { activations }),
  });
  session.send({ type: 'start', config: { ...config, epochs: 1 } });
  await session.next('phase', ({ phase }) => phase === 'finished');
  return session;
}

test('an engine that fails on an inspection is reported in its own words', async () => {
  const session = await finishedWith(() => Promise.reject(new Error('out of memory')));
  const failed = { type: 'request-failed', id: 1, message: 'out of memory' };
  session.send({ type: 'inspect', id: 1, ...PIXELS });
  expect(await session.next('request-failed')).toEqual(failed);
  // The same where the engine was created for an earlier step.
  session.send({ type: 'inspect', id: 2, ...PIXELS, step: 0 });
  expect(await session.next('request-failed')).toEqual({ ...failed, id: 2 });
});

test('a reset while a request is answered refuses it: there is no model any more', async () => {
  const session = await finishedWith(async () => {
    session.send({ type: 'reset' });
    throw new Error('this engine has been disposed of');
  });
  session.send({ type: 'inspect', id: 1, ...PIXELS });
  expect((await session.next('refused')).reason).toBe('no-model');
});
