// One suite over both trial stores, in memory and in IndexedDB (fake-indexeddb).

import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readStoredTrials, type StoredTrials } from '../contract/remembered-trial.ts';
import { browserTrialStore, memoryTrialStore } from './trial-store.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

const trialsOf = (place: string): StoredTrials => ({
  place,
  trials: {
    a: { engine: 'wasm', device: { kind: 'cpu', threads: 2 }, millisecondsPerStep: null, at: 5 },
    b: { engine: 'webgpu', device: { kind: 'gpu', adapter: 'x' }, millisecondsPerStep: 0.1, at: 6 },
  },
});

describe.each([
  ['memory', memoryTrialStore],
  ['IndexedDB', browserTrialStore],
])('the trial store in %s', (_, createStore) => {
  test('has nothing at first, and then what was saved last', async () => {
    const store = createStore();
    expect(readStoredTrials(await store.load())).toBeNull();
    await store.save(trialsOf('one'));
    await store.save(trialsOf('two'));
    expect(readStoredTrials(await store.load())).toEqual(trialsOf('two'));
  });
});

test('two visits share what IndexedDB has', async () => {
  await browserTrialStore().save(trialsOf('one'));
  expect(await browserTrialStore().load()).toEqual(trialsOf('one'));
});

test('without IndexedDB both calls reject', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await expect(browserTrialStore().load()).rejects.toThrow(TypeError);
  await expect(browserTrialStore().save(trialsOf('one'))).rejects.toThrow(TypeError);
});
