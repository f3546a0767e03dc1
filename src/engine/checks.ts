// What every engine refuses, in the same words and before any work: a call is done whole or not at all.

import { CLASS_COUNT, IMAGE_PIXELS } from '../contract/model.ts';
import { decodeSample } from '../contract/sample.ts';
import type { Chunk, ModelState } from './engine.ts';

/** Throws a RangeError unless there is a picture for each label, and each label is a class. */
export function checkDataset(images: Uint8Array, labels: Uint8Array): void {
  if (images.length !== labels.length * IMAGE_PIXELS) {
    throw new RangeError(`${images.length} pixels are not ${labels.length} pictures of ${IMAGE_PIXELS}`);
  }
  const wrong = labels.findIndex((label) => label >= CLASS_COUNT);
  if (wrong >= 0) throw new RangeError(`label ${labels[wrong]} of picture ${wrong} is no class`);
}

/** Throws a RangeError unless the samples are as many steps as there are learning rates, and `pictures` holds them. */
export function checkChunk(
  { samples, batch, learningRates }: Chunk,
  maxBatch: number,
  pictures: number,
): void {
  const steps = learningRates.length;
  if (!(batch >= 1 && batch <= maxBatch) || Math.ceil(samples.length / batch) !== steps) {
    throw new RangeError(
      `${samples.length} samples in batches of ${batch} (1 to ${maxBatch}) do not make ${steps} steps`,
    );
  }
  checkSamples(samples, pictures);
}

/** Throws a RangeError when a sample word means none of the `pictures` uploaded. */
export function checkSamples(samples: Uint32Array, pictures: number): void {
  for (const word of samples) {
    const { index } = decodeSample(word);
    if (index >= pictures) {
      throw new RangeError(`sample index ${index} is outside the ${pictures} pictures uploaded`);
    }
  }
}

/** How many pictures `images` holds. Throws a RangeError when the last one is cut off. */
export function countImages(images: Uint8Array): number {
  if (images.length % IMAGE_PIXELS !== 0) {
    throw new RangeError(`${images.length} pixels are no whole number of pictures of ${IMAGE_PIXELS}`);
  }
  return images.length / IMAGE_PIXELS;
}

/** Throws a RangeError unless `image` is one picture. */
export function checkImage(image: Uint8Array): void {
  if (image.length !== IMAGE_PIXELS) {
    throw new RangeError(`${image.length} pixels are not one picture of ${IMAGE_PIXELS}`);
  }
}

/** Throws a RangeError unless `state` is that of a network of `size` parameters. */
export function checkState(state: ModelState, size: number): void {
  for (const key of ['parameters', 'moment1', 'moment2'] as const) {
    if (state[key].length !== size) {
      throw new RangeError(`${key} has ${state[key].length} values; this network has ${size}`);
    }
  }
  if (!Number.isInteger(state.step) || state.step < 0) throw new RangeError(`step ${state.step} is no count`);
}
