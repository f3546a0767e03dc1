// The vote of several members: the mean of their probabilities, on the test set or for a drawing.

import { confusionOf } from '../../base/confusion.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { DrawingVote, Vote, VotedDrawing } from '../../contract/sweep-state.ts';
import { imageCount, type Dataset } from '../../dataset/dataset.ts';
import type { Engine } from '../../engine/engine.ts';
import type { EnginePool } from '../../engine/pool.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { engineSpec } from '../engine-spec.ts';
import { predictDrawing } from '../predict-drawing.ts';

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

/** Null for a drawing that does not have 28x28 pixels. */
export async function drawingVote(
  voters: readonly Voter[],
  pool: EnginePool,
  { pixels, lines }: VotedDrawing,
): Promise<DrawingVote | null> {
  const answers = await Promise.all(
    voters.map(({ run }) =>
      withBest(run, pool, (engine) => predictDrawing(engine, run.checkpoint.plan.config, pixels, lines)),
    ),
  );
  const members: DrawingVote['members'][number][] = [];
  for (const [i, probabilities] of answers.entries()) {
    if (!probabilities) return null;
    members.push({ member: voters[i]!.member, probabilities });
  }
  const mean = members[0]!.probabilities.map(
    (_, label) => members.reduce((sum, { probabilities }) => sum + probabilities[label]!, 0) / members.length,
  );
  return { mean, members };
}

/** [images, classes] of the run's best weights. */
function probabilitiesOf(
  run: ResumableRun,
  pool: EnginePool,
  images: Uint8Array,
  proceeds: () => boolean,
): Promise<Float32Array | null> {
  return withBest(run, pool, async (engine) => {
    const { classes } = run.checkpoint.plan.config;
    const probabilities = new Float32Array((images.length / IMAGE_PIXELS) * classes);
    for (let first = 0; first < images.length; first += CHUNK_IMAGES * IMAGE_PIXELS) {
      const part = images.subarray(first, first + CHUNK_IMAGES * IMAGE_PIXELS);
      const predicted = await engine.predict(part);
      if (!proceeds()) return null;
      probabilities.set(predicted, (first / IMAGE_PIXELS) * classes);
    }
    return probabilities;
  });
}

/** What `ask` gets from an engine with the run's best weights. */
async function withBest<T>(
  { checkpoint }: ResumableRun,
  pool: EnginePool,
  ask: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await pool.create(engineSpec(checkpoint.plan.config));
  try {
    await engine.write(checkpoint.best!.state);
    return await ask(engine);
  } finally {
    engine.dispose();
  }
}
