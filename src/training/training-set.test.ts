// Made pictures stand behind the dataset, of training pictures alone, once, and only as far as they are asked for.

import { expect, test } from 'vitest';
import { DATASET_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { createDataset } from '../dataset/fetch-shards.ts';
import { splitSamples } from '../recipe/split.ts';
import { prepareTrainingSet } from './training-set.ts';
import { config, fill } from './session.fixture.ts';

const never = new AbortController().signal;

async function loaded() {
  const dataset = createDataset();
  await fill(dataset, config.samples, never, () => {});
  return dataset;
}

test('a run without made pictures gets the dataset as it is', async () => {
  const dataset = await loaded();
  const { images, labels } = await prepareTrainingSet(dataset, { ...config, synthetic: 0 }, never, () => {});
  expect([images.length, labels.length]).toEqual([DATASET_COUNT * IMAGE_PIXELS, DATASET_COUNT]);
  expect(images.buffer).toBe(dataset.images.buffer);
});

test('made pictures have the labels of the training part, and leave the dataset alone', async () => {
  const dataset = await loaded();
  const before = dataset.images.slice(0, DATASET_COUNT * IMAGE_PIXELS);
  const { images, labels } = await prepareTrainingSet(
    dataset,
    { ...config, synthetic: 250 },
    never,
    () => {},
  );
  expect(labels).toHaveLength(DATASET_COUNT + 250);
  // Compared as a whole: element by element takes seconds.
  expect(Buffer.compare(images.subarray(0, before.length), before)).toBe(0);
  const { train } = splitSamples(config);
  const kept = Array.from({ length: 250 }, (_, k) => labels[DATASET_COUNT + k] === labels[train[k]!]);
  // All but some T-shirts.
  expect(kept.filter(Boolean).length).toBeGreaterThan(230);
  const empty = Array.from({ length: 250 }, (_, k) => {
    const first = (DATASET_COUNT + k) * IMAGE_PIXELS;
    return images.subarray(first, first + IMAGE_PIXELS).every((value) => value === 0);
  });
  expect(empty.filter(Boolean)).toHaveLength(0);
  expect(labels.subarray(TRAIN_COUNT, DATASET_COUNT)).toEqual(
    dataset.labels.subarray(TRAIN_COUNT, DATASET_COUNT),
  );
});

test('another seed makes others; an abort is heard', async () => {
  const dataset = await loaded();
  const first = (
    await prepareTrainingSet(dataset, { ...config, synthetic: 120 }, never, () => {})
  ).images.slice(-120 * IMAGE_PIXELS);
  const other = (
    await prepareTrainingSet(dataset, { ...config, synthetic: 120, seed: 2 }, never, () => {})
  ).images.slice(-120 * IMAGE_PIXELS);
  expect(Buffer.compare(first, other)).not.toBe(0);
  const again = (
    await prepareTrainingSet(dataset, { ...config, synthetic: 120 }, never, () => {})
  ).images.slice(-120 * IMAGE_PIXELS);
  expect(Buffer.compare(first, again)).toBe(0);
  const aborted = AbortSignal.abort(new Error('enough'));
  await expect(prepareTrainingSet(dataset, { ...config, synthetic: 130 }, aborted, () => {})).rejects.toThrow(
    'enough',
  );
});
