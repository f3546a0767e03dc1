// The page's end of the service worker, over a registration, caches and a page of the test's own.

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readManifest } from '../contract/manifest.ts';
import { shardKey } from '../contract/offline.ts';
import { createCacheStorage } from '../storage/cache-storage.fixture.ts';
import {
  activateNewVersion,
  readOfflineStatus,
  registerServiceWorker,
  watchThreads,
} from './service-worker.ts';

const ORIGIN = 'https://page.example';

class FakeServiceWorker extends EventTarget {
  state = 'installing';
  readonly received: unknown[] = [];
  postMessage(message: unknown): void {
    this.received.push(message);
  }
  enter(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  scope = `${ORIGIN}/`;
  installing: FakeServiceWorker | null = null;
  waiting: FakeServiceWorker | null = null;
  active: FakeServiceWorker | null = null;
  updates = 0;
  async update(): Promise<void> {
    this.updates++;
    throw new TypeError('Failed to fetch');
  }
  /** The browser finds another version and installs it. */
  find(): FakeServiceWorker {
    this.installing = new FakeServiceWorker();
    this.dispatchEvent(new Event('updatefound'));
    return this.installing;
  }
}

let registration: FakeRegistration | undefined;
let container: EventTarget & { register: ReturnType<typeof vi.fn>; getRegistration: () => Promise<unknown> };
let reloads: number;
let page: EventTarget & { visibilityState: string };

beforeEach(() => {
  registration = new FakeRegistration();
  reloads = 0;
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  container = Object.assign(new EventTarget(), {
    register: vi.fn<(script: string) => Promise<void>>(() => Promise.resolve()),
    getRegistration: async () => registration,
  });
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.stubGlobal('location', { href: `${ORIGIN}/?epochs=3`, origin: ORIGIN, reload: () => void reloads++ });
  vi.stubGlobal('document', page);
  vi.stubGlobal('caches', createCacheStorage());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('registerServiceWorker', () => {
  const onChange = vi.fn<() => void>();
  const onNewVersion = vi.fn<() => void>();
  const register = () => registerServiceWorker(onChange, onNewVersion);
  beforeEach(() => {
    onChange.mockReset();
    onNewVersion.mockReset();
  });

  test('reports when the first version has been cached, which is no new version', async () => {
    registration!.installing = new FakeServiceWorker();
    expect(await register()).toBeNull();
    expect(container.register.mock.calls).toEqual([[`${ORIGIN}/service-worker.js`]]);
    expect(onChange).toHaveBeenCalledOnce();
    const { installing } = registration!;
    registration!.waiting = installing;
    installing!.enter('installed');
    registration!.waiting = null;
    registration!.active = installing;
    installing!.enter('activated');
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(onNewVersion).not.toHaveBeenCalled();
  });

  test('reports a version that waits, or comes later to wait', async () => {
    registration!.active = new FakeServiceWorker();
    registration!.waiting = new FakeServiceWorker();
    await register();
    expect(onNewVersion).toHaveBeenCalledOnce();
    expect(registration!.active.received).toEqual([]);
    const found = registration!.find();
    registration!.waiting = found;
    found.enter('installed');
    expect(onNewVersion).toHaveBeenCalledTimes(2);
  });

  test('lets the newest version delete older ones', async () => {
    registration!.active = new FakeServiceWorker();
    await register();
    expect(registration!.active.received).toEqual(['forget-older']);
  });

  test('looks for a new version when the page comes back to sight, and survives a lost network', async () => {
    await register();
    page.dispatchEvent(new Event('visibilitychange'));
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(registration!.updates).toBe(1);
  });

  test('names an insecure address, and a browser that has no service workers or denies them', async () => {
    container.register.mockRejectedValue(new DOMException('denied', 'SecurityError'));
    expect(await register()).toBe('refused');
    vi.stubGlobal('navigator', {});
    expect(await register()).toBe('refused');
    vi.stubGlobal('isSecureContext', false);
    expect(await register()).toBe('insecure-context');
  });

  test('a script that can’t be fetched is not the browser’s refusal', async () => {
    container.register.mockRejectedValue(new TypeError('Failed to register: the script has 404'));
    expect(await register()).toBeNull();
    registration = undefined;
    expect(await register()).toBe('page-missing');
  });

  test('the registration of a page above is not this page’s', async () => {
    vi.stubGlobal('location', { href: `${ORIGIN}/lenet/`, origin: ORIGIN });
    vi.stubEnv('BASE_URL', './');
    registration!.active = new FakeServiceWorker();
    expect(await register()).toBe('page-missing');
    expect(container.register.mock.calls).toEqual([[`${ORIGIN}/lenet/service-worker.js`]]);
    expect(registration!.active.received).toEqual([]);
    registration!.scope = `${ORIGIN}/lenet/`;
    expect(await register()).toBeNull();
  });

  test('any other error is no refusal and is thrown', async () => {
    container.register.mockRejectedValue(new RangeError('a fault of ours'));
    await expect(register()).rejects.toThrow('a fault of ours');
  });
});

describe('readOfflineStatus', () => {
  const text = readFileSync(new URL('../../public/data/manifest.json', import.meta.url), 'utf8');
  const read = readManifest(text);
  if ('problem' in read) throw new Error(read.problem);
  const { shards } = read.manifest;

  async function withPage(): Promise<void> {
    registration!.active = new FakeServiceWorker();
    const cache = await caches.open('lenet-playground-page-v1');
    await cache.put(`${ORIGIN}/`, new Response('<!doctype html>'));
    await cache.put(`${ORIGIN}/data/manifest.json`, new Response(text));
  }
  async function withShards(...places: number[]): Promise<void> {
    const cache = await caches.open('lenet-playground-shards');
    for (const place of places) await cache.put(shardKey(shards[place]!), new Response('x'));
  }

  test('the page is missing until a version is active and cached', async () => {
    expect(await readOfflineStatus(1000)).toBe('page-missing');
    registration!.active = new FakeServiceWorker();
    expect(await readOfflineStatus(1000)).toBe('page-missing');
    await caches.open('lenet-playground-page-v1');
    expect(await readOfflineStatus(1000)).toBe('page-missing');
    await withPage();
    registration!.active = null;
    expect(await readOfflineStatus(1000)).toBe('page-missing');
  });

  test('the images are those that the run needs, and the test images', async () => {
    await withPage();
    expect(await readOfflineStatus(1000)).toBe('images-missing');
    await withShards(0);
    expect(await readOfflineStatus(1000)).toBe('images-missing');
    await withShards(6);
    expect(await readOfflineStatus(10_000)).toBe('ready');
    expect(await readOfflineStatus(10_001)).toBe('images-missing');
    await withShards(1, 2, 3, 4, 5);
    expect(await readOfflineStatus(60_000)).toBe('ready');
  });

  test('a person’s own data needs the page alone', async () => {
    expect(await readOfflineStatus(null)).toBe('page-missing');
    await withPage();
    expect(await readOfflineStatus(null)).toBe('ready');
  });

  test('a manifest that can’t be read names no images', async () => {
    await withPage();
    await withShards(0, 6);
    const cache = await caches.open('lenet-playground-page-v1');
    await cache.put(`${ORIGIN}/data/manifest.json`, new Response('{}'));
    expect(await readOfflineStatus(1000)).toBe('images-missing');
  });

  test('caches that are denied hold no page; any other error is thrown', async () => {
    await withPage();
    vi.stubGlobal('caches', { keys: () => Promise.reject(new DOMException('denied', 'SecurityError')) });
    expect(await readOfflineStatus(1000)).toBe('page-missing');
    vi.stubGlobal('caches', { keys: () => Promise.reject(new RangeError('a fault of ours')) });
    await expect(readOfflineStatus(1000)).rejects.toThrow('a fault of ours');
  });
});

describe('watchThreads', () => {
  const all = ['unknown', 'insecure-context', 'refused', 'page-missing', 'images-missing', 'ready'] as const;
  const statuses = () => {
    const threadsWith = watchThreads();
    return Object.fromEntries(all.map((offline) => [offline, threadsWith(offline)]));
  };
  const always = (threads: string) => Object.fromEntries(all.map((offline) => [offline, threads]));
  const processor = (cores: number, controller: string | null = null) =>
    vi.stubGlobal('navigator', {
      hardwareConcurrency: cores,
      serviceWorker: Object.assign(container, { controller: controller && { scriptURL: controller } }),
    });
  beforeEach(() => {
    vi.stubGlobal('crossOriginIsolated', false);
    processor(4);
  });

  test('a reload helps once the service worker has the page', () => {
    expect(statuses()).toEqual({
      ...always('unknown'),
      refused: 'no-headers',
      'images-missing': 'reload',
      ready: 'reload',
    });
  });

  test('nothing is missing on an isolated page, and with one core', () => {
    processor(1);
    expect(statuses()).toEqual(always('all'));
    processor(4);
    vi.stubGlobal('crossOriginIsolated', true);
    expect(statuses()).toEqual(always('all'));
  });

  test('a reload does not help twice, and another page’s service worker does not count', () => {
    processor(4, `${ORIGIN}/service-worker.js`);
    expect(statuses()).toEqual(always('no-headers'));
    processor(4, `${ORIGIN}/other/service-worker.js`);
    expect(statuses().ready).toBe('reload');
  });

  test('an insecure address is named', () => {
    vi.stubGlobal('isSecureContext', false);
    expect(statuses()).toEqual(always('insecure-context'));
  });
});

describe('activateNewVersion', () => {
  test('lets the waiting version take over, and reloads once it has', async () => {
    registration!.waiting = new FakeServiceWorker();
    await activateNewVersion();
    expect(registration!.waiting.received).toEqual(['take-over']);
    expect(reloads).toBe(0);
    container.dispatchEvent(new Event('controllerchange'));
    container.dispatchEvent(new Event('controllerchange'));
    expect(reloads).toBe(1);
  });

  test('reloads at once if another tab has activated it', async () => {
    await activateNewVersion();
    expect(reloads).toBe(1);
  });
});
