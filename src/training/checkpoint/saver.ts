// Keeps a run while it goes on: its newest checkpoint in memory, and in storage without holding the training up.

import { CHECKPOINT_VERSION, type Checkpoint } from '../../contract/checkpoint.ts';
import type { SavingStatus } from '../../contract/messages.ts';
import type { RunStore } from '../../storage/run-store.ts';
import { digestOf, type ResumableRun } from './checkpoint.ts';
import type { RunRecord } from '../run/run-record.ts';

/** A run that is closed without a word loses at most so much of its work. */
const INTERVAL_MILLISECONDS = 10_000;

export type UnsealedCheckpoint = Omit<Checkpoint, 'digest' | 'version' | 'savedAt'>;

export class Saver {
  readonly #store: RunStore;
  readonly #tell: (status: SavingStatus) => void;
  readonly #now: () => number;
  #newest: ResumableRun | null = null;
  #savedAt: number;
  #requested = false;
  /** The run in storage that is this saver's, by its id. */
  #own: string | null = null;
  #revoked = false;
  #writing: Promise<void> = Promise.resolve();
  #waiting = false;

  constructor(store: RunStore, tell: (status: SavingStatus) => void, now: () => number) {
    this.#store = store;
    this.#tell = tell;
    this.#now = now;
    this.#savedAt = now();
  }

  /** The newest checkpoint, whether or not it could be stored. */
  get newest(): ResumableRun | null {
    return this.#newest;
  }

  /** A checkpoint is wanted: the last one is old, or the page asked for one. */
  get due(): boolean {
    return this.#requested || this.#now() - this.#savedAt >= INTERVAL_MILLISECONDS;
  }

  /** A run begins, or goes on from `run`. What storage holds stays until the first save. */
  begin(run: ResumableRun | null): void {
    this.#newest = run;
    this.#own = run?.checkpoint.run ?? null;
    this.#revoked = false;
    this.#requested = false;
    this.#savedAt = this.#now();
  }

  request(): void {
    this.#requested = true;
  }

  /** Takes the newest checkpoint over; its storing goes on by itself, one at a time, the newest after the one under way. */
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
    if (this.#waiting) return;
    this.#waiting = true;
    this.#writing = this.#writing.then(() => this.#write());
  }

  /** Resolves once everything that was handed over is stored, or could not be. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  /** What a person changes while the run waits is kept with what is kept of it. */
  amend({ step, learningRate, marks }: Pick<RunRecord, 'step' | 'learningRate' | 'marks'>): void {
    if (this.#newest?.checkpoint.step !== step) return;
    const { checkpoint, losses, accuracies } = this.#newest;
    this.save({ ...checkpoint, learningRate, marks: [...marks] }, losses, accuracies);
  }

  /** Another tab has the run from now on: nothing more is stored. */
  revoke(): void {
    this.#revoked = true;
  }

  /** Forgets the run, in memory and in storage; another run that is kept there stays. */
  async clear(): Promise<void> {
    this.#newest = null;
    await this.#writing;
    if (this.#own !== null) await this.#store.clear(this.#own).catch(() => undefined);
    this.#own = null;
  }

  #isRevoked(): boolean {
    return this.#revoked;
  }

  async #write(): Promise<void> {
    this.#waiting = false;
    const run = this.#newest;
    if (!run || this.#revoked) return;
    const { step } = run.checkpoint;
    try {
      run.checkpoint.digest = await digestOf(run.checkpoint);
      // Asked again: the digest took a moment.
      if (this.#isRevoked()) return;
      await this.#store.save(run.checkpoint, run.losses, run.accuracies);
      this.#own = run.checkpoint.run;
      this.#tell({ state: 'saved', step });
    } catch (error) {
      this.#tell({ state: 'not-saved', step, reason: reasonOf(error), detail: String(error) });
    }
  }
}

function reasonOf(error: unknown): 'full' | 'unavailable' {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'unavailable';
}
