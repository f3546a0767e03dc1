// What page, worker and service worker agree on to work without a network: where things are kept, and what is said of it.

import type { ShardEntry } from './manifest.ts';

/** Beginning of the names of the caches of page versions, one for each version. */
export const PAGE_CACHE = 'lenet-playground-page-';
/** The cache of the verified shards, whatever the version. */
export const SHARD_CACHE = 'lenet-playground-shards';

/** Cache keys must be URLs; nothing is ever fetched from this one. */
export function shardKey({ file, sha256 }: Pick<ShardEntry, 'file' | 'sha256'>): string {
  return `https://shards.invalid/${file}?sha256=${sha256}`;
}

/** Page to service worker. */
export type ServiceWorkerCommand =
  /** The waiting version takes over. */
  | 'take-over'
  /** The page that stands is of the newest version: older ones can go where no other page needs them. */
  | 'forget-older';

export type OfflineStatus =
  /** Not looked yet, or a development server. */
  | 'unknown'
  /** Browsers keep pages of secure addresses alone. */
  | 'insecure-context'
  /** The browser or this window keeps no pages. */
  | 'refused'
  | 'page-missing'
  /** The page is kept, but not every picture that the configuration needs. */
  | 'images-missing'
  | 'ready';
