// The saved sweep in IndexedDB, in a database of its own: its header, and the newest checkpoint of each member. Readers check
// what they get. Any call may reject, as those of the run's store.

import type { DBSchema, IDBPDatabase } from 'idb';
import type { Checkpoint } from '../contract/checkpoint.ts';
import type { SweepHeader } from '../contract/saved-sweep.ts';
import { abortTransaction } from './abort-transaction.ts';
import { openDatabase } from './open-database.ts';
import type { StoredRun } from './run-store.ts';

const NAME = 'lenet-playground-sweep';
const VERSION = 1;
const KEY = 'newest';

interface Schema extends DBSchema {
  sweeps: { key: string; value: SweepHeader };
  /** By their index. */
  members: { key: number; value: StoredRun };
}

export interface StoredSweep {
  header: unknown;
  /** Checkpoints by their index; members that have none are missing. */
  members: ReadonlyMap<number, StoredRun>;
}

export interface SweepStore {
  /** Null when no sweep is saved. */
  load(): Promise<StoredSweep | null>;
  /** Replaces the header; that of another sweep with all its members. */
  save(header: SweepHeader): Promise<void>;
  /** Replaces the member's checkpoint. False, and nothing is stored, where the sweep `id` is not the saved one. */
  saveMember(
    id: string,
    member: number,
    checkpoint: Checkpoint,
    losses: Float32Array,
    accuracies: Float32Array,
  ): Promise<boolean>;
  clear(): Promise<void>;
}

/** The store in this browser's IndexedDB. A connection lasts as long as one call. */
export function browserSweepStore(): SweepStore {
  const withDatabase = async <T>(work: (database: IDBPDatabase<Schema>) => Promise<T>) => {
    const database = await openDatabase<Schema>(NAME, VERSION, {
      upgrade(created) {
        created.createObjectStore('sweeps');
        created.createObjectStore('members');
      },
    });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };
  /** Runs `work` in one transaction: when it throws, nothing of it is stored. */
  const write = <T>(work: (stores: WriteStores) => Promise<T>): Promise<T> =>
    withDatabase(async (database) => {
      const transaction = database.transaction(['sweeps', 'members'], 'readwrite');
      // A failed request rejects `work`, whose error is the one to report.
      transaction.done.catch(() => undefined);
      let result: T;
      try {
        result = await work({
          sweeps: transaction.objectStore('sweeps'),
          members: transaction.objectStore('members'),
        });
      } catch (error) {
        // A value that can't be cloned throws before there is a request, and the transaction would commit the rest.
        abortTransaction(transaction);
        throw error;
      }
      await transaction.done;
      return result;
    });
  return {
    load: () =>
      withDatabase(async (database) => {
        const transaction = database.transaction(['sweeps', 'members']);
        transaction.done.catch(() => undefined);
        const stored = transaction.objectStore('members');
        const [header, keys, values] = await Promise.all([
          transaction.objectStore('sweeps').get(KEY),
          stored.getAllKeys(),
          stored.getAll(),
        ]);
        if (header === undefined) return null;
        return { header, members: new Map(keys.map((key, i) => [key, values[i]!])) };
      }),
    save: (header) =>
      write(async ({ sweeps, members }) => {
        if ((await sweeps.get(KEY))?.id !== header.id) await members.clear();
        await sweeps.put(header, KEY);
      }),
    saveMember: (id, member, checkpoint, losses, accuracies) =>
      write(async ({ sweeps, members }) => {
        if ((await sweeps.get(KEY))?.id !== id) return false;
        await members.put({ checkpoint, losses: losses.slice(), accuracies: accuracies.slice() }, member);
        return true;
      }),
    clear: () =>
      write(async ({ sweeps, members }) => {
        await sweeps.clear();
        await members.clear();
      }),
  };
}

/** The parts of IndexedDB's stores that are used. */
interface WriteStores {
  sweeps: {
    get(key: string): Promise<SweepHeader | undefined>;
    put(header: SweepHeader, key: string): Promise<unknown>;
    clear(): Promise<void>;
  };
  members: { put(member: StoredRun, key: number): Promise<unknown>; clear(): Promise<void> };
}

/** A store in memory, for tests and programs in Node. */
export function memorySweepStore(): SweepStore {
  let header: SweepHeader | null = null;
  let members = new Map<number, StoredRun>();
  return {
    load: async () => (header ? structuredClone({ header, members }) : null),
    async save(given) {
      if (header?.id !== given.id) members = new Map();
      header = structuredClone(given);
    },
    async saveMember(id, member, checkpoint, losses, accuracies) {
      if (header?.id !== id) return false;
      members.set(member, structuredClone({ checkpoint, losses, accuracies }));
      return true;
    },
    async clear() {
      header = null;
      members = new Map();
    },
  };
}
