// The one kept run in IndexedDB: its newest checkpoint, and its per-step history in stretches, written together or not at
// all. Whoever reads it checks it. Any call may reject (private window, quota, data cleared, no storage at all).

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Checkpoint } from '../contract/checkpoint.ts';

const NAME = 'lenet-playground';
const VERSION = 1;
const KEY = 'newest';
/** Clearing takes a moment, in which a fresh connection is cut off too. */
const AGAIN_MILLISECONDS = 1000;

/** Errors of `open` where the browser gives the page no storage: SecurityError by the standard, the other one Firefox's. */
const REFUSALS = new Set(['SecurityError', 'InvalidStateError']);

/** A stretch of the history as it was written; foreign when it comes back. */
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

export interface StoredRun {
  checkpoint: unknown;
  /** One value for each of the checkpoint's steps. */
  losses: Float32Array;
  accuracies: Float32Array;
}

export interface RunStore {
  /** Null where none is kept, or the browser gives this page no storage. Rejects when storage can't be read. */
  load(): Promise<StoredRun | null>;
  /** Takes the place of what was kept. `losses` and `accuracies` are those of all steps so far. */
  save(checkpoint: Checkpoint, losses: Float32Array, accuracies: Float32Array): Promise<void>;
  /** Forgets what is kept; with `run` only where it is that run's. */
  clear(run?: string): Promise<void>;
}

/** Over IndexedDB, which is missing in some private windows. */
export function browserRunStore(): RunStore {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () => {
    database ??= openDB<Schema>(NAME, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore('checkpoints');
        fresh.createObjectStore('history', { autoIncrement: true });
      },
      // A page of a newer version wants to change the database: it may; what is saved here from then on is refused.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      terminated: () => (database = null),
    });
    // The next call tries again.
    database.catch(() => (database = null));
    return database;
  };
  /** Null in a page that is given no storage: an opaque origin, blocked site data, some private windows. */
  const openIfAllowed = async () => {
    if (!('indexedDB' in globalThis)) return null;
    try {
      return await open();
    } catch (error) {
      const refused = error instanceof DOMException && REFUSALS.has(error.name);
      if (refused) return null;
      throw error;
    }
  };
  const write = async () => (await open()).transaction(['checkpoints', 'history'], 'readwrite');
  /** Site data that is cleared takes the connection from under a write: once more in a moment, on a fresh one. */
  const again = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') throw error;
      const before = database;
      database = null;
      await before?.then(
        (connection) => connection.close(),
        () => undefined,
      );
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLISECONDS));
      await work();
    }
  };
  const save: RunStore['save'] = async (checkpoint, losses, accuracies) => {
    const transaction = await write();
    // A request that fails is what is reported.
    transaction.done.catch(() => undefined);
    const history = transaction.objectStore('history');
    const last = (await history.openCursor(null, 'prev'))?.value;
    let firstStep = last?.run === checkpoint.run ? last.firstStep + last.losses.length : 0;
    // Another run's, a run's that was put back, or cleared by the person: written whole.
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
    await transaction.done;
  };

  return {
    async load() {
      const connection = await openIfAllowed();
      if (!connection) return null;
      const transaction = connection.transaction(['checkpoints', 'history']);
      transaction.done.catch(() => undefined);
      const [checkpoint, stretches] = await Promise.all([
        transaction.objectStore('checkpoints').get(KEY),
        transaction.objectStore('history').getAll(),
      ]);
      if (checkpoint === undefined) return null;
      return {
        checkpoint,
        losses: joined(stretches.map(({ losses }) => losses)),
        accuracies: joined(stretches.map(({ accuracies }) => accuracies)),
      };
    },
    save: (...run) => again(() => save(...run)),
    async clear(run) {
      const transaction = await write();
      transaction.done.catch(() => undefined);
      const checkpoints = transaction.objectStore('checkpoints');
      if (run === undefined || (await checkpoints.get(KEY))?.run === run) {
        await Promise.all([checkpoints.clear(), transaction.objectStore('history').clear()]);
      }
      await transaction.done;
    },
  };
}

/** Forgets everything with the page: for tests. */
export function memoryRunStore(): RunStore {
  let kept: (StoredRun & { checkpoint: Checkpoint }) | null = null;
  return {
    load: async () => structuredClone(kept),
    save: async (checkpoint, losses, accuracies) => {
      kept = structuredClone({ checkpoint, losses, accuracies });
    },
    clear: async (run) => {
      if (run === undefined || kept?.checkpoint.run === run) kept = null;
    },
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
