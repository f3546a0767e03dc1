// The page's end of the service worker: registers it, tells of a new version, and says what would work offline.

import { trustedScriptUrl } from '../browser/trusted-script-url.ts';
import { SHARD_COUNT } from '../contract/dataset.ts';
import { MANIFEST_NAME, readManifest } from '../contract/manifest.ts';
import {
  PAGE_CACHE,
  SHARD_CACHE,
  shardKey,
  type OfflineStatus,
  type ServiceWorkerCommand,
} from '../contract/offline.ts';

const base = () => new URL(import.meta.env.BASE_URL, location.href);

/** Calls back at once and whenever `registration` has another active worker. */
function whenActive(registration: ServiceWorkerRegistration, onActive: () => void): void {
  const follow = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'activated') onActive();
    });
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
  onActive();
}

function whenWaiting(registration: ServiceWorkerRegistration, onNewVersion: () => void): void {
  const look = () => {
    // Without an active one it is the first, and nothing is replaced.
    if (registration.waiting && registration.active) onNewVersion();
  };
  const follow = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', look);
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
  look();
}

/**
 * Has the page kept, and resolves when that is under way, or with the reason why it can't be. `onChange`: something else
 * may work offline now; `onNewVersion`: one waits to be used.
 */
export async function registerServiceWorker(
  onChange: () => void,
  onNewVersion: () => void,
): Promise<Extract<OfflineStatus, 'insecure-context' | 'refused'> | null> {
  if (!isSecureContext) return 'insecure-context';
  // Some browsers hide it in private windows.
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (!serviceWorker) return 'refused';
  try {
    await serviceWorker.register(trustedScriptUrl(new URL('service-worker.js', base())));
    const registration = await serviceWorker.getRegistration();
    if (!registration) return 'refused';
    whenActive(registration, onChange);
    whenWaiting(registration, onNewVersion);
    if (!registration.waiting) {
      registration.active?.postMessage('forget-older' satisfies ServiceWorkerCommand);
    }
    // A page can stay open for days.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void registration.update().catch(() => {});
    });
    return null;
  } catch {
    return 'refused';
  }
}

/** What would work without a network, as the registration and the caches have it; for a run on `samples` pictures. */
export async function readOfflineStatus(
  samples: number,
): Promise<Extract<OfflineStatus, 'page-missing' | 'images-missing' | 'ready'>> {
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    const names = (await caches.keys()).filter((name) => name.startsWith(PAGE_CACHE));
    // A version is kept whole or not at all.
    const pages = await Promise.all(names.map((cacheName) => caches.match(base(), { cacheName })));
    if (!registration?.active || !pages.some(Boolean)) return 'page-missing';
    const listed = await caches.match(new URL(`data/${MANIFEST_NAME}`, base()));
    const list = readManifest((await listed?.text()) ?? '');
    if ('problem' in list || !(await caches.has(SHARD_CACHE))) return 'images-missing';
    const kept = new Set((await (await caches.open(SHARD_CACHE)).keys()).map(({ url }) => url));
    const { shards } = list.manifest;
    const needed = [...shards.slice(0, Math.ceil(samples / SHARD_COUNT)), shards.at(-1)!];
    return needed.every((shard) => kept.has(shardKey(shard))) ? 'ready' : 'images-missing';
  } catch {
    return 'page-missing';
  }
}

/** The version that waits takes over, and the page loads anew, once. */
export async function activateNewVersion(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  // Where it waits no more, another tab has let it in.
  if (!registration?.waiting) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration.waiting.postMessage('take-over' satisfies ServiceWorkerCommand);
}
