// The cache over a Cache Storage, in memory, and where there is none. Damaged contents: dataset/fetch-shards.test.ts.

import { describe, expect, test } from 'vitest';
import { createCacheStorage } from './cache-storage.fixture.ts';
import { browserShardCache, memoryShardCache } from './shard-cache.ts';

const DIGEST = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

describe.each([
  ['Cache Storage', () => browserShardCache(createCacheStorage())],
  ['memory', memoryShardCache],
])('the shard cache in %s', (_, createCache) => {
  test('gives back what was put, whatever becomes of the array, and null for the rest', async () => {
    const cache = createCache();
    const content = Uint8Array.of(1, 2, 3);
    await cache.put('a.bin', DIGEST, content);
    content.fill(0);
    expect(await cache.get('a.bin', DIGEST)).toEqual(Uint8Array.of(1, 2, 3));
    expect(await cache.get('a.bin', OTHER)).toBeNull();
  });

  test('deletes everything but what is retained', async () => {
    const cache = createCache();
    await cache.put('a.bin', DIGEST, Uint8Array.of(1));
    await cache.put('b.bin', OTHER, Uint8Array.of(2));
    await cache.retain([OTHER]);
    expect(await cache.get('a.bin', DIGEST)).toBeNull();
    expect(await cache.get('b.bin', OTHER)).toEqual(Uint8Array.of(2));
  });
});

describe('the shard cache in Cache Storage', () => {
  test('is there on the next visit, under the name and keys of earlier versions', async () => {
    const storage = createCacheStorage();
    await browserShardCache(storage).put('a.bin', DIGEST, Uint8Array.of(1));
    expect(await browserShardCache(storage).get('a.bin', DIGEST)).toEqual(Uint8Array.of(1));
    expect(await storage.keys()).toEqual(['lenet-playground-shards']);
    const [entry] = await (await storage.open('lenet-playground-shards')).keys();
    expect(entry!.url).toBe(`https://shards.invalid/a.bin?sha256=${DIGEST}`);
  });

  test('rejects, and does not throw, where there is no storage', async () => {
    const cache = browserShardCache(undefined);
    await expect(cache.get('a.bin', DIGEST)).rejects.toThrow('no cache storage');
    await expect(cache.put('a.bin', DIGEST, Uint8Array.of(1))).rejects.toThrow('no cache storage');
    await expect(cache.retain([])).rejects.toThrow('no cache storage');
  });
});
