import { expect, test, vi } from 'vitest';
import { PRESETS, type RunConfig } from '../contract/config.ts';
import { TRAIN_COUNT } from '../contract/dataset.ts';
import type { WorkerEvent } from '../contract/messages.ts';
import { IMAGE_PIXELS, parameterLayout } from '../contract/model.ts';
import { createDataset } from '../dataset/dataset.ts';
import type { Engine } from '../engine/engine.ts';
import { splitSamples } from '../recipe/split.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { writeRun } from '../export/write-run.ts';
import { engineSpec } from './engine-spec.ts';
import { Requests, type Request, type Sources } from './requests.ts';
import type { CurrentRun } from './run/job.ts';
import { openRun } from './run/run.fixture.ts';
import type { StartWeights } from './run/run-start.ts';
import { dataset as fixture, engineWith } from './session.fixture.ts';

const imageAt = (index: number) => fixture.images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);

/** The first event after `request`. */
const answerTo = (request: Request, sources: Partial<Sources>): Promise<WorkerEvent> =>
  new Promise((emit) => {
    const createEngine = async () => createReferenceEngine(engineSpec(PRESETS.article));
    const dataset = createDataset(fixture.images);
    const none = {
      dataset: () => dataset,
      current: () => null,
      configured: () => null,
      editable: () => false,
      idle: () => true,
      allImages: async () => dataset,
    };
    const testSpeed = async () => null;
    const loadExports = async () => writeRun;
    new Requests({ emit, createEngine, testSpeed, loadExports }, { ...none, ...sources }).handle(request);
  });

/** Training image 700 is a copy of test image 5. */
const imagesWithCopy = fixture.images.slice();
imagesWithCopy.set(imageAt(TRAIN_COUNT + 5), 700 * IMAGE_PIXELS);

async function nearestTo(
  indices: number[],
  shards: number[],
  run: CurrentRun | null = null,
): Promise<WorkerEvent> {
  const dataset = createDataset(imagesWithCopy);
  dataset.labels.set(fixture.labels);
  for (const shard of shards) dataset.loaded.set(shard, { bytes: 1, fromCache: false });
  return answerTo({ type: 'nearest-images', id: 9, indices }, { dataset: () => dataset, current: () => run });
}

test('finds the training images most like test images, in the shards that are loaded', async () => {
  const event = await nearestTo([5, 10_000, 8], [6, 0]);
  if (event.type !== 'nearest-images') throw new Error(event.type);
  expect(event).toMatchObject({ id: 9, indices: [5, 8], compared: { count: 10_000, ofRun: false } });
  expect(event.distances[0]).toBe(0);
  expect(event.distances[1]).toBeGreaterThan(0);
  expect(event.labels[0]).toBe(fixture.labels[700]);
  expect(event.pixels.subarray(0, IMAGE_PIXELS)).toEqual(imageAt(TRAIN_COUNT + 5));
  // The nearest image has the same class: the fixture's classes are far apart.
  expect(event.labels[1]).toBe(fixture.labels[TRAIN_COUNT + 8]);
});

test('searches only the images that the run was trained on', async () => {
  const config = { ...PRESETS.article, samples: 1000, split: 0.95 };
  const trainedOn = async (seed: number) => {
    const current = currentRun({ ...config, seed }, async () => new Float32Array(10), { from: 'seed' });
    const event = await nearestTo([5], [6, 0], current);
    if (event.type !== 'nearest-images') throw new Error(event.type);
    expect(event.compared).toEqual({ count: 950, ofRun: true });
    return {
      found: event.distances[0] === 0,
      trained: splitSamples({ ...config, seed }).train.includes(700),
    };
  };
  const seeds = await Promise.all(Array.from({ length: 30 }, (_, seed) => trainedOn(seed)));
  for (const { found, trained } of seeds) expect(found).toBe(trained);
  // Image 700 is in the validation set of some of these runs.
  expect(new Set(seeds.map(({ trained }) => trained)).size).toBe(2);
});

test('searches all training images for weights from a file', async () => {
  const current = currentRun(PRESETS.article, async () => new Float32Array(10));
  expect(await nearestTo([5], [6, 0], current)).toMatchObject({ compared: { count: 10_000, ofRun: false } });
});

test('is refused without test or training images', async () => {
  expect(await nearestTo([5], [6])).toEqual({ type: 'refused', id: 9, reason: 'no-data' });
  expect(await nearestTo([5], [0])).toEqual({ type: 'refused', id: 9, reason: 'no-data' });
});

/** A run of `config` that has weights, on an engine with this `predict`. */
function currentRun(config: RunConfig, predict: Engine['predict'], start?: StartWeights): CurrentRun {
  const engine = engineWith(createReferenceEngine(engineSpec(config)), { predict });
  const parameters = new Float32Array(parameterLayout(config).size);
  const fromFile = { from: 'file', parameters, name: 'a.safetensors' } as const;
  const { run, snapshots } = openRun(config, engine, start ?? fromFile);
  return { run, engine, snapshots };
}

const predictionOf = (current: () => CurrentRun | null, lines: Uint8Array | null = null) =>
  answerTo({ type: 'predict', id: 1, pixels: imageAt(3), lines }, { current });

test('unfilled lines are scored too by a network that was trained on synthetic drawings, and by no other', async () => {
  const scored: Uint8Array[] = [];
  const predict: Engine['predict'] = async (images) => {
    scored.push(images);
    return new Float32Array((10 * images.length) / IMAGE_PIXELS).fill(0.1);
  };
  const lines = imageAt(4);
  for (const preset of ['modern', 'sketch'] as const) {
    const current = currentRun(PRESETS[preset], predict);
    await predictionOf(() => current, lines);
  }
  expect(scored.map(({ length }) => length / IMAGE_PIXELS)).toEqual([2, 4]);
  expect(scored[1]!.slice(2 * IMAGE_PIXELS, 3 * IMAGE_PIXELS)).toEqual(lines.slice());
});

test('an engine that fails on a prediction is reported in its own words', async () => {
  const current = currentRun(PRESETS.modern, () => Promise.reject(new Error('out of memory')));
  expect(await predictionOf(() => current)).toEqual({
    type: 'request-failed',
    id: 1,
    message: 'out of memory',
  });
});

test.each<Request>([
  { type: 'predict', id: 2, pixels: imageAt(3) },
  { type: 'images', id: 3, indices: [1] },
  { type: 'nearest-images', id: 4, indices: [1] },
  { type: 'export', id: 5 },
  { type: 'constant-units', id: 8 },
  { type: 'inspect', id: 6, image: { kind: 'test', index: 0 }, step: null, occlusion: false },
  { type: 'explain-step', id: 7 },
])('the page hears of an error while $type is answered', async (request) => {
  const broken = () => {
    throw new RangeError('no memory');
  };
  const dataset = createDataset(fixture.images.subarray());
  for (let shard = 0; shard < 7; shard++) dataset.loaded.set(shard, { bytes: 1, fromCache: false });
  vi.spyOn(dataset.images, 'subarray').mockImplementation(broken);
  vi.spyOn(dataset.images, 'slice').mockImplementation(broken);
  expect(await answerTo(request, { dataset: () => dataset, current: broken })).toMatchObject({
    type: 'request-failed',
    message: 'no memory',
  });
});

test('a prediction whose engine is disposed of meanwhile has no probabilities', async () => {
  let current: CurrentRun | null = currentRun(PRESETS.modern, async () => {
    current = null;
    throw new Error('this engine has been disposed of');
  });
  expect(await predictionOf(() => current)).toMatchObject({ type: 'prediction', probabilities: null });
});
