// The split is a partition, the order of an epoch is a permutation, and both follow from the seed alone.

import { describe, expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { DATASET_COUNT, shardOf } from '../contract/dataset.ts';
import { decodeSample, plainSample } from '../contract/sample.ts';
import { epochOrder, splitSamples, trainingImages } from './split.ts';

const article = PRESETS.article;
const modern = PRESETS.modern;

describe('splitSamples', () => {
  test('holds out 12,000 of 60,000 images and puts each image into one part', () => {
    const { train, validation } = splitSamples(article);
    expect([train.length, validation.length]).toEqual([48_000, 12_000]);
    const seen = new Uint8Array(60_000);
    for (const index of [...train, ...validation]) seen[index]!++;
    expect(seen.every((count) => count === 1)).toBe(true);
  });

  test('holds out at random: every sixth of the dataset gives about as many', () => {
    const { validation } = splitSamples(article);
    for (let part = 0; part < 6; part++) {
      const count = validation.filter((index) => Math.floor(index / 10_000) === part).length;
      // Hypergeometric, mean 2,000, standard deviation 36.5.
      expect(Math.abs(count - 2000)).toBeLessThan(5 * 36.5);
    }
  });

  test('depends on the seed alone', () => {
    expect(splitSamples(article)).toEqual(splitSamples({ ...article }));
    expect(splitSamples({ ...article, seed: 2 }).validation).not.toEqual(splitSamples(article).validation);
  });

  test('takes the first images of the dataset when `samples` is smaller', () => {
    const { train, validation } = splitSamples({ ...article, samples: 101 });
    expect([train.length, validation.length]).toEqual([81, 20]);
    expect(Math.max(...train, ...validation)).toBe(100);
  });
});

describe('epochOrder', () => {
  const { train } = splitSamples(modern);

  test('without augmentation contains the sample words without flips and shifts, shuffled', () => {
    const words = epochOrder(article, train, 1);
    expect(words).not.toEqual(train.map(plainSample));
    expect(words.slice().sort()).toEqual(train.map(plainSample).sort());
  });

  test('streamed, the first epoch takes the shards one after another, each shuffled by itself', () => {
    const { train: images } = splitSamples(article);
    const order = [...epochOrder(article, images, 1)].map((word) => decodeSample(word).index);
    const shards = order.map(shardOf);
    expect(shards).toEqual(shards.toSorted((a, b) => a - b));
    expect(new Set(shards).size).toBe(6);
    for (const shard of new Set(shards)) {
      const own = order.filter((index) => shardOf(index) === shard);
      expect(own).not.toEqual(own.toSorted((a, b) => a - b));
    }
  });

  test.each([
    ['in the other epochs', article, 2],
    ['of a run on one shard', { ...article, samples: 10_000 }, 1],
    ['of a run with synthetic images', { ...article, synthetic: 10 }, 1],
  ])('%s it is the shuffled order', (_, config, epoch) => {
    const images = trainingImages(config);
    const shuffled = epochOrder({ ...config, order: 'shuffled' }, images, epoch);
    expect(epochOrder(config, images, epoch)).toEqual(shuffled);
  });

  test('does not change `train`', () => {
    const before = train.slice();
    epochOrder(modern, train, 1);
    expect(train).toEqual(before);
  });

  test('differs from epoch to epoch and repeats for the same seed', () => {
    expect(epochOrder(modern, train, 3)).toEqual(epochOrder(modern, train, 3));
    expect(epochOrder(modern, train, 3)).not.toEqual(epochOrder(modern, train, 4));
    expect(epochOrder({ ...modern, seed: 9 }, train, 3)).not.toEqual(epochOrder(modern, train, 3));
  });

  test('flips half of the images and uses each of the 5 x 5 shifts equally often', () => {
    const config = { ...modern, split: 0.8, shift: 2 };
    const samples = [...epochOrder(config, splitSamples(config).train, 1)].map(decodeSample);
    expect(new Set(samples.map(({ index }) => index)).size).toBe(48_000);
    const flips = samples.filter(({ flip }) => flip).length;
    // Binomial, standard deviation 110.
    expect(Math.abs(flips - 24_000)).toBeLessThan(550);
    const counts = new Map<string, number>();
    for (const { shiftX, shiftY } of samples) {
      const shift = `${shiftX} ${shiftY}`;
      counts.set(shift, (counts.get(shift) ?? 0) + 1);
      expect(Math.max(Math.abs(shiftX), Math.abs(shiftY))).toBeLessThanOrEqual(2);
    }
    expect(counts.size).toBe(25);
    // Mean 1,920, standard deviation 43.
    for (const count of counts.values()) expect(Math.abs(count - 1920)).toBeLessThan(215);
  });

  test('gives the same shifts with and without flips', () => {
    const shifts = (flip: boolean) =>
      [...epochOrder({ ...modern, flip }, train, 1)]
        .map(decodeSample)
        .map(({ shiftX, shiftY }) => [shiftX, shiftY]);
    expect(shifts(false)).toEqual(shifts(true));
  });
});

describe('trainingImages', () => {
  test('contains the training part of the split, then the synthetic images, whose indices follow the dataset’s', () => {
    expect(trainingImages(modern)).toEqual(splitSamples(modern).train);
    const all = trainingImages({ ...modern, synthetic: 3 });
    expect(all.subarray(0, -3)).toEqual(splitSamples(modern).train);
    expect([...all.subarray(-3)]).toEqual([DATASET_COUNT, DATASET_COUNT + 1, DATASET_COUNT + 2]);
  });
});
