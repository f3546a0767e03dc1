// The service worker's events, over a scope, a network and a Cache Storage of the test's own.

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCacheStorage } from '../storage/cache-storage.fixture.ts';

const ORIGIN = 'https://page.example';
const BASE = `${ORIGIN}/lenet/`;
const OWN_CACHE = 'lenet-playground-page-/lenet/v2';
const OLD_CACHE = 'lenet-playground-page-/lenet/v1';
/** Of copies of the page at other paths of the origin. */
const OTHER_CACHES = ['lenet-playground-page-v1', 'lenet-playground-page-/lenet/beta/v1'];
const SHARDS = 'lenet-playground-shards';

const FILES: Record<string, string> = {
  './': '<!doctype html>',
  'assets/index-2b.js': 'new code',
  'data/manifest.json': '{}',
};
const HEADERS = { 'Cross-Origin-Embedder-Policy': 'require-corp', 'X-Content-Type-Options': 'nosniff' };
const digest = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

let storage: CacheStorage;
/** What the server has, by path from the page. */
let served: Record<string, string>;
let requests: Request[];
let online: boolean;
let pages: number;
/** Ends when the browser has claimed every page and thread. */
let claims: Promise<void>;
let scope: EventTarget & { claimed: number; skipped: number };

/** As the browser's fetch: the answer must have the digest that the request names. */
async function network(request: Request): Promise<Response> {
  requests.push(request);
  if (!online) throw new TypeError('Failed to fetch');
  const path = request.url === BASE ? './' : request.url.slice(BASE.length);
  const text = served[path];
  if (text === undefined) return new Response('not found', { status: 404 });
  if (request.integrity !== '' && request.integrity !== digest(text)) throw new TypeError('wrong digest');
  return new Response(text);
}

beforeEach(async () => {
  served = { ...FILES };
  requests = [];
  online = true;
  pages = 1;
  claims = Promise.resolve();
  storage = createCacheStorage(network);
  scope = Object.assign(new EventTarget(), {
    claimed: 0,
    skipped: 0,
    location: { href: `${BASE}service-worker.js`, origin: ORIGIN },
    clients: {
      matchAll: async () => Array.from({ length: pages }),
      claim() {
        scope.claimed++;
        return claims;
      },
    },
    skipWaiting: async () => void scope.skipped++,
  });
  const files = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, digest(text)]));
  vi.stubGlobal('self', scope);
  vi.stubGlobal('caches', storage);
  vi.stubGlobal('fetch', network);
  vi.stubGlobal('PRECACHE', { version: 'v2', files, headers: HEADERS });
  vi.resetModules();
  // Not by import(): the types of its scope are not those of the tests.
  await vi.importActual('./service-worker.ts');
});
afterEach(() => vi.unstubAllGlobals());

/** Sends an event with `fields`, and waits for all that it is extended by. */
async function send(type: string, fields: object = {}): Promise<void> {
  const work: Promise<unknown>[] = [];
  const waitUntil = (promise: Promise<unknown>) => void work.push(promise);
  scope.dispatchEvent(Object.assign(new Event(type), { waitUntil, ...fields }));
  await Promise.all(work);
}

/** The answer to a request of the page; undefined where it is left to the browser. */
async function respond(url: string, init?: RequestInit): Promise<Response | undefined> {
  const answers: Promise<Response>[] = [];
  const respondWith = (answer: Promise<Response>) => void answers.push(answer);
  await send('fetch', { request: new Request(url, init), respondWith });
  return answers[0];
}

/** The text of the answer; null where it is left to the browser. */
async function ask(url: string, init?: RequestInit): Promise<string | null> {
  return (await (await respond(url, init))?.text()) ?? null;
}

/** A cache of an earlier version, and the shards. */
async function withOlder(): Promise<void> {
  const old = await storage.open(OLD_CACHE);
  await old.put(BASE, new Response('<!doctype html> old'));
  await old.put(`${BASE}assets/index-1a.js`, new Response('old code'));
  for (const name of OTHER_CACHES) await storage.open(name);
  await (await storage.open(SHARDS)).put('https://shards.invalid/a', new Response('shard'));
}

describe('install', () => {
  test('caches every file of the version, with its digest, and waits', async () => {
    await send('install');
    const urls = (await (await storage.open(OWN_CACHE)).keys()).map(({ url }) => url);
    expect(urls).toEqual([BASE, `${BASE}assets/index-2b.js`, `${BASE}data/manifest.json`]);
    expect(requests.map(({ integrity }) => integrity)).toEqual(Object.values(FILES).map(digest));
    // The names of hashed files change with their content; the others are requested again.
    expect(requests.map(({ cache }) => cache)).toEqual(['no-cache', 'default', 'no-cache']);
    expect(scope.skipped).toBe(0);
  });

  test.each([
    ['a file is missing', () => void delete served['assets/index-2b.js']],
    ['a file is of another version', () => void (served['data/manifest.json'] = '{"version":9}')],
    ['the network is gone', () => void (online = false)],
  ])('fails where %s, and caches nothing', async (_, harm) => {
    harm();
    await expect(send('install')).rejects.toBeInstanceOf(TypeError);
    expect(await (await storage.open(OWN_CACHE)).keys()).toEqual([]);
  });
});

