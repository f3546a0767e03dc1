// The vote of several members: the mean of their probabilities on the test set.

import { confusionOf } from '../../base/confusion.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { Vote } from '../../contract/sweep-state.ts';
import { imageCount, type Dataset } from '../../dataset/dataset.ts';
import type { EnginePool } from '../../engine/pool.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { engineSpec } from '../engine-spec.ts';

/** Images of one call, about 20 ms of computing. */
const CHUNK_IMAGES = 1000;

export interface Voter {
  member: number;
  run: ResumableRun;
}

/** Null once `proceeds` is false. Every voter was tested. */
export async function vote(
  voters: readonly Voter[],
  pool: EnginePool,
  dataset: Dataset,
  proceeds: () => boolean,
): Promise<Vote | null> {
  const { trainCount, classes } = dataset.facts;
  const total = imageCount(dataset.facts);
  const images = dataset.images.subarray(trainCount * IMAGE_PIXELS, total * IMAGE_PIXELS);
  const labels = dataset.labels.slice(trainCount, total);
  const all = await Promise.all(voters.map(({ run }) => probabilitiesOf(run, pool, images, proceeds)));
  const sums = new Float64Array(labels.length * classes.length);
  // One after the other, so that the sums are the same on any number of threads.
  for (const probabilities of all) {
    if (!probabilities) return null;
    probabilities.forEach((value, i) => (sums[i]! += value));
  }
  const predicted = new Uint8Array(labels.length);
  const confidence = new Float32Array(labels.length);
  let correct = 0;
  labels.forEach((label, i) => {
    const row = sums.subarray(i * classes.length, (i + 1) * classes.length);
    // The first of equals, as every engine predicts.
    const best = row.indexOf(row.reduce((most, value) => Math.max(most, value)));
    predicted[i] = best;
    confidence[i] = row[best]! / voters.length;
    if (best === label) correct++;
  });
  const accuracies = voters.map(({ run }) => run.checkpoint.best!.test!.accuracy);
  return {
    members: voters.map(({ member }) => member),
    accuracy: correct / labels.length,
    meanAccuracy: accuracies.reduce((sum, value) => sum + value, 0) / voters.length,
    confusion: confusionOf(labels, predicted, classes.length),
    predicted,
    confidence,
  };
}

/** [images, classes] of the run's best weights. */
async function probabilitiesOf(
  { checkpoint }: ResumableRun,
  pool: EnginePool,
  images: Uint8Array,
  proceeds: () => boolean,
): Promise<Float32Array | null> {
  const { config } = checkpoint.plan;
  const engine = await pool.create(engineSpec(config));
  try {
    await engine.write(checkpoint.best!.state);
    const probabilities = new Float32Array((images.length / IMAGE_PIXELS) * config.classes);
    for (let first = 0; first < images.length; first += CHUNK_IMAGES * IMAGE_PIXELS) {
      if (!proceeds()) return null;
      const part = images.subarray(first, first + CHUNK_IMAGES * IMAGE_PIXELS);
      probabilities.set(await engine.predict(part), (first / IMAGE_PIXELS) * config.classes);
    }
    return probabilities;
  } finally {
    engine.dispose();
  }
}
