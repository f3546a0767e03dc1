// The checks of every engine's arguments. They run before any work, so a rejected call changes nothing.

import { IMAGE_PIXELS } from '../contract/model.ts';
import { decodeSample } from '../contract/sample.ts';
import type { Chunk, ModelState } from './engine.ts';

/** Throws a RangeError unless there is an image for each label and each label is one of `classes`. */
export function checkDataset(images: Uint8Array, labels: Uint8Array, classes: number): void {
  if (images.length !== labels.length * IMAGE_PIXELS) {
    throw new RangeError(`${images.length} pixels are not ${labels.length} images of ${IMAGE_PIXELS}`);
  }
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) throw new RangeError(`label ${labels[wrong]} of image ${wrong} is not a class`);
}

/** Throws a RangeError unless there is a learning rate for each step and each sample is one of `imageCount` images. */
export function checkChunk(
  { samples, batch, learningRates }: Chunk,
  maxBatch: number,
  imageCount: number,
): void {
  const steps = learningRates.length;
  if (!(batch >= 1 && batch <= maxBatch) || Math.ceil(samples.length / batch) !== steps) {
    throw new RangeError(
      `${samples.length} samples in batches of ${batch} (1 to ${maxBatch}) do not make ${steps} steps`,
    );
  }
  checkSamples(samples, imageCount);
}

/** Throws a RangeError when a sample word's index is not below `imageCount`. */
export function checkSamples(samples: Uint32Array, imageCount: number): void {
  for (const word of samples) {
    const { index } = decodeSample(word);
    if (index >= imageCount) {
      throw new RangeError(`sample index ${index} is outside the ${imageCount} images uploaded`);
    }
  }
}

/** Number of images in `images`. Throws a RangeError when the last one is incomplete. */
export function countImages(images: Uint8Array): number {
  if (images.length % IMAGE_PIXELS !== 0) {
    throw new RangeError(`${images.length} pixels are not a multiple of ${IMAGE_PIXELS}`);
  }
  return images.length / IMAGE_PIXELS;
}

/** Throws a RangeError unless `image` has the pixels of one image. */
export function checkImage(image: Uint8Array): void {
  if (image.length !== IMAGE_PIXELS) {
    throw new RangeError(`${image.length} pixels are not one image of ${IMAGE_PIXELS}`);
  }
}

/** Throws a RangeError unless `state` belongs to a network of `size` parameters. */
export function checkState(state: ModelState, size: number): void {
  for (const key of ['parameters', 'moment1', 'moment2'] as const) {
    if (state[key].length !== size) {
      throw new RangeError(`${key} has ${state[key].length} values; this network has ${size}`);
    }
  }
  if (!Number.isInteger(state.step) || state.step < 0)
    throw new RangeError(`step ${state.step} is not a count`);
}
