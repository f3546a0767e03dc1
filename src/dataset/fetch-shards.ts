// Loads the shards that a run needs into the dataset, from the cache or the network, each verified by its SHA-256.

import { untilAborted } from '../base/abort.ts';
import { SHARD_COUNT, shardOf, TRAIN_COUNT } from '../contract/dataset.ts';
import { MANIFEST_NAME, readManifest, SHARDS, type Manifest, type ShardEntry } from '../contract/manifest.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { DataError } from './data-error.ts';
import type { Dataset } from './dataset.ts';
import { readContent } from './shard-content.ts';
import { fetchFile, type FetchTools, type OpenFile } from './fetch-file.ts';
import { sha256Hex } from './verify.ts';

export { DataError } from './data-error.ts';

/** Caches shard contents between visits. Any call may reject; the shard is then fetched. */
export interface ShardCache {
  /** The content that was cached under `sha256`, unverified, or null. */
  get: (name: string, sha256: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  put: (name: string, sha256: string, content: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Deletes every entry but these digests. */
  retain: (sha256s: readonly string[]) => Promise<void>;
}

export interface ShardNeeds {
  /** The first training images. */
  trainCount: number;
  test: boolean;
  /** Whether the first training shard is loaded alone, before the others, because training can begin with it. */
  streamed?: boolean;
}

export interface LoadOptions extends Partial<Omit<FetchTools, 'signal'>> {
  dataset: Dataset;
  /** The folder of the data files, with a slash at its end. */
  baseUrl: string;
  needed: ShardNeeds;
  cache: ShardCache;
  signal: AbortSignal;
  /** Compressed bytes of all needed shards. `received` never decreases and ends at `total`. */
  onProgress: (received: number, total: number) => void;
  /** Called after each shard that is added to the dataset. */
  onShard?: () => void;
}

export interface Loaded {
  dataset: Dataset;
  /** Compressed bytes of the needed shards, from the cache or the network. */
  total: number;
  /** Whether every needed shard came from the cache, in this call or an earlier one. */
  fromCache: boolean;
}

const STALL_MILLISECONDS = 15_000;
/** Shards that are loaded at a time. Browsers open six connections to a host, and the page's own files need some. */
const LANES = 3;
export const FIRST_SHARD = 0;
export const TEST_SHARD = shardOf(TRAIN_COUNT);

/**
 * Loads the needed shards that are missing, the test set and the first training shard first, three at a time; for a streamed
 * run that training shard alone before them. Shards that were verified
 * before a failure or an abort stay. Rejects with the first `DataError` once the shards under way have ended, or at once
 * with the abort's reason.
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
  const needs = neededShards(needed);
  const missing = needs.filter((position) => !dataset.loaded.has(position));
  if (missing.length > 0) {
    const { shards } = await fetchManifest(baseUrl, tools);
    cache.retain(shards.map(({ sha256 }) => sha256)).catch(() => {});
    const received = new Map(needs.map((position) => [position, shards[position]!.bytes]));
    const total = sumOf(received.values());
    for (const position of missing) received.set(position, 0);
    let reported = 0;
    const report = () => {
      // A retry starts its shard at 0; the progress must not go back.
      reported = Math.max(reported, sumOf(received.values()));
      onProgress(reported, total);
    };
    report();
    const load = async (position: number) => {
      const shard = shards[position]!;
      const fromCache = await loadShard(shard, options, tools, (bytes) => {
        received.set(position, bytes);
        report();
      });
      dataset.loaded.set(position, { bytes: shard.bytes, fromCache });
      received.set(position, shard.bytes);
      report();
      options.onShard?.();
    };
    const lanes = async () => {
      const alone = (position: number) => needed.streamed && position === FIRST_SHARD;
      await inLanes(missing.filter(alone), load);
      await inLanes(
        missing.filter((position) => !alone(position)),
        load,
      );
    };
    await untilAborted(lanes(), signal);
  }
  const present = needs.map((position) => dataset.loaded.get(position)!);
  return {
    dataset,
    total: present.reduce((sum, { bytes }) => sum + bytes, 0),
    fromCache: present.every(({ fromCache }) => fromCache),
  };
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Works on `items` in their order, LANES at a time. After a failure no more are begun, and the first one rejects. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const failures: unknown[] = [];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
        queue.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (failures.length > 0) throw failures[0];
}

/** Positions in the manifest, in loading order. */
function neededShards({ trainCount, test }: ShardNeeds): number[] {
  const train = Array.from({ length: Math.ceil(trainCount / SHARD_COUNT) }, (_, position) => position);
  if (train.length >= SHARDS) throw new RangeError(`${trainCount} training images`);
  return test ? [TEST_SHARD, ...train] : train;
}

function fetchManifest(baseUrl: string, tools: FetchTools): Promise<Manifest> {
  // Fetched each time: a new version of the data has other files.
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
    { cache: 'no-cache' },
  );
}

/** Loads `shard` from the cache or the network. Resolves to whether it came from the cache. */
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
  const cached = await untilAborted(readCache(cache, shard), signal);
  if (cached) {
    fill(cached);
    return true;
  }
  const verified = async (file: OpenFile) => {
    const read = await readContent(file, shard, onBytes);
    if ((await sha256Hex(read)) === shard.sha256) return read;
    const detail = 'the content has another SHA-256';
    throw new DataError(shard.file, 'checksum', undefined, { detail, retry: 'once' });
  };
  // The page's own files, which come at the same time, go first.
  const options = { cache: 'default', priority: 'low' } as const;
  const content = await fetchFile(`${baseUrl}${shard.file}`, shard.file, tools, verified, options);
  fill(content);
  cache.put(shard.file, shard.sha256, content).catch(() => {});
  return false;
}

/** The verified content of `shard`, or null when the cache lacks it, has damaged it or fails. */
async function readCache(cache: ShardCache, shard: ShardEntry): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const content = await cache.get(shard.file, shard.sha256);
    const good = content?.length === shard.uncompressedBytes && (await sha256Hex(content)) === shard.sha256;
    return good ? content : null;
  } catch {
    return null;
  }
}
