// Saves a run while it trains: the newest checkpoint in memory, and in storage in the background.

import { messageOf } from '../../base/errors.ts';
import { CHECKPOINT_VERSION, type Checkpoint } from '../../contract/checkpoint.ts';
import type { SavingStatus } from '../../contract/messages.ts';
import type { RunStore } from '../../storage/run-store.ts';
import { digestOf, type ResumableRun, type UnsealedCheckpoint } from './checkpoint.ts';
import type { SavedRunAccess } from './saved-run.ts';
import { isStorageFull, isStorageMissing } from './storage-errors.ts';

/** A tab that is killed loses at most this much work. */
const INTERVAL_MILLISECONDS = 10_000;

export class Saver {
  readonly #store: Pick<RunStore, 'save'>;
  readonly #savedRun: Pick<SavedRunAccess, 'delete'>;
  readonly #report: (status: SavingStatus) => void;
  readonly #now: () => number;
  #newest: ResumableRun | null = null;
  /** By the clock `now`; -Infinity before the first save of a run. */
  #savedAt = -Infinity;
  #requested = false;
  /** The id of this saver's run, once storage holds it. */
  #storedRun: string | null = null;
  #revoked = false;
  #writing: Promise<void> = Promise.resolve();
  /** A write is queued, and will take the newest checkpoint. */
  #queued = false;

  constructor(
    store: Pick<RunStore, 'save'>,
    savedRun: Pick<SavedRunAccess, 'delete'>,
    report: (status: SavingStatus) => void,
    now: () => number,
  ) {
    this.#store = store;
    this.#savedRun = savedRun;
    this.#report = report;
    this.#now = now;
  }

  /** The newest checkpoint, whether or not it could be stored. */
  get newest(): ResumableRun | null {
    return this.#newest;
  }

  /** Whether a checkpoint should be saved: there is none yet, the last one is old, or the page requested one. */
  get due(): boolean {
    return this.#requested || this.#now() - this.#savedAt >= INTERVAL_MILLISECONDS;
  }

  /** For a new run, or one that resumes from `resumed`. Storage stays as it is until the first save. */
  begin(resumed: ResumableRun | null): void {
    this.#newest = resumed;
    this.#storedRun = resumed?.checkpoint.run ?? null;
    this.#revoked = false;
    this.#requested = false;
    this.#savedAt = resumed ? this.#now() : -Infinity;
  }

  request(): void {
    this.#requested = true;
  }

  /** Takes a new checkpoint and returns at once. Writes follow one another, each with the newest checkpoint. */
  save(checkpoint: UnsealedCheckpoint, losses: Float32Array, accuracies: Float32Array): void {
    const sealed: Checkpoint = {
      ...checkpoint,
      version: CHECKPOINT_VERSION,
      savedAt: Date.now(),
      digest: '',
    };
    this.#newest = { checkpoint: sealed, losses, accuracies };
    this.#requested = false;
    this.#savedAt = this.#now();
    if (this.#queued) return;
    this.#queued = true;
    this.#writing = this.#writing.then(() => this.#write());
  }

  /** Resolves when all checkpoints are stored, or could not be. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  /** Saves a learning rate that was changed while the run is paused. */
  amend({ step, learningRate, marks }: Pick<Checkpoint, 'step' | 'learningRate' | 'marks'>): void {
    if (this.#newest?.checkpoint.step !== step) return;
    const { checkpoint, losses, accuracies } = this.#newest;
    this.save({ ...checkpoint, learningRate, marks: [...marks] }, losses, accuracies);
  }

  /** Another tab has taken the run over: nothing more is stored. */
  revoke(): void {
    this.#revoked = true;
  }

  /** Deletes the run from memory and storage; another run in storage stays. */
  async clear(): Promise<void> {
    this.#newest = null;
    await this.#writing;
    if (this.#storedRun !== null) await this.#savedRun.delete(this.#storedRun);
    this.#storedRun = null;
  }

  #isRevoked(): boolean {
    return this.#revoked;
  }

  async #write(): Promise<void> {
    this.#queued = false;
    const run = this.#newest;
    if (!run || this.#revoked) return;
    const { step } = run.checkpoint;
    try {
      run.checkpoint.digest = await digestOf(run.checkpoint);
      // It may have been revoked during the await.
      if (this.#isRevoked()) return;
      await this.#store.save(run.checkpoint, run.losses, run.accuracies);
      this.#storedRun = run.checkpoint.run;
      this.#report({ state: 'saved', step });
    } catch (error) {
      this.#report({ state: 'not-saved', step, reason: notSavedBecause(error), detail: messageOf(error) });
    }
  }
}

/** Of an error of storage. */
export function notSavedBecause(error: unknown): Extract<SavingStatus, { state: 'not-saved' }>['reason'] {
  if (isStorageFull(error)) return 'full';
  return isStorageMissing(error) ? 'unavailable' : 'failed';
}
