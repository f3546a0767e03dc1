// What page, worker and service worker share to work without a network: names of caches, commands and states.

import type { ShardEntry } from './manifest.ts';

/** Prefix of the caches that hold versions of the page, one for each version. */
export const PAGE_CACHE = 'lenet-playground-page-';
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
