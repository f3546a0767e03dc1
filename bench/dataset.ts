// The training images from the data files, for programs outside the browser.

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { createDataset, type Dataset } from '../src/dataset/dataset.ts';
import { loadShards } from '../src/dataset/fetch-shards.ts';
import { memoryShardCache } from '../src/storage/shard-cache.ts';

/** Run in the repository's folder. */
export async function loadDataset(): Promise<Dataset> {
  const { dataset } = await loadShards({
    dataset: createDataset(),
    baseUrl: pathToFileURL('public/data/').href,
    needed: { trainCount: 60_000, test: false },
    cache: memoryShardCache(),
    signal: new AbortController().signal,
    onProgress: () => {},
    fetch: async (input) => new Response(await readFile(new URL(String(input)))),
  });
  return dataset;
}
