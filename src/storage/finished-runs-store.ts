// Finished runs in IndexedDB, in a database of their own: what the list shows, the run's file, and its best weights. Readers
// check what they get. Any call may reject, as those of the run's store.

import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { RunEntry } from '../contract/finished-runs.ts';
import type { RunFile } from '../contract/run-file.ts';
import { abortTransaction } from './abort-transaction.ts';
import { openDatabase } from './open-database.ts';

const NAME = 'lenet-playground-finished';
const VERSION = 1;
const STORES = ['entries', 'files', 'weights'] as const;

interface Schema extends DBSchema {
  entries: { key: string; value: RunEntry };
  files: { key: string; value: RunFile };
  /** A safetensors file. */
  weights: { key: string; value: Uint8Array<ArrayBuffer> };
}

export interface StoredEntry {
  id: string;
  entry: unknown;
}

/** A run to store. What is absent stays as it is. */
export interface RunToStore {
  entry: RunEntry;
  file?: RunFile;
  weights?: Uint8Array<ArrayBuffer> | undefined;
}

export interface RunListWrite {
  remove: readonly string[];
  put: readonly RunToStore[];
}

/** What to write, given the entries that are stored. */
export type DecideWrite = (stored: readonly StoredEntry[]) => RunListWrite;

export interface FinishedRunsStore {
  list(): Promise<StoredEntry[]>;
  /** Undefined where there is none. */
  file(id: string): Promise<unknown>;
  weights(id: string): Promise<unknown>;
  /** Writes what `decide` returns of the entries that are stored at that time: all of it or nothing. */
  write(decide: DecideWrite): Promise<void>;
}

/** The store in this browser's IndexedDB. A connection lasts as long as one call. */
export function browserFinishedRunsStore(): FinishedRunsStore {
  const withDatabase = async <T>(work: (database: IDBPDatabase<Schema>) => Promise<T>) => {
    const database = await openDatabase<Schema>(NAME, VERSION, {
      upgrade(created) {
        for (const store of STORES) created.createObjectStore(store);
      },
    });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };
  return {
    list: () =>
      withDatabase(async (database) => {
        const { store } = database.transaction('entries');
        const [ids, entries] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return ids.map((id, i) => ({ id, entry: entries[i] }));
      }),
    file: (id) => withDatabase((database) => database.get('files', id)),
    weights: (id) => withDatabase((database) => database.get('weights', id)),
    write: (decide) =>
      withDatabase(async (database) => {
        const transaction = database.transaction(STORES, 'readwrite');
        // A failed request rejects the writing, whose error is the one to report.
        transaction.done.catch(() => undefined);
        try {
          await writeIn(transaction, decide);
        } catch (error) {
          // A value that can't be cloned throws before there is a request, and the transaction would commit the rest.
          abortTransaction(transaction);
          throw error;
        }
        await transaction.done;
      }),
  };
}

type WriteTransaction = IDBPTransaction<Schema, typeof STORES, 'readwrite'>;

async function writeIn(transaction: WriteTransaction, decide: DecideWrite): Promise<void> {
  const entries = transaction.objectStore('entries');
  const files = transaction.objectStore('files');
  const weights = transaction.objectStore('weights');
  const [ids, values] = await Promise.all([entries.getAllKeys(), entries.getAll()]);
  const { remove, put } = decide(ids.map((id, i) => ({ id, entry: values[i] })));
  // One after the other: when one throws, no other is under way whose error nobody would await.
  for (const id of remove) for (const store of [entries, files, weights]) await store.delete(id);
  for (const run of put) {
    await entries.put(run.entry, run.entry.id);
    if (run.file) await files.put(run.file, run.entry.id);
    if (run.weights) await weights.put(run.weights, run.entry.id);
  }
}

/** A store in memory, for tests and programs in Node. */
export function memoryFinishedRunsStore(): FinishedRunsStore {
  const stored = new Map<string, RunToStore>();
  const list = () =>
    [...stored.values()].map(({ entry }) => ({ id: entry.id, entry: structuredClone(entry) }));
  return {
    list: async () => list(),
    file: async (id) => structuredClone(stored.get(id)?.file),
    weights: async (id) => structuredClone(stored.get(id)?.weights),
    async write(decide) {
      const { remove, put } = structuredClone(decide(list()));
      for (const id of remove) stored.delete(id);
      for (const run of put) stored.set(run.entry.id, { ...stored.get(run.entry.id), ...run });
    },
  };
}
