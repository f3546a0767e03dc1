// The score of a model on some of the validation images: enough to see what an edit does, at once.

import type { RunConfig } from '../../contract/config.ts';
import type { EditScore } from '../../contract/edit.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Engine } from '../../engine/engine.ts';
import { splitSamples } from '../../recipe/split.ts';
import { holdsImage } from '../training-set.ts';

const SCORED_IMAGES = 500;
/**
 * The smallest positive float32. A probability that was rounded to 0, or is none since the outputs overflow, counts as
 * this: a loss of 103.
 */
const LEAST_PROBABILITY = 2 ** -149;

interface ScoredImages {
  /** [count, 28, 28] */
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** The first validation images of a run of `config`; null while they are not loaded. */
export function scoredImages(config: RunConfig, dataset: Dataset): ScoredImages | null {
  const indices = splitSamples(config).validation.subarray(0, SCORED_IMAGES);
  if (!indices.every((index) => holdsImage(dataset, index))) return null;
  const pixels = new Uint8Array(indices.length * IMAGE_PIXELS);
  indices.forEach((index, i) => {
    const start = index * IMAGE_PIXELS;
    pixels.set(dataset.images.subarray(start, start + IMAGE_PIXELS), i * IMAGE_PIXELS);
  });
  return { pixels, labels: Uint8Array.from(indices, (index) => dataset.labels[index]!) };
}

export async function scoreOf(
  engine: Pick<Engine, 'predict'>,
  { pixels, labels }: ScoredImages,
): Promise<EditScore> {
  const all = await engine.predict(pixels);
  const classes = all.length / labels.length;
  let loss = 0;
  let correct = 0;
  labels.forEach((label, i) => {
    const probabilities = all.subarray(i * classes, (i + 1) * classes);
    const probability = probabilities[label]!;
    loss -= Math.log(probability >= LEAST_PROBABILITY ? probability : LEAST_PROBABILITY);
    if (probabilities.indexOf(Math.max(...probabilities)) === label) correct++;
  });
  return { loss: loss / labels.length, accuracy: correct / labels.length };
}
