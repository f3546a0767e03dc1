// One suite over both run stores, in memory and in IndexedDB (fake-indexeddb), and what IndexedDB alone can do wrong.

import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Checkpoint } from '../contract/checkpoint.ts';
import { browserRunStore, memoryRunStore } from './run-store.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The store keeps a checkpoint as it is, and looks only at its run's id. */
const checkpointOf = (run: string, step: number) =>
  ({ version: 2, run, step, state: { parameters: Float32Array.of(step, 0.5) } }) as unknown as Checkpoint;
const lossesOf = (steps: number, first = 0) => Float32Array.from({ length: steps }, (_, i) => first + i);
const accuraciesOf = (steps: number) => Float32Array.from({ length: steps }, (_, i) => 1 / (i + 1));
const saved = (run: string, steps: number) =>
  [checkpointOf(run, steps), lossesOf(steps), accuraciesOf(steps)] as const;
const loaded = (run: string, steps: number) => {
  const [checkpoint, losses, accuracies] = saved(run, steps);
  return { checkpoint, losses, accuracies };
};
/** Can't be stored: functions can't be cloned. */
const unstorable = (run: string, step: number) => ({ ...checkpointOf(run, step), savedAt: () => step });

describe.each([
  ['memory', memoryRunStore],
  ['IndexedDB', browserRunStore],
])('the run store in %s', (_, createStore) => {
  test('has no run at first', async () => {
    expect(await createStore().load()).toBeNull();
  });

  test('gives back what was saved, whatever becomes of the saved arrays', async () => {
    const store = createStore();
    const [checkpoint, losses, accuracies] = saved('a', 5);
    await store.save(checkpoint, losses, accuracies);
    losses.fill(-1);
    checkpoint.state.parameters.fill(-1);
    const first = await store.load();
    expect(first).toEqual(loaded('a', 5));
    first!.losses.fill(-2);
    expect(await store.load()).toEqual(loaded('a', 5));
  });

  test('joins the history of a run that is saved again and again', async () => {
    const store = createStore();
    for (const steps of [0, 3, 3, 4, 11]) {
      await store.save(...saved('a', steps));
      expect(await store.load()).toEqual(loaded('a', steps));
    }
  });

  test('replaces the history of a run that went back', async () => {
    const store = createStore();
    await store.save(...saved('a', 9));
    await store.save(...saved('a', 4));
    expect(await store.load()).toEqual(loaded('a', 4));
    await store.save(...saved('a', 6));
    expect(await store.load()).toEqual(loaded('a', 6));
  });

  test('holds one run: another one replaces it, whether shorter or longer', async () => {
    const store = createStore();
    await store.save(...saved('a', 5));
    await store.save(checkpointOf('b', 7), lossesOf(7, 100), accuraciesOf(7));
    expect(await store.load()).toEqual({ ...loaded('b', 7), losses: lossesOf(7, 100) });
    await store.save(...saved('c', 2));
    expect(await store.load()).toEqual(loaded('c', 2));
  });

  test('deletes the run, or only the run with the given id', async () => {
    const store = createStore();
    await store.clear('a');
    await store.save(...saved('a', 5));
    await store.clear('b');
    expect(await store.load()).toEqual(loaded('a', 5));
    await store.clear('a');
    expect(await store.load()).toBeNull();
    await store.save(...saved('b', 3));
    await store.clear();
    expect(await store.load()).toBeNull();
    await store.save(...saved('b', 2));
    expect(await store.load()).toEqual(loaded('b', 2));
  });

  test.each([
    ['the same run', 'a', 8],
    ['the same run, gone back', 'a', 2],
    ['another run', 'b', 8],
  ])('keeps the run before whole when saving %s fails', async (_, run, steps) => {
    const store = createStore();
    await store.save(...saved('a', 5));
    const failing = store.save(unstorable(run, steps) as never, lossesOf(steps), accuraciesOf(steps));
    await expect(failing).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(await store.load()).toEqual(loaded('a', 5));
    await store.save(...saved(run, steps));
    expect(await store.load()).toEqual(loaded(run, steps));
  });

  test('a load during a save gives one of the two runs, whole', async () => {
    const store = createStore();
    await store.save(...saved('a', 5));
    const saving = store.save(...saved('b', 9));
    expect([loaded('a', 5), loaded('b', 9)]).toContainEqual(await store.load());
    await saving;
    expect(await store.load()).toEqual(loaded('b', 9));
  });
});

/** What a request of fake-indexeddb has beyond the standard's interface. */
interface FakeTransaction extends IDBTransaction {
  _abort(error: string): void;
  _execRequestAsync(work: { source: IDBObjectStore; operation: () => unknown }): IDBRequest<IDBValidKey>;
}

/** Replaces the next write of a checkpoint, which follows that of the history. */
function onNextCheckpoint(work: (store: IDBObjectStore, put: () => IDBRequest<IDBValidKey>) => IDBRequest) {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    return work(this, () => this.put(value, key)) as IDBRequest<IDBValidKey>;
  });
}

