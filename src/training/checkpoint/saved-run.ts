// The run that storage holds for this page: read once, and again when another tab may have changed it.

import { messageOf } from '../../base/errors.ts';
import type { SavedRunReport } from '../../contract/checkpoint.ts';
import type { RunStore } from '../../storage/run-store.ts';
import { openStoredRun, reportOf, type OpenedRun } from './checkpoint.ts';
import { isStorageMissing } from './storage-errors.ts';

export class SavedRunAccess {
  readonly #store: RunStore;
  readonly #report: (report: SavedRunReport) => void;
  #wasRead = false;

  constructor(store: RunStore, report: (report: SavedRunReport) => void) {
    this.#store = store;
    this.#report = report;
  }

  /** Whether storage was read before. */
  get wasRead(): boolean {
    return this.#wasRead;
  }

  /** What storage holds now. */
  async read(): Promise<OpenedRun | null> {
    this.#wasRead = true;
    return this.#store.load().then(
      (stored) => stored && openStoredRun(stored),
      (error: unknown) =>
        isStorageMissing(error) ? null : { problem: 'unreadable', detail: messageOf(error) },
    );
  }

  async report(): Promise<void> {
    this.#report(reportOf(await this.read()));
  }

  /** Deletes the saved run; with `run` only when it is that run's. A failure is reported. */
  async delete(run?: string): Promise<void> {
    try {
      await this.#store.clear(run);
    } catch (error) {
      this.#report({ state: 'not-deleted', detail: messageOf(error) });
    }
  }
}
