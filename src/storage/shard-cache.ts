// Verified shards kept in the browser's Cache Storage, uncompressed, one entry per digest. Whoever reads them verifies
// them again. Any call may reject (private window, quota, no storage at all).

import type { ShardCache } from '../data/fetch-shards.ts';

const CACHE_NAME = 'lenet-playground-shards';
const CONTENT_TYPE = 'application/octet-stream';

/** Over the given storage; `caches` is missing in insecure contexts. */
export function browserShardCache(
  storage: CacheStorage | undefined = (globalThis as { caches?: CacheStorage }).caches,
): ShardCache {
  const open = async () => {
    if (!storage) throw new Error('no cache storage here');
    return storage.open(CACHE_NAME);
  };
  return {
    get: async (name, sha256) => {
      const response = await (await open()).match(keyOf(name, sha256));
      return response ? new Uint8Array(await response.arrayBuffer()) : null;
    },
    put: async (name, sha256, content) => {
      const headers = { 'Content-Type': CONTENT_TYPE, 'Content-Length': String(content.length) };
      await (await open()).put(keyOf(name, sha256), new Response(content, { headers }));
    },
    retain: async (sha256s) => {
      const cache = await open();
      const old = (await cache.keys()).filter(({ url }) => !sha256s.some((sha256) => url.endsWith(sha256)));
      await Promise.all(old.map((request) => cache.delete(request)));
    },
  };
}

/** Cache keys must be URLs; nothing is ever fetched from this one. */
function keyOf(name: string, sha256: string): string {
  return `https://shards.invalid/${name}?sha256=${sha256}`;
}

/** Forgets everything with the page: for tests. */
export function memoryShardCache(): ShardCache {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    get: async (_name, sha256) => kept.get(sha256) ?? null,
    put: async (_name, sha256, content) => void kept.set(sha256, content.slice()),
    retain: async (sha256s) => {
      for (const sha256 of kept.keys()) if (!sha256s.includes(sha256)) kept.delete(sha256);
    },
  };
}
