// The images that a run trains on: the dataset's, and behind them the synthetic ones, which are generated when needed.

import type { RunConfig } from '../contract/config.ts';
import { shardOf, type DatasetFacts } from '../contract/dataset.ts';
import type { SyntheticProgress } from '../contract/messages.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { imageCount, type Dataset } from '../dataset/dataset.ts';
import { splitSamples } from '../recipe/split.ts';
import { syntheticImage } from '../synthetic/synthetic-image.ts';
import { yieldToMessages } from './run/yield.ts';

/** Generated between two messages: about 30 ms. */
const CHUNK_IMAGES = 100;
const REPORT_MILLISECONDS = 250;

/** Which synthetic images a dataset's memory holds, and how many. */
const generated = new WeakMap<Dataset, { key: string; count: number }>();

/** Whether the image with this index of a sample word is in memory: its shard is loaded, or it was generated. */
export function holdsImage(dataset: Dataset, index: number): boolean {
  if (!Number.isInteger(index) || index < 0) return false;
  const count = imageCount(dataset.facts);
  if (index < count) return dataset.loaded.has(shardOf(index));
  return index < count + (generated.get(dataset)?.count ?? 0);
}

/** Images [count, 28, 28] and labels [count]: the dataset's, then the synthetic ones. */
export interface TrainingSet {
  facts: DatasetFacts;
  images: Uint8Array;
  labels: Uint8Array;
}

/**
 * All images that `config` uses, without copies. Synthetic images depend on its seed and split; an abort rejects.
 * `onProgress` is called about four times per second.
 */
export async function prepareTrainingSet(
  dataset: Dataset,
  config: RunConfig,
  signal: Pick<AbortSignal, 'throwIfAborted'>,
  onProgress: (progress: SyntheticProgress) => void,
): Promise<TrainingSet> {
  const { facts } = dataset;
  const own = imageCount(facts);
  const count = own + config.synthetic;
  const images = dataset.images.subarray(0, count * IMAGE_PIXELS);
  const labels = dataset.labels.subarray(0, count);
  const key = [config.seed, config.samples, config.split, config.synthetic].join();
  if (config.synthetic === 0 || generated.get(dataset)?.key === key) return { facts, images, labels };
  generated.delete(dataset);
  const from = { images, labels, sources: splitSamples(config).train, seed: config.seed };
  const startedAt = performance.now();
  let reportedAt = startedAt;
  for (let k = 0; k < config.synthetic; k++) {
    if (k % CHUNK_IMAGES === 0) {
      await yieldToMessages();
      signal.throwIfAborted();
      const now = performance.now();
      if (now - reportedAt >= REPORT_MILLISECONDS) {
        const secondsLeft = ((now - startedAt) / 1000 / k) * (config.synthetic - k);
        onProgress({ done: k, total: config.synthetic, secondsLeft });
        reportedAt = now;
      }
    }
    const { pixels, label } = syntheticImage(from, k);
    images.set(pixels, (own + k) * IMAGE_PIXELS);
    labels[own + k] = label;
  }
  generated.set(dataset, { key, count: config.synthetic });
  return { facts, images, labels };
}