const FULL = 'QuotaExceededError';

/** Lets time pass until `work` is done. */
async function withTime<T>(work: Promise<T>): Promise<T> {
  const state = { done: false };
  const end = () => (state.done = true);
  work.then(end, end);
  while (!state.done) {
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersToNextTimer();
  }
  return work;
}

describe('IndexedDB', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));

  test.each([
    [
      'a request',
      (store: IDBObjectStore) =>
        (store.transaction as FakeTransaction)['_execRequestAsync']({
          source: store,
          operation() {
            throw new DOMException('no room', FULL);
          },
        }),
    ],
    [
      'the commit',
      (store: IDBObjectStore, put: () => IDBRequest) => {
        const request = put();
        request.addEventListener('success', () => (store.transaction as FakeTransaction)['_abort'](FULL));
        return request;
      },
    ],
  ])('a storage that is full at %s is named at once, and the run before stays', async (_, work) => {
    const store = browserRunStore();
    await store.save(...saved('a', 5));
    for (const [run, steps] of [
      ['a', 8],
      ['b', 3],
    ] as const) {
      onNextCheckpoint(work);
      await expect(store.save(...saved(run, steps))).rejects.toMatchObject({ name: FULL });
      expect(await store.load()).toEqual(loaded('a', 5));
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a connection that is closed during a write is replaced, and the run is saved after a second', async () => {
    const store = browserRunStore();
    await store.save(...saved('a', 5));
    onNextCheckpoint(({ transaction }, put) => {
      const request = put();
      // A browser that closes a connection aborts its transactions first.
      transaction.abort();
      forceCloseDatabase(transaction.db as never);
      return request;
    });
    const began = performance.now();
    await withTime(store.save(...saved('a', 8)));
    expect(performance.now() - began).toBe(1000);
    expect(await store.load()).toEqual(loaded('a', 8));
  });

  test('a database that is deleted under the page is created again, with the whole history', async () => {
    const store = browserRunStore();
    await store.save(...saved('a', 5));
    await new Promise((resolve, reject) => {
      const deletion = indexedDB.deleteDatabase('lenet-playground');
      deletion.addEventListener('success', resolve);
      deletion.addEventListener('error', reject);
    });
    await withTime(store.save(...saved('a', 8)));
    expect(await store.load()).toEqual(loaded('a', 8));
  });

  test('a page of a newer version may change the database; saving here is refused from then on', async () => {
    const store = browserRunStore();
    await store.save(...saved('a', 5));
    await openRaw(2);
    await expect(withTime(store.save(...saved('a', 8)))).rejects.toMatchObject({ name: 'VersionError' });
  });

  test('a database that can’t be opened is tried again with the next call', async () => {
    const store = browserRunStore();
    const failing = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not in this window', 'SecurityError');
    });
    await expect(store.load()).rejects.toMatchObject({ name: 'SecurityError' });
    // A denied storage is not tried again a second later.
    await expect(store.save(...saved('a', 5))).rejects.toMatchObject({ name: 'SecurityError' });
    expect(vi.getTimerCount()).toBe(0);
    failing.mockRestore();
    await store.save(...saved('a', 5));
    expect(await store.load()).toEqual(loaded('a', 5));
  });

  test('a browser without IndexedDB rejects every call, and does not throw', async () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const store = browserRunStore();
    await expect(store.load()).rejects.toThrow('indexedDB is not defined');
    await expect(store.save(...saved('a', 5))).rejects.toThrow('indexedDB is not defined');
    await expect(store.clear()).rejects.toThrow('indexedDB is not defined');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('two tabs share the run, and a third opens it later', async () => {
    const [first, second] = [browserRunStore(), browserRunStore()];
    await first.save(...saved('a', 5));
    await second.save(...saved('a', 9));
    expect(await first.load()).toEqual(loaded('a', 9));
    await first.clear('a');
    expect(await browserRunStore().load()).toBeNull();
  });

  test('the database that earlier versions of the page made is read', async () => {
    const database = await openRaw(1);
    const transaction = database.transaction(['checkpoints', 'history'], 'readwrite');
    transaction.objectStore('checkpoints').put(checkpointOf('a', 3), 'newest');
    for (const [firstStep, losses] of [
      [0, [0, 1]],
      [2, [2]],
    ] as const) {
      const accuracies = accuraciesOf(3).slice(firstStep, firstStep + losses.length);
      transaction.objectStore('history').add({
        run: 'a',
        firstStep,
        losses: Float32Array.from(losses),
        accuracies,
      });
    }
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    database.close();
    expect(await browserRunStore().load()).toEqual(loaded('a', 3));
  });
});

/** The page's database as the browser's own interface gives it. */
function openRaw(version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('lenet-playground', version);
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      if (oldVersion > 0) return;
      request.result.createObjectStore('checkpoints');
      request.result.createObjectStore('history', { autoIncrement: true });
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error as Error));
  });
}
