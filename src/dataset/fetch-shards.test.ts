// Loading from a good host, through a cache, with aborts, and the real files. Faulty hosts: fetch-failures.test.ts.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DATASET_COUNT, SHARD_COUNT, TEST_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { MANIFEST_NAME } from '../contract/manifest.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { memoryShardCache } from '../storage/shard-cache.ts';
import {
  body,
  contents,
  hostFor,
  manifest,
  gzippedFirst,
  gzippedTest,
  sizeOf,
  TEST,
  testShard,
} from './shard-host.fixture.ts';
import { loadShards } from './fetch-shards.ts';

const digest = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const ALL_NAMES = [MANIFEST_NAME, 'shard-6.bin', 'shard-0.bin'];
/** The host of `answer`, which sends shard 0 after the test shard is loaded. */
function hostInTurn(answer: (name: string) => Response | Promise<Response> | null) {
  let afterTest = () => {};
  const testLoaded = new Promise<void>((resolve) => (afterTest = resolve));
  const host = hostFor(memoryShardCache(), (name) =>
    name === 'shard-0.bin' ? testLoaded.then(() => answer(name)) : answer(name),
  );
  const { dataset, onProgress } = host.options;
  host.options.onProgress = (...progress) => {
    onProgress(...progress);
    if (dataset.loaded.has(TEST)) afterTest();
  };
  return host;
}

function expectIncreasing(progress: readonly [number, number][]) {
  for (let i = 1; i < progress.length; i++) {
    expect(progress[i]![0]).toBeGreaterThanOrEqual(progress[i - 1]![0]);
  }
}

describe('a good host', () => {
  test('loads the needed shards, the test set first, and nothing else', async () => {
    const { options, names, delays, progress } = hostInTurn((name) => {
      if (name === 'shard-6.bin') return new Response(body(gzippedTest));
      return name === 'shard-0.bin' ? new Response(body(gzippedFirst)) : null;
    });
    const { dataset, total, fromCache } = await loadShards(options);
    expect(names()).toEqual(ALL_NAMES);
    expect(delays).toEqual([]);
    expect([total, fromCache]).toEqual([sizeOf(0, TEST), false]);
    expect([...dataset.loaded.keys()]).toEqual([TEST, 0]);
    for (const shard of [0, TEST]) {
      const first = shard * SHARD_COUNT;
      const labels = dataset.labels.subarray(first, first + SHARD_COUNT);
      const images = dataset.images.subarray(first * IMAGE_PIXELS, (first + SHARD_COUNT) * IMAGE_PIXELS);
      expect(digest(labels, images)).toBe(manifest.shards[shard]!.sha256);
    }
    expect(dataset.images[SHARD_COUNT * IMAGE_PIXELS]).toBe(0);
    expect(dataset.images[TRAIN_COUNT * IMAGE_PIXELS - 1]).toBe(0);
    // Progress counts compressed bytes, never decreases and reaches the total.
    expect(progress[0]).toEqual([0, total]);
    expect(progress).toContainEqual([gzippedTest.length, total]);
    expect(progress.at(-1)).toEqual([total, total]);
    expect(progress.length).toBeGreaterThan(4);
    expectIncreasing(progress);
  });

  test('requests the manifest past the cache and the shards through it', async () => {
    const { options, requests } = hostFor(memoryShardCache());
    await loadShards(options);
    expect(requests.map(({ cache }) => cache)).toEqual(['no-cache', 'default', 'default']);
  });

  test('for a streamed run the first shard alone, then the others; each is announced', async () => {
    const { options, names } = hostFor(memoryShardCache());
    const announced: [loaded: number[], requested: number][] = [];
    await loadShards({
      ...options,
      needed: { ...options.needed, streamed: true },
      onShard: () => announced.push([[...options.dataset.loaded.keys()], names().length]),
    });
    expect(names()).toEqual([MANIFEST_NAME, 'shard-0.bin', 'shard-6.bin']);
    expect(announced).toEqual([
      [[0], 2],
      [[0, TEST], 3],
    ]);
  });

  test('a later call loads only the missing shards, or requests nothing', async () => {
    const { options, names, progress } = hostFor(memoryShardCache());
    await loadShards(options);
    progress.length = 0;
    const more = await loadShards({ ...options, needed: { trainCount: 20_001, test: true } });
    expect(names().slice(3)).toEqual([MANIFEST_NAME, 'shard-1.bin', 'shard-2.bin']);
    expect(progress[0]).toEqual([sizeOf(0, TEST), sizeOf(0, 1, 2, TEST)]);
    expect(progress.at(-1)).toEqual([more.total, more.total]);
    const count = names().length;
    expect((await loadShards(options)).total).toBe(sizeOf(0, TEST));
    expect(names().length).toBe(count);
  });

  test('a host that decompresses: loads too, with the same progress', async () => {
    const fault = testShard(() => new Response(body(contents[TEST]!, 'close', 1_000_000)));
    const { options, progress } = hostFor(memoryShardCache(), fault);
    const { dataset, total } = await loadShards({ ...options, needed: { trainCount: 0, test: true } });
    expect(dataset.loaded.has(TEST)).toBe(true);
    expect(progress.length).toBeGreaterThan(8);
    expect(total).toBe(sizeOf(TEST));
    expect(progress.at(-1)).toEqual([total, total]);
    expectIncreasing(progress);
  });
});

