// The dataset's images for the evaluation of photos, read from the shards in public/data.

import { readFile } from 'node:fs/promises';
import { TRAIN_COUNT } from '../../src/contract/dataset.ts';
import { IMAGE_PIXELS } from '../../src/contract/model.ts';
import { createDataset } from '../../src/dataset/dataset.ts';
import { loadShards } from '../../src/dataset/fetch-shards.ts';
import { memoryShardCache } from '../../src/storage/shard-cache.ts';

export interface LabelledImage {
  /** Class, 0 to 9. */
  label: number;
  /** [28, 28] */
  pixels: Uint8Array;
}

/** The first `perClass` images of each class, from the test images or the first 10,000 training images. */
export async function readImages(split: 'test' | 'train', perClass: number): Promise<LabelledImage[]> {
  const { dataset } = await loadShards({
    dataset: createDataset(),
    baseUrl: new URL('../../public/data/', import.meta.url).href,
    needed: { trainCount: split === 'train' ? 10_000 : 0, test: true },
    cache: memoryShardCache(),
    signal: new AbortController().signal,
    onProgress: () => {},
    fetch: async (input) => new Response(await readFile(new URL(String(input)))),
  });
  const counts = new Map<number, number>();
  const images: LabelledImage[] = [];
  for (let i = split === 'test' ? TRAIN_COUNT : 0; images.length < 10 * perClass; i++) {
    const label = dataset.labels[i]!;
    const count = counts.get(label) ?? 0;
    if (count === perClass) continue;
    counts.set(label, count + 1);
    images.push({ label, pixels: dataset.images.slice(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS) });
  }
  return images;
}
