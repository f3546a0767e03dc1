// Synthetic images follow the dataset, are made of training images only, and are generated once.

import { expect, test } from 'vitest';
import { DATASET_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { createDataset } from '../dataset/dataset.ts';
import { splitSamples } from '../recipe/split.ts';
import { config, loadDataset } from './session.fixture.ts';
import { prepareTrainingSet } from './training-set.ts';

const never = new AbortController().signal;

async function loadedDataset() {
  const dataset = createDataset();
  await loadDataset(dataset, { trainCount: config.samples, test: true }, never, { onProgress() {} });
  return dataset;
}

test('a run without synthetic images gets the dataset as it is', async () => {
  const dataset = await loadedDataset();
  const { images, labels } = await prepareTrainingSet(dataset, { ...config, synthetic: 0 }, never, () => {});
  expect([images.length, labels.length]).toEqual([DATASET_COUNT * IMAGE_PIXELS, DATASET_COUNT]);
  expect(images.buffer).toBe(dataset.images.buffer);
});

test('synthetic images have the labels of the training split, and the dataset does not change', async () => {
  const dataset = await loadedDataset();
  const before = dataset.images.slice(0, DATASET_COUNT * IMAGE_PIXELS);
  const { images, labels } = await prepareTrainingSet(
    dataset,
    { ...config, synthetic: 250 },
    never,
    () => {},
  );
  expect(labels).toHaveLength(DATASET_COUNT + 250);
  // Compared as bytes: element by element takes seconds.
  expect(Buffer.compare(images.subarray(0, before.length), before)).toBe(0);
  const { train } = splitSamples(config);
  const sameLabel = Array.from({ length: 250 }, (_, k) => labels[DATASET_COUNT + k] === labels[train[k]!]);
  // A few T-shirts become another class.
  expect(sameLabel.filter(Boolean).length).toBeGreaterThan(230);
  const empty = Array.from({ length: 250 }, (_, k) => {
    const first = (DATASET_COUNT + k) * IMAGE_PIXELS;
    return images.subarray(first, first + IMAGE_PIXELS).every((value) => value === 0);
  });
  expect(empty.filter(Boolean)).toHaveLength(0);
  expect(labels.subarray(TRAIN_COUNT, DATASET_COUNT)).toEqual(
    dataset.labels.subarray(TRAIN_COUNT, DATASET_COUNT),
  );
});

test('synthetic images depend on the seed alone; an abort rejects', async () => {
  const dataset = await loadedDataset();
  const generate = async (seed: number) => {
    const set = await prepareTrainingSet(dataset, { ...config, synthetic: 120, seed }, never, () => {});
    return set.images.slice(-120 * IMAGE_PIXELS);
  };
  const first = await generate(config.seed);
  expect(Buffer.compare(first, await generate(2))).not.toBe(0);
  expect(Buffer.compare(first, await generate(config.seed))).toBe(0);
  const aborted = AbortSignal.abort(new Error('enough'));
  await expect(prepareTrainingSet(dataset, { ...config, synthetic: 130 }, aborted, () => {})).rejects.toThrow(
    'enough',
  );
});
