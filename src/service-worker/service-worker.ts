// Caches one version of the page, all of it, and serves it with or without a network. Adds the headers that the host does
// not send. A new version waits until the page lets it take over. The training images are cached by the worker (storage/).

import { isPageCache, pageCacheName, type ServiceWorkerCommand } from '../contract/offline.ts';

declare const self: ServiceWorkerGlobalScope;

/** Written by the build. */
declare const PRECACHE: {
  version: string;
  /** Every file of the page, relative to this one, with its digest for `integrity`. */
  files: Record<string, string>;
  /** The headers of public/_headers for every file. */
  headers: Record<string, string>;
};

/** The page itself. Hosts redirect `index.html` to it, and a navigation must not be answered by a redirect. */
const PAGE = './';
const HASHED = /^assets\//;
const { version, files, headers } = PRECACHE;
const absolute = (path: string) => new URL(path, self.location.href).href;
const PATH = new URL(absolute(PAGE)).pathname;
const OWN_CACHE = pageCacheName(PATH, version);
const precached = new Set(Object.keys(files).map(absolute));

/** All files or none. `integrity` fails a mix of two versions. Files with hashed names may come from the HTTP cache. */
async function precache(): Promise<void> {
  const requests = Object.entries(files).map(
    ([path, integrity]) =>
      new Request(absolute(path), { integrity, cache: HASHED.test(path) ? 'default' : 'no-cache' }),
  );
  await (await caches.open(OWN_CACHE)).addAll(requests);
}

/** Deletes nothing while a second page is open: it may be of an older version, and load more of its files later. */
async function deleteOlderVersions(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length > 1) return;
  const old = (await caches.keys()).filter((name) => isPageCache(name, PATH) && name !== OWN_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * `response` with the headers that it lacks. Without COOP and COEP a page has one thread, and its workers need COEP as the
 * page does.
 */
function withHeaders(response: Response): Response {
  const missing = Object.entries(headers).filter(([name]) => !response.headers.has(name));
  // A redirect that the browser follows has no status and can't be copied.
  if (missing.length === 0 || response.status === 0) return response;
  const { body, status, statusText } = response;
  const all = [...response.headers, ...missing] as [string, string][];
  return new Response(body, { status, statusText, headers: all });
}

/** This version's file, else an older version's for an older page, else the network's. */
async function answer(request: Request, url: string): Promise<Response> {
  // Hosts send Vary for encoding or origin; the content is the same.
  const options = { ignoreVary: true };
  const own = await caches.match(url, { ...options, cacheName: OWN_CACHE });
  return withHeaders(own ?? (await caches.match(url, options)) ?? (await fetch(request)));
}

self.addEventListener('install', (event) => event.waitUntil(precache()));

self.addEventListener('activate', (event) => {
  event.waitUntil(deleteOlderVersions());
  // The first version also serves the page that registered it, in case the network goes. Not awaited: Firefox (153) claims
  // a worker only when its event loop runs, and a thread that waits for work in a run would hold up all requests till then.
  void self.clients.claim();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  // The search holds the configuration, on which no file depends.
  url.search = '';
  if (url.href === absolute('index.html')) url.href = absolute(PAGE);
  const isAsset = url.href.startsWith(absolute('assets/'));
  if (precached.has(url.href) || isAsset) event.respondWith(answer(request, url.href));
});

self.addEventListener('message', (event) => {
  const command = event.data as ServiceWorkerCommand;
  switch (command) {
    case 'take-over':
      event.waitUntil(self.skipWaiting());
      return;
    case 'forget-older':
      event.waitUntil(deleteOlderVersions());
      return;
    default:
      command satisfies never;
  }
});
