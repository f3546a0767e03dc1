// Verified shards in the browser's Cache Storage, uncompressed, one entry per digest. Readers verify them again. Any call
// may reject: private window, full storage, no storage at all.

import { SHARD_CACHE, shardKey } from '../contract/offline.ts';
import type { ShardCache } from '../dataset/fetch-shards.ts';

const CONTENT_TYPE = 'application/octet-stream';

/** The cache in `storage`. Insecure contexts have no `caches`. */
export function browserShardCache(
  storage: CacheStorage | undefined = (globalThis as { caches?: CacheStorage }).caches,
): ShardCache {
  const open = async () => {
    if (!storage) throw new Error('no cache storage here');
    return storage.open(SHARD_CACHE);
  };
  return {
    get: async (name, sha256) => {
      const response = await (await open()).match(shardKey({ file: name, sha256 }));
      return response ? new Uint8Array(await response.arrayBuffer()) : null;
    },
    put: async (name, sha256, content) => {
      const headers = { 'Content-Type': CONTENT_TYPE, 'Content-Length': String(content.length) };
      await (await open()).put(shardKey({ file: name, sha256 }), new Response(content, { headers }));
    },
    retain: async (sha256s) => {
      const cache = await open();
      const old = (await cache.keys()).filter(({ url }) => !sha256s.some((sha256) => url.endsWith(sha256)));
      await Promise.all(old.map((request) => cache.delete(request)));
    },
  };
}

/** A cache in memory, for tests and programs in Node. */
export function memoryShardCache(): ShardCache {
  const cached = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    get: async (_name, sha256) => cached.get(sha256) ?? null,
    put: async (_name, sha256, content) => void cached.set(sha256, content.slice()),
    retain: async (sha256s) => {
      for (const sha256 of cached.keys()) if (!sha256s.includes(sha256)) cached.delete(sha256);
    },
  };
}