describe('several shards', () => {
  const ALL = { trainCount: TRAIN_COUNT, test: true };

  test('come three at a time', async () => {
    let open = 0;
    let most = 0;
    const { options, names } = hostFor(memoryShardCache(), async (name) => {
      if (name === MANIFEST_NAME) return new Response(JSON.stringify(manifest));
      most = Math.max(most, ++open);
      // The others have begun by then, as far as they will.
      await new Promise((resolve) => setTimeout(resolve, 0));
      open--;
      return new Response(contents[Number(/\d/.exec(name)![0])]!);
    });
    const { dataset } = await loadShards({ ...options, needed: ALL });
    expect(most).toBe(3);
    expect(names()).toHaveLength(8);
    for (const [shard, content] of contents.entries()) {
      const at = shard * SHARD_COUNT * IMAGE_PIXELS;
      expect(dataset.images[at]).toBe(content[SHARD_COUNT]);
    }
  });

  test('after a failure those under way are loaded, no more are begun, and the first failure is named', async () => {
    const { options, names } = hostFor(memoryShardCache(), (name) =>
      name === 'shard-1.bin' ? new Response('', { status: 404 }) : null,
    );
    const loading = loadShards({ ...options, needed: ALL });
    await expect(loading).rejects.toMatchObject({ file: 'shard-1.bin', status: 404 });
    expect(names()).toEqual([MANIFEST_NAME, 'shard-6.bin', 'shard-0.bin', 'shard-1.bin']);
    expect(new Set(options.dataset.loaded.keys())).toEqual(new Set([0, TEST]));
  });
});

describe('an abort', () => {
  const reason = new Error('another configuration');

  test('before the call: requests nothing', async () => {
    const { options, names, abort } = hostFor(memoryShardCache());
    abort.abort(reason);
    await expect(loadShards(options)).rejects.toBe(reason);
    expect(names()).toEqual([]);
  });

  test.each([
    ['while headers are awaited', () => new Promise<Response>(() => {}), 'request'],
    ['while the body comes', () => new Response(body(gzippedTest.subarray(0, 40_000), 'stall')), 'bytes'],
  ] as const)('%s: rejects at once and aborts the request', async (_, answer, abortOn) => {
    let received: AbortSignal | undefined;
    const { options, abort } = hostFor(memoryShardCache(), (name, _tries, signal) => {
      if (name !== 'shard-6.bin') return null;
      received = signal;
      if (abortOn === 'request') queueMicrotask(() => abort.abort(reason));
      return answer();
    });
    const onProgress = (bytes: number) => {
      if (abortOn === 'bytes' && bytes > 0) abort.abort(reason);
    };
    await expect(loadShards({ ...options, onProgress })).rejects.toBe(reason);
    expect(received!.aborted).toBe(true);
    expect(options.dataset.loaded.size).toBe(0);
  });

  test('while it waits for a retry', async () => {
    const fault = testShard(() => new Response('', { status: 503 }));
    const { options, abort } = hostFor(memoryShardCache(), fault);
    const delay = () => {
      abort.abort(reason);
      return new Promise<void>(() => {});
    };
    await expect(loadShards({ ...options, delay })).rejects.toBe(reason);
  });

  test('keeps the verified shards, and a later call loads the rest', async () => {
    const { options, abort } = hostInTurn((name) => {
      if (name !== 'shard-0.bin') return null;
      abort.abort(reason);
      return new Promise(() => {});
    });
    await expect(loadShards(options)).rejects.toBe(reason);
    expect([...options.dataset.loaded.keys()]).toEqual([TEST]);
    const later = hostFor(memoryShardCache());
    await loadShards({ ...later.options, dataset: options.dataset });
    expect(later.names()).toEqual([MANIFEST_NAME, 'shard-0.bin']);
  });
});