describe('activate', () => {
  test('serves the open page, and deletes older versions but neither other copies of the page nor the shards', async () => {
    await withOlder();
    await send('install');
    await send('activate');
    expect(scope.claimed).toBe(1);
    expect(await storage.keys()).toEqual([...OTHER_CACHES, SHARDS, OWN_CACHE]);
  });

  test('does not wait for a thread that can’t be claimed because it waits for work', async () => {
    claims = new Promise(() => {});
    await send('install');
    await send('activate');
    expect(scope.claimed).toBe(1);
  });

  test('keeps older versions while a second page is open', async () => {
    await withOlder();
    await send('install');
    pages = 2;
    await send('activate');
    expect(scope.claimed).toBe(1);
    expect(await storage.keys()).toContain(OLD_CACHE);
  });
});

describe('fetch', () => {
  beforeEach(async () => {
    await withOlder();
    await send('install');
    online = false;
    requests = [];
  });

  test.each([
    ['the page', BASE, FILES['./']],
    ['the page by its file name', `${BASE}index.html`, FILES['./']],
    ['the page with a configuration', `${BASE}?preset=modern&epochs=3`, FILES['./']],
    ['a file', `${BASE}assets/index-2b.js`, FILES['assets/index-2b.js']],
    ['a file of the version before, for a page that is still open', `${BASE}assets/index-1a.js`, 'old code'],
  ])('answers %s from the cache', async (_, url, content) => {
    expect(await ask(url)).toBe(content);
    expect(requests).toEqual([]);
  });

  test.each([
    ['another origin', 'https://other.example/lenet/assets/index-2b.js', {}],
    ['a path that is no file of the page', `${BASE}data/fashion-mnist-test.bin`, {}],
    ['a path above the page', `${ORIGIN}/assets/index-2b.js`, {}],
    ['what is no GET', BASE, { method: 'POST' }],
  ])('leaves %s to the browser', async (_, url, init) => {
    expect(await ask(url, init)).toBeNull();
  });

  test('asks the network for an asset that no version has cached', async () => {
    await expect(ask(`${BASE}assets/panel-3c.js`)).rejects.toThrow('Failed to fetch');
    online = true;
    served['assets/panel-3c.js'] = 'newer code';
    expect(await ask(`${BASE}assets/panel-3c.js`)).toBe('newer code');
  });
});

describe('the headers of an answer', () => {
  const sent = async (url: string) => Object.fromEntries((await respond(url))!.headers);
  const ALL = { 'cross-origin-embedder-policy': 'require-corp', 'x-content-type-options': 'nosniff' };
  const TEXT = { 'content-type': 'text/plain;charset=UTF-8' };

  test('are added where the host sends none, from the caches and from the network', async () => {
    await withOlder();
    await send('install');
    expect(await sent(BASE)).toEqual({ ...TEXT, ...ALL });
    expect(await sent(`${BASE}assets/index-1a.js`)).toEqual({ ...TEXT, ...ALL });
    served['assets/panel-3c.js'] = 'newer code';
    expect(await sent(`${BASE}assets/panel-3c.js`)).toEqual({ ...TEXT, ...ALL });
    expect((await respond(`${BASE}assets/none-4d.js`))!.status).toBe(404);
  });

  test('are the host’s own where it sends them', async () => {
    const own = { 'Cross-Origin-Embedder-Policy': 'credentialless' };
    const cache = await storage.open(OWN_CACHE);
    await cache.put(BASE, new Response('page', { headers: own }));
    expect(await sent(BASE)).toEqual({ ...TEXT, ...ALL, 'cross-origin-embedder-policy': 'credentialless' });
  });

  test('are not added to a redirect, which the browser follows itself', async () => {
    const redirect = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    vi.stubGlobal('fetch', async () => redirect);
    expect(await respond(BASE)).toBe(redirect);
  });
});

describe('message', () => {
  test('take-over ends the wait', async () => {
    await send('message', { data: 'take-over' });
    expect(scope.skipped).toBe(1);
  });

  test('forget-older deletes older versions, unless a second page is open', async () => {
    await withOlder();
    await send('install');
    pages = 2;
    await send('message', { data: 'forget-older' });
    expect(await storage.keys()).toContain(OLD_CACHE);
    pages = 1;
    await send('message', { data: 'forget-older' });
    expect(await storage.keys()).toEqual([...OTHER_CACHES, SHARDS, OWN_CACHE]);
  });

  test('of another kind is ignored', async () => {
    await send('message', { data: 'something newer' });
    expect(scope.skipped).toBe(0);
  });
});
