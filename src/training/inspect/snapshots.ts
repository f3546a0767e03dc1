// The weights at the end of a run's epochs, which the page can look back at; epoch 0 is before the first step.
// They are in memory only, without optimizer moments.

import type { ModelState } from '../../engine/engine.ts';

export const MOST_SNAPSHOTS = 60;
const MOST_BYTES = 32 * 2 ** 20;

export interface Snapshot {
  epoch: number;
  step: number;
  parameters: Float32Array;
}

/**
 * At most `MOST_SNAPSHOTS`, and fewer of large networks. When there is no room for another, only every second epoch stays
 * (then every fourth, and so on), and always the newest.
 */
export class Snapshots {
  #snapshots: Snapshot[] = [];
  /** Only epochs that are multiples of it stay. */
  #stride = 1;

  /** In ascending order. */
  get epochs(): number[] {
    return this.#snapshots.map(({ epoch }) => epoch);
  }

  /**
   * Holds the parameters of `state` without a copy: they must not change afterwards. Snapshots of `epoch` and later ones
   * are dropped: a recovered run trains these epochs once more.
   */
  add(epoch: number, { step, parameters }: ModelState): void {
    this.#snapshots = this.#snapshots.filter((other) => other.epoch < epoch && this.#stays(other.epoch));
    this.#snapshots.push({ epoch, step, parameters });
    const most = Math.max(2, Math.min(MOST_SNAPSHOTS, Math.floor(MOST_BYTES / parameters.byteLength)));
    while (this.#snapshots.length > most) {
      this.#stride *= 2;
      this.#snapshots = this.#snapshots.filter((other) => other.epoch === epoch || this.#stays(other.epoch));
    }
  }

  /** The newest snapshot of `epoch` or before it; the newest of all for null. */
  at(epoch: number | null): Snapshot | null {
    return this.#snapshots.findLast((snapshot) => epoch === null || snapshot.epoch <= epoch) ?? null;
  }

  #stays(epoch: number): boolean {
    return epoch % this.#stride === 0;
  }
}
