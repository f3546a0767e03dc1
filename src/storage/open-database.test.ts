// Denied storage is distinguished from broken storage. indexedDB and caches are mocked.

import { afterEach, expect, test, vi } from 'vitest';
import { openDatabase } from './open-database.ts';

afterEach(() => vi.unstubAllGlobals());

/** An `indexedDB` whose requests to open fail with `error`. */
function failing(error: unknown) {
  const open = () => {
    const request = Object.assign(new EventTarget(), { error });
    queueMicrotask(() => request.dispatchEvent(new Event('error')));
    return request;
  };
  vi.stubGlobal('indexedDB', { open });
  vi.stubGlobal('IDBRequest', EventTarget);
}
const withCaches = (has: () => Promise<boolean>) => vi.stubGlobal('caches', { has });
const unknown = () => new DOMException('no access', 'UnknownError');
const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'));
const opened = () => openDatabase('name', 1, {});

test('an unknown error where the Cache API is denied too is a denied storage', async () => {
  failing(unknown());
  withCaches(denied);
  await expect(opened()).rejects.toMatchObject({ name: 'SecurityError', message: 'no access' });
});

test.each([
  ['with a Cache API', unknown(), () => withCaches(async () => false)],
  ['without a Cache API', unknown(), () => vi.stubGlobal('caches', undefined)],
  ['with a Cache API that fails otherwise', unknown(), () => withCaches(() => Promise.reject(unknown()))],
  ['of another name', new DOMException('newer', 'VersionError'), () => withCaches(denied)],
])('an error %s stays as it is', async (_, error, prepare) => {
  failing(error);
  prepare();
  await expect(opened()).rejects.toBe(error);
});