describe('the cache', () => {
  test('a second visit fetches nothing but the manifest', async () => {
    const cache = memoryShardCache();
    await loadShards(hostFor(cache).options);
    const { options, names, progress } = hostFor(cache);
    const { total, fromCache, dataset } = await loadShards(options);
    expect(names()).toEqual([MANIFEST_NAME]);
    expect(fromCache).toBe(true);
    expect(progress.at(-1)).toEqual([total, total]);
    expect(dataset.labels[TRAIN_COUNT + 7]).toBe(7);
  });

  test('with damaged content: the shard is fetched and cached again', async () => {
    const cache = memoryShardCache();
    const bad = contents[TEST]!.slice();
    bad[123_456]! ^= 1;
    const { file, sha256 } = manifest.shards[TEST]!;
    for (const damaged of [bad, bad.slice(0, 100)]) {
      await cache.put(file, sha256, damaged);
      const { options, names } = hostFor(cache);
      const { fromCache } = await loadShards(options);
      expect(names()).toContain('shard-6.bin');
      expect(fromCache).toBe(false);
      expect(digest((await cache.get(file, sha256))!)).toBe(sha256);
    }
  });

  test('that fails: the shards are fetched', async () => {
    const fail = () => Promise.reject(new DOMException('quota', 'QuotaExceededError'));
    const { options, names } = hostFor({ get: fail, put: fail, retain: fail });
    expect((await loadShards(options)).fromCache).toBe(false);
    expect(names()).toEqual(ALL_NAMES);
  });

  test('deletes what the manifest does not name', async () => {
    const cache = memoryShardCache();
    await cache.put('old.bin', 'f'.repeat(64), new Uint8Array(8));
    await loadShards(hostFor(cache).options);
    expect(await cache.get('old.bin', 'f'.repeat(64))).toBeNull();
    expect(await cache.get('shard-0.bin', manifest.shards[0]!.sha256)).not.toBeNull();
  });
});

describe('the files of this project', () => {
  test('load completely and are FashionMNIST', async () => {
    const { options } = hostFor(memoryShardCache());
    const { dataset, total } = await loadShards({
      ...options,
      fetch: async (url) => new Response(readFileSync(new URL(String(url)))),
      baseUrl: new URL('../../public/data/', import.meta.url).href,
      needed: { trainCount: TRAIN_COUNT, test: true },
    });
    expect(total).toBe(30_723_626);
    const counts = new Uint32Array(20);
    for (const [i, label] of dataset.labels.subarray(0, DATASET_COUNT).entries())
      counts[label + (i < TRAIN_COUNT ? 0 : 10)]!++;
    expect([...counts.subarray(0, 10)]).toEqual(Array.from({ length: 10 }, () => TRAIN_COUNT / 10));
    expect([...counts.subarray(10)]).toEqual(Array.from({ length: 10 }, () => TEST_COUNT / 10));
    // The four original files: an IDX header and the body.
    const { images, labels } = dataset;
    expect(digest(idxHeader(TRAIN_COUNT, 28, 28), images.subarray(0, TRAIN_COUNT * IMAGE_PIXELS))).toBe(
      'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    );
    expect(
      digest(
        idxHeader(TEST_COUNT, 28, 28),
        images.subarray(TRAIN_COUNT * IMAGE_PIXELS, DATASET_COUNT * IMAGE_PIXELS),
      ),
    ).toBe('5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b');
    expect(digest(idxHeader(TRAIN_COUNT), labels.subarray(0, TRAIN_COUNT))).toBe(
      'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    );
    expect(digest(idxHeader(TEST_COUNT), labels.subarray(TRAIN_COUNT, DATASET_COUNT))).toBe(
      '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    );
  });
});

/** Big-endian: the type "unsigned byte" with the number of axes, then the extents. */
function idxHeader(...extents: number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * extents.length);
  [0x800 + extents.length, ...extents].forEach((value, i) => header.writeUInt32BE(value, 4 * i));
  return header;
}
