// Batches for the peers, prepared on the CPU as their users do: images as floats between 0 and 1, labels as integers.

import { IMAGE_PIXELS } from '../../src/contract/model.ts';
import { decodeSample } from '../../src/contract/sample.ts';
import type { Material } from '../page/trainer.ts';
import { BATCH } from '../material.ts';

export interface PeerBatch {
  /** [BATCH, 28, 28]. */
  images: Float32Array<ArrayBuffer>;
  labels: Int32Array<ArrayBuffer>;
}

/** The batches of `words`, one at a time. */
export function* batches({ dataset }: Material, words: Uint32Array): Generator<PeerBatch> {
  const { images, labels } = dataset;
  for (let first = 0; first < words.length; first += BATCH) {
    const batch = { images: new Float32Array(BATCH * IMAGE_PIXELS), labels: new Int32Array(BATCH) };
    for (let i = 0; i < BATCH; i++) {
      const { index } = decodeSample(words[first + i]!);
      const from = index * IMAGE_PIXELS;
      const to = i * IMAGE_PIXELS;
      for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
        batch.images[to + pixel] = images[from + pixel]! / 255;
      }
      batch.labels[i] = labels[index]!;
    }
    yield batch;
  }
}
