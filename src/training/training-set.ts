// The pictures of a run: the dataset's, and behind them those made for it, made where they are not there yet.

import type { RunConfig } from '../contract/config.ts';
import { DATASET_COUNT } from '../contract/dataset.ts';
import type { SyntheticProgress } from '../contract/messages.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { Dataset } from '../dataset/fetch-shards.ts';
import { syntheticImage } from '../synthetic/synthetic-image.ts';
import { splitSamples } from '../recipe/split.ts';
import { yieldToMessages } from './run/yield.ts';

/** Made at a time: some 30 ms. */
const PIECE = 100;
const REPORT_MILLISECONDS = 250;

/** What was made last in a dataset's room. */
const made = new WeakMap<Dataset, string>();

/**
 * All that `config` reads, without copies. Made pictures follow from its seed and split; an abort leaves them undone.
 * `onProgress` hears of them some four times a second.
 */
export async function prepareTrainingSet(
  dataset: Dataset,
  config: RunConfig,
  signal: AbortSignal,
  onProgress: (progress: SyntheticProgress) => void,
): Promise<{ images: Uint8Array; labels: Uint8Array }> {
  const count = DATASET_COUNT + config.synthetic;
  const images = dataset.images.subarray(0, count * IMAGE_PIXELS);
  const labels = dataset.labels.subarray(0, count);
  const key = [config.seed, config.samples, config.split, config.synthetic].join();
  if (config.synthetic === 0 || made.get(dataset) === key) return { images, labels };
  made.delete(dataset);
  const from = { images, labels, sources: splitSamples(config).train, seed: config.seed };
  const began = performance.now();
  let told = began;
  for (let k = 0; k < config.synthetic; k++) {
    if (k % PIECE === 0) {
      await yieldToMessages();
      signal.throwIfAborted();
      const now = performance.now();
      if (now - told >= REPORT_MILLISECONDS) {
        const secondsLeft = ((now - began) / 1000 / k) * (config.synthetic - k);
        onProgress({ done: k, total: config.synthetic, secondsLeft });
        told = now;
      }
    }
    const { pixels, label } = syntheticImage(from, k);
    images.set(pixels, (DATASET_COUNT + k) * IMAGE_PIXELS);
    labels[DATASET_COUNT + k] = label;
  }
  made.set(dataset, key);
  return { images, labels };
}
