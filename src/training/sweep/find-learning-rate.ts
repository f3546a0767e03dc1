// The search for a learning rate: one network on a thread, and a rate that rises from step to step.

import type { RunConfig } from '../../contract/config.ts';
import {
  edgeOf,
  SEARCH,
  searchRate,
  searchResult,
  smoothedLosses,
  type LearningRateSearch,
} from '../../contract/learning-rate-search.ts';
import type { EnginePool } from '../../engine/pool.ts';
import { epochOrder, trainingImages } from '../../recipe/split.ts';
import { engineSpec } from '../engine-spec.ts';
import { initialState } from '../run/run-start.ts';
import type { TrainingSet } from '../training-set.ts';

/** A person waits no longer than this; the first steps say how long the others take. */
const MOST_MILLISECONDS = 5000;
/** Steps between two looks at the losses. */
const CHUNK_STEPS = 5;

export interface SearchTools {
  pool: EnginePool;
  trainingSet: TrainingSet;
  /** Whether the search may go on. */
  proceeds(): boolean;
  /** Milliseconds. */
  now(): number;
}

/** Null once it may not go on. */
export async function findLearningRate(
  config: RunConfig,
  { pool, trainingSet, proceeds, now }: SearchTools,
): Promise<LearningRateSearch | null> {
  const startedAt = now();
  const engine = await pool.create(engineSpec(config));
  await engine.upload(trainingSet.images, trainingSet.labels);
  await engine.write(initialState({ from: 'seed' }, config));
  const samples = searchSamples(config);
  const losses = new Float32Array(SEARCH.steps);
  for (let step = 0; step < SEARCH.steps; step += CHUNK_STEPS) {
    const result = await engine.train({
      samples: samples.subarray(step * config.batch, (step + CHUNK_STEPS) * config.batch),
      batch: config.batch,
      learningRates: Float32Array.from({ length: CHUNK_STEPS }, (_, i) => searchRate(step + i)),
    });
    if (!proceeds()) return null;
    losses.set(result.losses, step);
    const done = losses.subarray(0, step + CHUNK_STEPS);
    const late = now() - startedAt > MOST_MILLISECONDS && done.length < SEARCH.steps;
    if (late || edgeOf(smoothedLosses(done)) !== -1) return searchResult(done.slice(), late);
  }
  return searchResult(losses, false);
}

/** The run's own order of images, epoch after epoch, for all steps. */
function searchSamples(config: RunConfig): Uint32Array {
  const words = new Uint32Array(SEARCH.steps * config.batch);
  const images = trainingImages(config);
  for (let at = 0, epoch = 1; at < words.length; epoch++) {
    const order = epochOrder(config, images, epoch).subarray(0, words.length - at);
    words.set(order, at);
    at += order.length;
  }
  return words;
}
