// The page's end of the service worker: registers it, reports a new version, and says what works offline.

import { trustedScriptUrl } from '../browser/trusted-script-url.ts';
import { SHARD_COUNT } from '../contract/dataset.ts';
import { MANIFEST_NAME, readManifest } from '../contract/manifest.ts';
import {
  isPageCache,
  SHARD_CACHE,
  shardKey,
  type OfflineStatus,
  type ThreadsStatus,
  type ServiceWorkerCommand,
} from '../contract/offline.ts';

const base = () => new URL(import.meta.env.BASE_URL, location.href);
const script = () => new URL('service-worker.js', base());

/** This page's registration. Another page's, of a folder above, is found in its place where there is none. */
async function ownRegistration(): Promise<ServiceWorkerRegistration | undefined> {
  const registration = await navigator.serviceWorker.getRegistration(base());
  return registration?.scope === base().href ? registration : undefined;
}

/** Calls `onChange` whenever the state of a worker that `registration` installs changes. */
function watchInstalling(
  registration: ServiceWorkerRegistration,
  onChange: (worker: ServiceWorker) => void,
): void {
  const watch = () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => onChange(worker));
  };
  watch();
  registration.addEventListener('updatefound', watch);
}

/**
 * Registers the service worker, which then caches the page in the background. Resolves with the reason if it can't.
 * `onChange`: more may work offline now; `onNewVersion`: another version is cached and waits.
 */
export async function registerServiceWorker(
  onChange: () => void,
  onNewVersion: () => void,
): Promise<Extract<OfflineStatus, 'insecure-context' | 'refused' | 'page-missing'> | null> {
  if (!isSecureContext) return 'insecure-context';
  // Some browsers have none in private windows.
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (!serviceWorker) return 'refused';
  try {
    await serviceWorker.register(trustedScriptUrl(script()));
  } catch (error) {
    if (error instanceof DOMException) return 'refused';
    // The script could not be fetched. An earlier visit may have registered it.
    if (!(error instanceof TypeError)) throw error;
  }
  const registration = await ownRegistration();
  if (!registration) return 'page-missing';
  const { active, waiting } = registration;
  // Without an active worker this is the first version, which replaces nothing.
  const reportWaiting = () => {
    if (registration.waiting && registration.active) onNewVersion();
  };
  watchInstalling(registration, (worker) => {
    if (worker.state === 'activated') onChange();
    reportWaiting();
  });
  onChange();
  reportWaiting();
  if (!waiting) active?.postMessage('forget-older' satisfies ServiceWorkerCommand);
  // A page can stay open for days. A check that fails is made again the next time.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => {});
  });
  return null;
}

/**
 * What works without a network, by the registration and the caches, for a run on `samples` images of FashionMNIST, or null for
 * a person's own data, which is not fetched.
 */
export async function readOfflineStatus(
  samples: number | null,
): Promise<Extract<OfflineStatus, 'page-missing' | 'images-missing' | 'ready'>> {
  try {
    const registration = await ownRegistration();
    const names = (await caches.keys()).filter((name) => isPageCache(name, base().pathname));
    // A version is cached as a whole, so its page stands for all of it.
    const pages = await Promise.all(names.map((cacheName) => caches.match(base(), { cacheName })));
    if (!registration?.active || !pages.some(Boolean)) return 'page-missing';
    if (samples === null) return 'ready';
    const manifest = await caches.match(new URL(`data/${MANIFEST_NAME}`, base()));
    const read = readManifest((await manifest?.text()) ?? '');
    if ('problem' in read || !(await caches.has(SHARD_CACHE))) return 'images-missing';
    const cached = new Set((await (await caches.open(SHARD_CACHE)).keys()).map(({ url }) => url));
    const { shards } = read.manifest;
    const needed = [...shards.slice(0, Math.ceil(samples / SHARD_COUNT)), shards.at(-1)!];
    return needed.every((shard) => cached.has(shardKey(shard))) ? 'ready' : 'images-missing';
  } catch (error) {
    // The browser denies the caches, for instance after the person blocked the site's data.
    if (error instanceof DOMException) return 'page-missing';
    throw error;
  }
}

/**
 * What this page's threads lack, when it starts and for each `offline` status that follows. Call it before the service worker
 * is registered.
 */
export function watchThreads(): (offline: OfflineStatus) => ThreadsStatus {
  if (crossOriginIsolated || navigator.hardwareConcurrency === 1) return () => 'all';
  if (!isSecureContext) return () => 'insecure-context';
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  // It has added the headers to this page already, in vain.
  if (serviceWorker?.controller?.scriptURL === script().href) return () => 'no-headers';
  return (offline) => {
    if (offline === 'ready' || offline === 'images-missing') return 'reload';
    return offline === 'refused' ? 'no-headers' : 'unknown';
  };
}

/** Lets the waiting version take over, and reloads the page once. */
export async function activateNewVersion(): Promise<void> {
  const registration = await ownRegistration();
  // If none waits any more, another tab has activated it.
  if (!registration?.waiting) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration.waiting.postMessage('take-over' satisfies ServiceWorkerCommand);
}
