// The run that storage holds for this page: read once, and again when another tab may have changed it.

import type { RunStore } from '../../storage/run-store.ts';
import { openStoredRun, type OpenedRun } from './checkpoint.ts';

export class SavedRunReader {
  readonly #store: RunStore;
  #found: Promise<OpenedRun | null> | null = null;

  constructor(store: RunStore) {
    this.#store = store;
  }

  /** Whether storage was asked before. */
  get wasRead(): boolean {
    return this.#found !== null;
  }

  /** What storage holds now. */
  read(): Promise<OpenedRun | null> {
    this.#found = this.#store.load().then(
      (stored) => stored && openStoredRun(stored),
      // Without storage there is no saved run.
      () => null,
    );
    return this.#found;
  }
}
