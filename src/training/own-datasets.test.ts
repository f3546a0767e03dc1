// The newest dataset while it is stored: it can be opened, and the page learns whether it is stored.

import { expect, test } from 'vitest';
import type { WorkerEvent } from '../contract/messages.ts';
import { memoryOwnDataStore } from '../storage/own-data-store.ts';
import { OwnDatasets } from './own-datasets.ts';
import { own as dataset } from './own-dataset.fixture.ts';

/** Datasets whose storing ends when the test says so. */
function storing() {
  const memory = memoryOwnDataStore();
  let end: { resolve: () => void; reject: (error: Error) => void } = { resolve: () => {}, reject: () => {} };
  const ended = new Promise<void>((resolve, reject) => (end = { resolve, reject }));
  const events: WorkerEvent[] = [];
  const datasets = new OwnDatasets(
    { ...memory, put: (dataset) => ended.then(() => memory.put(dataset)) },
    (event) => events.push(event),
  );
  const listed = () => events.flatMap((event) => (event.type === 'datasets' ? [event.own] : [])).at(-1);
  return { datasets, end, listed };
}

test('opened before storage refuses it, it is listed as not stored, and can be opened again', async () => {
  const { datasets, end, listed } = storing();
  const { id } = dataset.facts;
  const adding = datasets.add(dataset);
  expect(await datasets.open(id)).toBe(dataset);
  end.reject(new DOMException('the disk is full', 'QuotaExceededError'));
  await adding;
  expect(listed()).toEqual([
    { facts: dataset.facts, notStored: expect.stringContaining('the disk is full') },
  ]);
  expect(await datasets.open(id)).toBe(dataset);
});

test('opened before it is stored, it is read from storage from then on', async () => {
  const { datasets, end, listed } = storing();
  const { id } = dataset.facts;
  const adding = datasets.add(dataset);
  expect(await datasets.open(id)).toBe(dataset);
  expect(await datasets.open(id)).toBe(dataset);
  end.resolve();
  await adding;
  expect(listed()).toEqual([{ facts: dataset.facts, notStored: null }]);
  const read = await datasets.open(id);
  expect(read).not.toBe(dataset);
  expect(read).toEqual(dataset);
});

test('storage that can’t be listed is reported, and not as empty; what is added is listed all the same', async () => {
  const events: WorkerEvent[] = [];
  const list = async () => Promise.reject(new DOMException('disk error', 'UnknownError'));
  const put = async () => Promise.reject(new DOMException('disk error', 'UnknownError'));
  const datasets = new OwnDatasets({ ...memoryOwnDataStore(), list, put }, (event) => events.push(event));
  await datasets.announce();
  expect(events).toEqual([{ type: 'datasets', own: [], unreadable: 'disk error' }]);
  await datasets.add(dataset);
  expect(events.at(-1)).toEqual({
    type: 'datasets',
    own: [{ facts: dataset.facts, notStored: 'disk error' }],
    unreadable: 'disk error',
  });
});

test.each([
  new DOMException('not in this window', 'SecurityError'),
  new ReferenceError('indexedDB is not defined'),
])('a browser without storage has no stored data: %s', async (problem) => {
  const events: WorkerEvent[] = [];
  const list = async () => {
    throw problem;
  };
  const store = { ...memoryOwnDataStore(), list };
  await new OwnDatasets(store, (event) => events.push(event)).announce();
  expect(events).toEqual([{ type: 'datasets', own: [] }]);
});

test('deleted before storage refuses it, it is gone', async () => {
  const { datasets, end, listed } = storing();
  const adding = datasets.add(dataset);
  await datasets.delete(dataset.facts.id);
  end.reject(new Error('no storage'));
  await adding;
  expect(listed()).toEqual([]);
});
