// A person's own datasets in IndexedDB, in a database of their own. Readers check what they get. Any call may reject, as those
// of the run's store.

import type { DBSchema, IDBPDatabase } from 'idb';
import type { DatasetFacts } from '../contract/dataset.ts';
import type { OwnDataset } from '../contract/own-data.ts';
import { openDatabase } from './open-database.ts';

const NAME = 'lenet-playground-data';
const VERSION = 1;

type Content = Omit<OwnDataset, 'facts'>;

interface Schema extends DBSchema {
  facts: { key: string; value: DatasetFacts };
  content: { key: string; value: Content };
}

export interface OwnDataStore {
  /** The facts of every dataset. */
  list(): Promise<unknown[]>;
  /** The dataset with this id, or null. */
  get(id: string): Promise<unknown>;
  /** Replaces the dataset of the same id. */
  put(dataset: OwnDataset): Promise<void>;
  delete(id: string): Promise<void>;
}

/** The store in this browser's IndexedDB. A connection lasts as long as one call. */
export function browserOwnDataStore(): OwnDataStore {
  const open = () =>
    openDatabase<Schema>(NAME, VERSION, {
      upgrade(created) {
        created.createObjectStore('facts');
        created.createObjectStore('content');
      },
    });
  const withDatabase = async <T>(work: (database: IDBPDatabase<Schema>) => Promise<T>) => {
    const database = await open();
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };
  return {
    list: () => withDatabase((database) => database.getAll('facts')),
    get: (id) =>
      withDatabase(async (database) => {
        const [facts, content] = await Promise.all([database.get('facts', id), database.get('content', id)]);
        return facts && content ? { facts, ...content } : null;
      }),
    put: ({ facts, images, labels }) =>
      withDatabase(async (database) => {
        const write = database.transaction(['facts', 'content'], 'readwrite');
        // The transaction says why it failed; its requests then say only that it was aborted.
        const requests = [
          write.objectStore('facts').put(facts, facts.id),
          write.objectStore('content').put({ images, labels }, facts.id),
        ];
        await Promise.allSettled(requests);
        await write.done;
      }),
    delete: (id) =>
      withDatabase(async (database) => {
        const write = database.transaction(['facts', 'content'], 'readwrite');
        await Promise.all([
          write.objectStore('facts').delete(id),
          write.objectStore('content').delete(id),
          write.done,
        ]);
      }),
  };
}

/** A store in memory, for tests. */
export function memoryOwnDataStore(): OwnDataStore {
  const stored = new Map<string, OwnDataset>();
  return {
    list: async () => [...stored.values()].map(({ facts }) => structuredClone(facts)),
    get: async (id) => structuredClone(stored.get(id)) ?? null,
    put: async (dataset) => void stored.set(dataset.facts.id, structuredClone(dataset)),
    delete: async (id) => void stored.delete(id),
  };
}
