// Keeps one version of the page, whole, and serves it with or without a network, with the headers that it came with.
// It waits until it is told to take over, and does not know the data: the shards are the worker's (storage/).

import { PAGE_CACHE, type ServiceWorkerCommand } from '../contract/offline.ts';

declare const self: ServiceWorkerGlobalScope;

/** Written by the build: every file of the page, relative to this one, with its digest for `integrity`. */
declare const PRECACHE: { version: string; files: Record<string, string> };

/** The page itself. Hosts send `index.html` on to it, and a navigation must not be answered by a redirect. */
const PAGE = './';
const HASHED = /^assets\//;
const { version, files } = PRECACHE;
const OWN_CACHE = PAGE_CACHE + version;
const absolute = (path: string) => new URL(path, self.location.href).href;
const kept = new Set(Object.keys(files).map(absolute));

/** All or nothing; `integrity` fails what a half-updated host mixes up. Hashed files may come from the browser's cache. */
async function keepPage(): Promise<void> {
  const requests = Object.entries(files).map(
    ([path, integrity]) =>
      new Request(absolute(path), { integrity, cache: HASHED.test(path) ? 'default' : 'no-cache' }),
  );
  await (await caches.open(OWN_CACHE)).addAll(requests);
}

/** Not while a second page is open: it may be of an older version, and have chunks yet to load. */
async function forgetOlder(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length > 1) return;
  const old = (await caches.keys()).filter((name) => name.startsWith(PAGE_CACHE) && name !== OWN_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** This version's file, else an older one's for an older page, else the network's. */
async function answer(request: Request, url: string): Promise<Response> {
  // Hosts vary by encoding or origin; the content is the same.
  const options = { ignoreVary: true };
  const own = await caches.match(url, { ...options, cacheName: OWN_CACHE });
  return own ?? (await caches.match(url, options)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepPage()));

self.addEventListener('activate', (event) => {
  // The first version keeps serving the page that brought it, should the network go.
  event.waitUntil(Promise.all([forgetOlder(), self.clients.claim()]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  // Configuration is in the search, which no file depends on.
  url.search = '';
  if (url.href === absolute('index.html')) url.href = absolute(PAGE);
  const older = url.href.startsWith(absolute('assets/'));
  if (kept.has(url.href) || older) event.respondWith(answer(request, url.href));
});

self.addEventListener('message', (event) => {
  const command = event.data as ServiceWorkerCommand;
  switch (command) {
    case 'take-over':
      event.waitUntil(self.skipWaiting());
      return;
    case 'forget-older':
      event.waitUntil(forgetOlder());
      return;
    default:
      command satisfies never;
  }
});
