// One suite over both stores of finished runs, in memory and in IndexedDB (fake-indexeddb).

import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunEntry } from '../contract/finished-runs.ts';
import type { RunFile } from '../contract/run-file.ts';
import { browserFinishedRunsStore, memoryFinishedRunsStore, type RunToStore } from './finished-runs-store.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

/** The store looks at the id alone. */
const runOf = (
  id: string,
  weights?: Uint8Array<ArrayBuffer>,
): Required<Pick<RunToStore, 'file'>> & RunToStore => ({
  entry: { id, name: `Run ${id}` } as RunEntry,
  file: { savedAt: id } as RunFile,
  weights,
});

describe.each([
  ['memory', memoryFinishedRunsStore],
  ['IndexedDB', browserFinishedRunsStore],
])('the store of finished runs in %s', (_, createStore) => {
  test('is empty at first', async () => {
    const store = createStore();
    expect(await store.list()).toEqual([]);
    expect(await store.file('a')).toBeUndefined();
    expect(await store.weights('a')).toBeUndefined();
  });

  test('gives back what was written, whatever becomes of it afterwards', async () => {
    const store = createStore();
    const weights = Uint8Array.of(1, 2, 3);
    await store.write(() => ({ remove: [], put: [runOf('a', weights), runOf('b')] }));
    weights.fill(0);
    expect(await store.list()).toEqual([
      { id: 'a', entry: { id: 'a', name: 'Run a' } },
      { id: 'b', entry: { id: 'b', name: 'Run b' } },
    ]);
    expect(await store.file('a')).toEqual({ savedAt: 'a' });
    expect(await store.weights('a')).toEqual(Uint8Array.of(1, 2, 3));
    expect(await store.weights('b')).toBeUndefined();
  });

  test('decides by what is stored; what is not given stays', async () => {
    const store = createStore();
    await store.write(() => ({ remove: [], put: [runOf('a', Uint8Array.of(1)), runOf('b')] }));
    await store.write((stored) => ({
      remove: ['b'],
      put: stored
        .filter(({ id }) => id === 'a')
        .map(() => ({ entry: { id: 'a', name: 'Renamed' } as RunEntry })),
    }));
    expect(await store.list()).toEqual([{ id: 'a', entry: { id: 'a', name: 'Renamed' } }]);
    expect(await store.file('a')).toEqual({ savedAt: 'a' });
    expect(await store.weights('a')).toEqual(Uint8Array.of(1));
    expect(await store.file('b')).toBeUndefined();
  });

  test('stores nothing of a write that throws or can’t be cloned', async () => {
    const store = createStore();
    await store.write(() => ({ remove: [], put: [runOf('a')] }));
    const before = await store.list();
    await expect(
      store.write(() => {
        throw new RangeError('no');
      }),
    ).rejects.toThrow('no');
    const unstorable = { entry: { id: 'c', name: () => 1 } as unknown as RunEntry };
    await expect(store.write(() => ({ remove: ['a'], put: [unstorable] }))).rejects.toThrow('clone');
    expect(await store.list()).toEqual(before);
    expect(await store.file('a')).toEqual({ savedAt: 'a' });
  });
});
