// A fake host with seven shards in the real format. It serves them with the faults that a test chooses and records the
// requests.

import { SHARD_COUNT } from '../contract/dataset.ts';
import {
  MANIFEST_NAME,
  MANIFEST_VERSION,
  SHARD_CONTENT_BYTES,
  SHARDS,
  type Manifest,
} from '../contract/manifest.ts';
import { randomStream } from '../base/random.ts';
import { createDataset } from './dataset.ts';
import { type LoadOptions, type ShardCache } from './fetch-shards.ts';
import { sha256Hex } from './verify.ts';

/** Position of the test shard. */
export const TEST = SHARDS - 1;
const BASE_URL = 'https://host/data/';

/** Labels 0-9 in turn, then some noise, then the shard's own number as every pixel. */
export const contents = Array.from({ length: SHARDS }, (_, shard) => {
  const content = new Uint8Array(SHARD_CONTENT_BYTES).fill(shard + 1);
  for (let i = 0; i < SHARD_COUNT; i++) content[i] = i % 10;
  const noise = randomStream(shard, 'noise');
  for (let i = SHARD_COUNT; i < 11 * SHARD_COUNT; i++) content[i] = noise.below(256);
  return content;
});

export async function gzip(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const gzipped = new Response(content).body!.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(gzipped).arrayBuffer());
}

/** The test shard and the first training shard, gzipped. The others are only served uncompressed. */
export const gzippedTest = await gzip(contents[TEST]!);
export const gzippedFirst = await gzip(contents[0]!);
/** A gzipped size for the shards that are never served gzipped. */
const OTHER_SIZE = 50_000;

export const manifest: Manifest = {
  version: MANIFEST_VERSION,
  dataset: 'fashion-mnist',
  shards: await Promise.all(
    contents.map(async (content, shard) => ({
      file: `shard-${shard}.bin`,
      first: shard * SHARD_COUNT,
      count: SHARD_COUNT,
      bytes: shard === TEST ? gzippedTest.length : shard === 0 ? gzippedFirst.length : OTHER_SIZE,
      uncompressedBytes: SHARD_CONTENT_BYTES,
      sha256: await sha256Hex(content),
    })),
  ),
};

/** Compressed bytes of some shards. */
export function sizeOf(...shards: number[]): number {
  return shards.reduce((sum, shard) => sum + manifest.shards[shard]!.bytes, 0);
}

/** `bytes` in chunks and then the given ending. The first chunk has one byte, so that gzip's magic bytes are split. */
export function body(
  bytes: Uint8Array,
  ending: 'close' | 'error' | 'stall' = 'close',
  chunk = 30_011,
): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at < bytes.length) {
        const end = at === 0 ? 1 : at + chunk;
        controller.enqueue(bytes.slice(at, end));
        at = end;
      } else if (ending === 'close') controller.close();
      else if (ending === 'error') controller.error(new TypeError('network error'));
      else return new Promise(() => {});
      return undefined;
    },
  });
}

/** The answer to request number `tries` for `name`; null for the correct file. */
export type HostFault = (
  name: string,
  tries: number,
  signal: AbortSignal,
) => Response | Promise<Response | null> | null;

/** A fault of the test shard alone, for its first `times` requests. */
export function testShard(answer: () => Response | Promise<Response>, times = Infinity): HostFault {
  return (name, tries) => (name === 'shard-6.bin' && tries <= times ? answer() : null);
}

/** Options to load 100 training images and the test set from the host, with a record of requests, waits and progress. */
export function hostFor(cache: ShardCache, fault: HostFault = () => null) {
  const requests: { name: string; cache: RequestCache | undefined }[] = [];
  const delays: number[] = [];
  const progress: [received: number, total: number][] = [];
  const abort = new AbortController();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const name = String(input).replace(BASE_URL, '');
    requests.push({ name, cache: init?.cache });
    const tries = requests.filter((one) => one.name === name).length;
    const answer = await fault(name, tries, init!.signal!);
    if (answer) return answer;
    if (name === MANIFEST_NAME) return new Response(JSON.stringify(manifest));
    const shard = manifest.shards.findIndex(({ file }) => file === name);
    // Uncompressed, which makes the tests faster. Tests of gzipped bodies serve their own.
    return shard < 0 ? new Response('', { status: 404 }) : new Response(contents[shard]!);
  };
  const options: LoadOptions = {
    dataset: createDataset(),
    baseUrl: BASE_URL,
    needed: { trainCount: 100, test: true },
    cache,
    signal: abort.signal,
    onProgress: (received, total) => progress.push([received, total]),
    fetch,
    delay: async (milliseconds) => void delays.push(milliseconds),
  };
  const names = () => requests.map(({ name }) => name);
  return { options, requests, names, delays, progress, abort };
}
