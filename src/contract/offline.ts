// What page, worker and service worker share to work without a network: names of caches, commands and states.

import type { ShardEntry } from './manifest.ts';

const PAGE_CACHE = 'lenet-playground-page-';

/**
 * The name of the cache that holds `version` of the page at `path`, a folder with a slash at its end. Other copies of the
 * page on the same origin share the cache storage.
 */
export function pageCacheName(path: string, version: string): string {
  return PAGE_CACHE + (path === '/' ? '' : path) + version;
}

/** Whether a cache of this name holds a version of the page at `path`. */
export function isPageCache(name: string, path: string): boolean {
  const prefix = pageCacheName(path, '');
  return name.startsWith(prefix) && !name.slice(prefix.length).includes('/');
}

/** The cache of verified shards, for all versions of the page. */
export const SHARD_CACHE = 'lenet-playground-shards';

/** Cache keys must be URLs. Nothing is fetched from this one. */
export function shardKey({ file, sha256 }: Pick<ShardEntry, 'file' | 'sha256'>): string {
  return `https://shards.invalid/${file}?sha256=${sha256}`;
}

/** Page to service worker. */
export type ServiceWorkerCommand =
  /** To the waiting version: take over now. */
  | 'take-over'
  /** The open page is of the newest version: delete older ones, unless another page needs them. */
  | 'forget-older';

/** Whether the page may use all processor threads: only if it came with the headers that isolate it from other origins. */
export type ThreadsStatus =
  /** Not known yet, or the page is not cached. */
  | 'unknown'
  | 'all'
  /** The host sent no such headers; the service worker adds them from the next load on. */
  | 'reload'
  /** Browsers isolate pages only on secure addresses. */
  | 'insecure-context'
  /** The host sent no such headers, and no service worker can add them. */
  | 'no-headers';

export type OfflineStatus =
  /** Not known yet, or on a development server. */
  | 'unknown'
  /** Browsers allow service workers only on secure addresses. */
  | 'insecure-context'
  /** The browser allows none, as in some private windows. */
  | 'refused'
  /** The page is not cached. */
  | 'page-missing'
  /** The page is cached, but not all images that the configuration needs. */
  | 'images-missing'
  | 'ready';
