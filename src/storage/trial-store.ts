// The trials of engines in IndexedDB, in a database of their own, so that the saved run's keeps its version.

import type { DBSchema } from 'idb';
import type { StoredTrials, TrialStore } from '../contract/remembered-trial.ts';
import { openDatabase } from './open-database.ts';

const NAME = 'lenet-playground-trials';
const VERSION = 1;
const KEY = 'newest';

interface Schema extends DBSchema {
  trials: { key: string; value: StoredTrials };
}

/** The store in this browser's IndexedDB. A connection lasts as long as one call. */
export function browserTrialStore(): TrialStore {
  const open = () =>
    openDatabase<Schema>(NAME, VERSION, { upgrade: (created) => void created.createObjectStore('trials') });
  return {
    async load() {
      const database = await open();
      try {
        return await database.get('trials', KEY);
      } finally {
        database.close();
      }
    },
    async save(trials) {
      const database = await open();
      try {
        await database.put('trials', trials, KEY);
      } finally {
        database.close();
      }
    },
  };
}

/** A store in memory, for tests. */
export function memoryTrialStore(): TrialStore {
  let stored: StoredTrials | undefined;
  return {
    load: async () => structuredClone(stored),
    save: async (trials) => void (stored = structuredClone(trials)),
  };
}
