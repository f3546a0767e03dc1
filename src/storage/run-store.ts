// The saved run in IndexedDB: its newest checkpoint and its per-step history in parts, written together or not at all.
// Readers check what they get. Any call may reject: private window, full storage, cleared data, no storage at all.

import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { Checkpoint } from '../contract/checkpoint.ts';
import { abortTransaction } from './abort-transaction.ts';
import { openDatabase } from './open-database.ts';

const NAME = 'lenet-playground';
const VERSION = 1;
const KEY = 'newest';
/** While the browser clears site data, which takes a while, it closes new connections too. */
const RETRY_MILLISECONDS = 1000;
/** Errors that a second try on a new connection can't mend. */
const LASTING_ERRORS = new Set(['QuotaExceededError', 'DataCloneError', 'SecurityError']);

/** One part of the per-step history, as it was written. */
interface HistoryPart {
  run: string;
  firstStep: number;
  losses: Float32Array;
  accuracies: Float32Array;
}

interface Schema extends DBSchema {
  checkpoints: { key: string; value: Checkpoint };
  history: { key: number; value: HistoryPart };
}

type WriteTransaction = IDBPTransaction<Schema, ['checkpoints', 'history'], 'readwrite'>;

export interface StoredRun {
  checkpoint: unknown;
  /** One value for each of the checkpoint's steps. */
  losses: Float32Array;
  accuracies: Float32Array;
}

export interface RunStore {
  /** Null when no run is saved. */
  load(): Promise<StoredRun | null>;
  /** Replaces the saved run. `losses` and `accuracies` hold one value for each step so far. */
  save(checkpoint: Checkpoint, losses: Float32Array, accuracies: Float32Array): Promise<void>;
  /** Deletes the saved run; with `run`, only if it has that id. */
  clear(run?: string): Promise<void>;
}

/** The store in this browser's IndexedDB. */
export function browserRunStore(): RunStore {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () => {
    if (database) return database;
    const opening = openDatabase<Schema>(NAME, VERSION, {
      upgrade(created) {
        created.createObjectStore('checkpoints');
        created.createObjectStore('history', { autoIncrement: true });
      },
      // Lets a page of a newer version change the database. From then on, saving here is refused.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      terminated: () => (database = null),
    });
    database = opening;
    opening.catch(() => {
      // The next call opens the database again.
      if (database === opening) database = null;
    });
    return opening;
  };

  /** Runs `work` in one transaction: when it throws, nothing of it is stored. */
  const write = async (work: (transaction: WriteTransaction) => Promise<void>) => {
    const transaction = (await open()).transaction(['checkpoints', 'history'], 'readwrite');
    // A failed request rejects `work`, whose error is the one to report.
    transaction.done.catch(() => undefined);
    try {
      await work(transaction);
    } catch (error) {
      // A value that can't be cloned throws before there is a request, and the transaction would commit the rest.
      abortTransaction(transaction);
      throw error;
    }
    await transaction.done;
  };

  /** Tries `work` once more on a new connection: clearing site data closes the old one during a write. */
  const retryOnce = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DOMException) || LASTING_ERRORS.has(error.name)) throw error;
      const before = database;
      database = null;
      await before?.then(
        (connection) => connection.close(),
        () => undefined,
      );
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      await work();
    }
  };

  return {
    async load() {
      const transaction = (await open()).transaction(['checkpoints', 'history']);
      transaction.done.catch(() => undefined);
      const [checkpoint, parts] = await Promise.all([
        transaction.objectStore('checkpoints').get(KEY),
        transaction.objectStore('history').getAll(),
      ]);
      if (checkpoint === undefined) return null;
      return {
        checkpoint,
        losses: concatenate(parts.map(({ losses }) => losses)),
        accuracies: concatenate(parts.map(({ accuracies }) => accuracies)),
      };
    },
    save: (checkpoint, losses, accuracies) =>
      retryOnce(() =>
        write(async (transaction) => {
          const history = transaction.objectStore('history');
          const last = (await history.openCursor(null, 'prev'))?.value;
          let firstStep = last?.run === checkpoint.run ? last.firstStep + last.losses.length : 0;
          // The stored history is another run's, was cleared, or goes beyond this checkpoint: write all of it.
          if (firstStep === 0 || firstStep > losses.length) {
            firstStep = 0;
            await history.clear();
          }
          if (firstStep < losses.length) {
            await history.add({
              run: checkpoint.run,
              firstStep,
              losses: losses.slice(firstStep),
              accuracies: accuracies.slice(firstStep),
            });
          }
          await transaction.objectStore('checkpoints').put(checkpoint, KEY);
        }),
      ),
    clear: (run) =>
      write(async (transaction) => {
        const checkpoints = transaction.objectStore('checkpoints');
        if (run !== undefined && (await checkpoints.get(KEY))?.run !== run) return;
        await Promise.all([checkpoints.clear(), transaction.objectStore('history').clear()]);
      }),
  };
}

/** A store in memory, for tests and programs in Node. */
export function memoryRunStore(): RunStore {
  let saved: (StoredRun & { checkpoint: Checkpoint }) | null = null;
  return {
    load: async () => structuredClone(saved),
    save: async (checkpoint, losses, accuracies) => {
      saved = structuredClone({ checkpoint, losses, accuracies });
    },
    clear: async (run) => {
      if (run === undefined || saved?.checkpoint.run === run) saved = null;
    },
  };
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
