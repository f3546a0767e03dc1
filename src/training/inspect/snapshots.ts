// The weights at some steps of a run, which the page can look back at; step 0 is before training. They are in memory only,
// without optimizer moments.

import { runCounts, type RunConfig } from '../../contract/config.ts';
import { parameterLayout } from '../../contract/model.ts';
import type { ModelState } from '../../engine/engine.ts';
import { snapshotSteps } from './snapshot-steps.ts';

export const MOST_SNAPSHOTS = 60;
const MOST_BYTES = 32 * 2 ** 20;

export type Snapshot = Pick<ModelState, 'step' | 'parameters'>;

/** What a run asks of its snapshots. */
export type RunSnapshots = Pick<Snapshots, 'steps' | 'dueAfter' | 'isDue' | 'add' | 'dropAfter'>;

/** Of a run that can't be looked back at: a member of a sweep, of which there are too many. */
export const NO_SNAPSHOTS: RunSnapshots = {
  steps: [],
  dueAfter: () => Infinity,
  isDue: () => false,
  add() {},
  dropAfter() {},
};

/** At most `MOST_SNAPSHOTS`, and fewer of large networks: at fixed steps of the run, and of the newest epoch's end. */
export class Snapshots {
  readonly #due: readonly number[];
  #snapshots: Snapshot[] = [];
  /** The step of the newest epoch's end. */
  #epochEnd: number | null = null;

  /** For a run of `config`. */
  constructor(config: RunConfig) {
    const { totalSteps, stepsPerEpoch } = runCounts(config);
    const bytes = parameterLayout(config).size * Float32Array.BYTES_PER_ELEMENT;
    const most = Math.min(MOST_SNAPSHOTS, Math.floor(MOST_BYTES / bytes));
    // One place is for the newest epoch's end.
    this.#due = snapshotSteps(totalSteps, stepsPerEpoch, Math.max(2, most - 1));
  }

  /** In ascending order. */
  get steps(): number[] {
    return this.#snapshots.map(({ step }) => step);
  }

  /** The first step after `step` at which a snapshot is due; Infinity after the last. */
  dueAfter(step: number): number {
    return this.#due.find((due) => due > step) ?? Infinity;
  }

  isDue(step: number): boolean {
    return this.#due.includes(step);
  }

  /**
   * Takes the parameters of `state`, which must not change afterwards. It replaces a snapshot of its step, those of later
   * steps, and the newest epoch's end before it unless that is due by itself.
   */
  add({ step, parameters }: ModelState, { epochEnd }: { epochEnd: boolean }): void {
    if (epochEnd) this.#epochEnd = step;
    this.#snapshots = this.#snapshots.filter(
      (other) => other.step < step && (this.isDue(other.step) || other.step === this.#epochEnd),
    );
    // Parameters that are a part of a larger array would hold all of it.
    const whole = parameters.byteLength === parameters.buffer.byteLength;
    this.#snapshots.push({ step, parameters: whole ? parameters : parameters.slice() });
  }

  /** Drops snapshots of later steps: a run that resumes at `step` makes these steps once more. */
  dropAfter(step: number): void {
    this.#snapshots = this.#snapshots.filter((snapshot) => snapshot.step <= step);
  }

  /** The newest snapshot of `step` or before it; the newest of all for null. */
  at(step: number | null): Snapshot | null {
    return this.#snapshots.findLast((snapshot) => step === null || snapshot.step <= step) ?? null;
  }
}
