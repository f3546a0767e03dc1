// The split into training and validation images, and the sample words of each epoch (order and augmentation). All of it
// follows from the seed.

import { DATASET_COUNT, SHARD_COUNT, shardOf } from '../contract/dataset.ts';
import { splitCounts, type RunConfig } from '../contract/config.ts';
import { encodeSample } from '../contract/sample.ts';
import { randomStream, shuffle } from '../base/random.ts';

export interface Split {
  /** Image indices, ascending. */
  train: Uint32Array;
  validation: Uint32Array;
}

/** Divides the first `samples` training images at random; every image is in exactly one part. */
export function splitSamples(config: Pick<RunConfig, 'samples' | 'split' | 'seed'>): Split {
  const order = new Uint32Array(config.samples);
  for (let i = 0; i < order.length; i++) order[i] = i;
  shuffle(order, randomStream(config.seed, 'split'));
  const { train } = splitCounts(config);
  return { train: order.slice(0, train).sort(), validation: order.slice(train).sort() };
}

/** Indices of all images that a run trains on: those of the dataset, then the synthetic ones. */
export function trainingImages(
  config: Pick<RunConfig, 'samples' | 'split' | 'seed' | 'synthetic'>,
): Uint32Array {
  const { train } = splitSamples(config);
  const all = new Uint32Array(train.length + config.synthetic);
  all.set(train);
  for (let k = 0; k < config.synthetic; k++) all[train.length + k] = DATASET_COUNT + k;
  return all;
}

/** Whether training can begin before all images are loaded. Synthetic images are generated from any of them. */
export function isStreamed({ order, synthetic }: Pick<RunConfig, 'order' | 'synthetic'>): boolean {
  return order === 'streamed' && synthetic === 0;
}

/**
 * The sample words of `epoch` (from 1): every image of `train`, which is ascending, once, with a random flip and shift each.
 * Shuffled; in the first epoch of a streamed run within each shard, and the shards follow one another.
 */
export function epochOrder(
  config: Pick<RunConfig, 'seed' | 'flip' | 'shift' | 'order' | 'synthetic'>,
  train: Uint32Array,
  epoch: number,
): Uint32Array {
  const words = train.slice();
  const shuffling = randomStream(config.seed, `shuffle ${epoch}`);
  const parts = epoch === 1 && isStreamed(config) ? byShard(words) : [words];
  for (const part of parts) shuffle(part, shuffling);
  const random = randomStream(config.seed, `augment ${epoch}`);
  const randomShift = () => random.below(2 * config.shift + 1) - config.shift;
  for (let i = 0; i < words.length; i++) {
    // Drawn even without flips, so that the shifts are the same with and without them.
    const flipped = random.unit() < 0.5;
    words[i] = encodeSample({
      index: words[i]!,
      flip: config.flip && flipped,
      shiftX: randomShift(),
      shiftY: randomShift(),
    });
  }
  return words;
}

/** The images of each shard, for ascending indices. */
function byShard(indices: Uint32Array): Uint32Array[] {
  const parts: Uint32Array[] = [];
  for (let first = 0; first < indices.length;) {
    const end = (shardOf(indices[first]!) + 1) * SHARD_COUNT;
    const next = indices.findIndex((index, i) => i > first && index >= end);
    const last = next === -1 ? indices.length : next;
    parts.push(indices.subarray(first, last));
    first = last;
  }
  return parts;
}
