// The cache over a made-up Cache Storage, and without any. How spoilt contents are survived: data/fetch-shards.test.ts.

import { describe, expect, test } from 'vitest';
import { browserShardCache } from './shard-cache.ts';

const DIGEST = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

/** The few calls that are used, over maps; bodies are kept as bytes, as a browser keeps them. */
function madeStorage(): CacheStorage {
  const caches = new Map<string, Map<string, ArrayBuffer>>();
  const open = async (name: string) => {
    const entries = caches.get(name) ?? new Map<string, ArrayBuffer>();
    caches.set(name, entries);
    return {
      match: async (url: string) => (entries.has(url) ? new Response(entries.get(url)) : undefined),
      put: async (url: string, response: Response) => void entries.set(url, await response.arrayBuffer()),
      keys: async () => [...entries.keys()].map((url) => new Request(url)),
      delete: async ({ url }: Request) => entries.delete(url),
    };
  };
  return { open } as unknown as CacheStorage;
}

describe('browserShardCache', () => {
  test('gives back what was put, on another visit too, and null for the rest', async () => {
    const storage = madeStorage();
    const content = Uint8Array.of(1, 2, 3);
    await browserShardCache(storage).put('a.bin', DIGEST, content);
    const later = browserShardCache(storage);
    expect(await later.get('a.bin', DIGEST)).toEqual(content);
    expect(await later.get('a.bin', OTHER)).toBeNull();
  });

  test('lets go of everything but what is retained', async () => {
    const cache = browserShardCache(madeStorage());
    await cache.put('a.bin', DIGEST, Uint8Array.of(1));
    await cache.put('b.bin', OTHER, Uint8Array.of(2));
    await cache.retain([OTHER]);
    expect(await cache.get('a.bin', DIGEST)).toBeNull();
    expect(await cache.get('b.bin', OTHER)).toEqual(Uint8Array.of(2));
  });

  test('rejects, and does not throw, where there is no storage', async () => {
    const cache = browserShardCache(undefined);
    await expect(cache.get('a.bin', DIGEST)).rejects.toThrow('no cache storage');
    await expect(cache.put('a.bin', DIGEST, Uint8Array.of(1))).rejects.toThrow('no cache storage');
    await expect(cache.retain([])).rejects.toThrow('no cache storage');
  });
});
