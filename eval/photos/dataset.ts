// The dataset's pictures for the photographs' bench, read from disk as the page fetches them. Trains nothing.

import { readFile } from 'node:fs/promises';
import { TRAIN_COUNT } from '../../src/contract/dataset.ts';
import { IMAGE_PIXELS } from '../../src/contract/model.ts';
import { createDataset, loadShards } from '../../src/dataset/fetch-shards.ts';
import { memoryShardCache } from '../../src/storage/shard-cache.ts';

export interface Labelled {
  label: number;
  /** [28, 28] */
  pixels: Uint8Array;
}

/** So many of each class: the first of the test pictures, or the first of the training pictures. */
export async function readPictures(half: 'test' | 'train', ofEach: number): Promise<Labelled[]> {
  const { dataset } = await loadShards({
    dataset: createDataset(),
    baseUrl: new URL('../../public/data/', import.meta.url).href,
    needed: { trainCount: half === 'train' ? 10_000 : 0, test: true },
    cache: memoryShardCache(),
    signal: new AbortController().signal,
    onProgress: () => {},
    fetch: async (input) => new Response(await readFile(new URL(String(input)))),
  });
  const counts = new Map<number, number>();
  const found: Labelled[] = [];
  for (let i = half === 'test' ? TRAIN_COUNT : 0; found.length < 10 * ofEach; i++) {
    const label = dataset.labels[i]!;
    const count = counts.get(label) ?? 0;
    if (count === ofEach) continue;
    counts.set(label, count + 1);
    found.push({ label, pixels: dataset.images.slice(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS) });
  }
  return found;
}
