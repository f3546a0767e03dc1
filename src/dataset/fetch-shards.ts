// Fetches what a run needs of the dataset, verifies it and fills it in: the only part of this room that reaches out.
// It keeps nothing between calls but what the dataset itself says, and knows no run.

import { untilAborted } from '../base/abort.ts';
import { DATASET_COUNT, SYNTHETIC_LIMIT, SHARD_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { MANIFEST_NAME, readManifest, SHARDS, type Manifest, type ShardEntry } from '../contract/manifest.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { DataError } from './data-error.ts';
import { readContent } from './shard-content.ts';
import { fetchFile, type FetchTools } from './fetch-file.ts';
import { sha256Hex } from './verify.ts';

export { DataError } from './data-error.ts';

/** All pictures in one array, so that an index means the same whatever is loaded; what isn't loaded is 0. */
export interface Dataset {
  /** [DATASET_COUNT + MADE_LIMIT, 28, 28]; behind the dataset is room for made pictures. */
  readonly images: Uint8Array;
  /** [DATASET_COUNT + MADE_LIMIT]. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** The verified shards by their place in the manifest. */
  readonly loaded: Map<number, { bytes: number; fromCache: boolean }>;
}

/** Keeps verified contents from visit to visit. A failure of any kind may reject; it is survived by fetching. */
export interface ShardCache {
  /** What was kept under `sha256`, unverified, or null. */
  get: (name: string, sha256: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  put: (name: string, sha256: string, content: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Lets go of everything but these digests. */
  retain: (sha256s: readonly string[]) => Promise<void>;
}

export interface LoadOptions extends Partial<Omit<FetchTools, 'signal'>> {
  dataset: Dataset;
  /** The folder of the data files, with a slash at its end. */
  baseUrl: string;
  needed: { trainCount: number; test: boolean };
  cache: ShardCache;
  signal: AbortSignal;
  /** Compressed bytes of all that is needed; never goes back, and ends at the total. */
  onProgress: (received: number, total: number) => void;
}

export interface Loaded {
  dataset: Dataset;
  /** Compressed bytes of what is needed, however it came here. */
  total: number;
  /** Whether every needed shard came from the cache, now or before. */
  fromCache: boolean;
}

/** Room for all pictures. What is never written takes no memory. */
export const IMAGES_BYTES = (DATASET_COUNT + SYNTHETIC_LIMIT) * IMAGE_PIXELS;

const STALL_MILLISECONDS = 15_000;
const TEST_SHARD = TRAIN_COUNT / SHARD_COUNT;

/** An empty one; `images` is its room, all 0, where the caller has a place for it. */
export function createDataset(images: Uint8Array = new Uint8Array(IMAGES_BYTES)): Dataset {
  return {
    images,
    labels: new Uint8Array(DATASET_COUNT + SYNTHETIC_LIMIT),
    loaded: new Map(),
  };
}

export function hasTestSet(dataset: Dataset): boolean {
  return dataset.loaded.has(TEST_SHARD);
}

/**
 * Loads what is needed and missing, the test set and the first training shard first. What was verified before a failure
 * or an abort stays. Rejects with `DataError`, or at once with the abort's reason.
 */
export async function loadShards(options: LoadOptions): Promise<Loaded> {
  const { dataset, baseUrl, needed, cache, signal, onProgress } = options;
  const tools: FetchTools = {
    signal,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    delay: options.delay ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
    stallMilliseconds: options.stallMilliseconds ?? STALL_MILLISECONDS,
  };
  signal.throwIfAborted();
  const places = neededPlaces(needed);
  const missing = places.filter((place) => !dataset.loaded.has(place));
  if (missing.length > 0) {
    const { shards } = await fetchManifest(baseUrl, tools);
    cache.retain(shards.map(({ sha256 }) => sha256)).catch(() => {});
    const bytesOf = (place: number) => shards[place]!.bytes;
    const total = places.reduce((sum, place) => sum + bytesOf(place), 0);
    let done = total - missing.reduce((sum, place) => sum + bytesOf(place), 0);
    let told = done;
    const tell = (received: number) => {
      // A shard that starts again does not pull the bar back.
      told = Math.max(told, received);
      onProgress(told, total);
    };
    tell(done);
    for (const place of missing) {
      const shard = shards[place]!;
      const fromCache = await loadShard(shard, options, tools, (received) => tell(done + received));
      dataset.loaded.set(place, { bytes: shard.bytes, fromCache });
      done += shard.bytes;
      tell(done);
    }
  }
  const present = places.map((place) => dataset.loaded.get(place)!);
  return {
    dataset,
    total: present.reduce((sum, { bytes }) => sum + bytes, 0),
    fromCache: present.every(({ fromCache }) => fromCache),
  };
}

/** In loading order. */
function neededPlaces({ trainCount, test }: LoadOptions['needed']): number[] {
  const train = Array.from({ length: Math.ceil(trainCount / SHARD_COUNT) }, (_, place) => place);
  if (train.length >= SHARDS) throw new RangeError(`${trainCount} training pictures`);
  return test ? [TEST_SHARD, ...train] : train;
}

function fetchManifest(baseUrl: string, tools: FetchTools): Promise<Manifest> {
  // Asked for anew each time: after a new version of the page it may name other files.
  const url = `${baseUrl}${MANIFEST_NAME}`;
  return fetchFile(
    url,
    MANIFEST_NAME,
    tools,
    async ({ read }) => {
      const decoder = new TextDecoder();
      let text = '';
      for (let chunk = await read(); chunk; chunk = await read())
        text += decoder.decode(chunk, { stream: true });
      const result = readManifest(text + decoder.decode());
      if ('problem' in result) {
        throw new DataError(MANIFEST_NAME, 'manifest', undefined, { detail: result.problem });
      }
      return result.manifest;
    },
    'no-cache',
  );
}

/** Fills `shard` in from the cache or the network; resolves with whether it came from the cache. */
async function loadShard(
  shard: ShardEntry,
  { dataset, baseUrl, cache, signal }: LoadOptions,
  tools: FetchTools,
  onBytes: (received: number) => void,
): Promise<boolean> {
  const fill = (content: Uint8Array) => {
    signal.throwIfAborted();
    dataset.labels.set(content.subarray(0, shard.count), shard.first);
    dataset.images.set(content.subarray(shard.count), shard.first * IMAGE_PIXELS);
  };
  const kept = await untilAborted(readCache(cache, shard), signal);
  if (kept) {
    fill(kept);
    return true;
  }
  const content = await fetchFile(`${baseUrl}${shard.file}`, shard.file, tools, async (file) => {
    const read = await readContent(file, shard, onBytes);
    if ((await sha256Hex(read)) === shard.sha256) return read;
    const detail = 'not the content that was asked for';
    throw new DataError(shard.file, 'checksum', undefined, { detail, retry: 'once' });
  });
  fill(content);
  cache.put(shard.file, shard.sha256, content).catch(() => {});
  return false;
}

/** The verified content of `shard`, or null when the cache lacks it, has spoilt it or is broken. */
async function readCache(cache: ShardCache, shard: ShardEntry): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const content = await cache.get(shard.file, shard.sha256);
    const good = content?.length === shard.uncompressedBytes && (await sha256Hex(content)) === shard.sha256;
    return good ? content : null;
  } catch {
    return null;
  }
}
