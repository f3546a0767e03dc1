// The split into training and validation images, and the sample words of each epoch (order and augmentation). All of it
// follows from the seed.

import { DATASET_COUNT } from '../contract/dataset.ts';
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

/** The sample words of `epoch` (from 1): every image of `train` once, shuffled, with a random flip and shift each. */
export function epochOrder(
  config: Pick<RunConfig, 'seed' | 'flip' | 'shift'>,
  train: Uint32Array,
  epoch: number,
): Uint32Array {
  const words = train.slice();
  shuffle(words, randomStream(config.seed, `shuffle ${epoch}`));
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
