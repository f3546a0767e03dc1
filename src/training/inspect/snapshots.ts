// The parameters that a run had at the end of its epochs, to look back at; epoch 0 is before the first step.
// They live as long as the worker, and are no checkpoints: no moments, and nothing is written to storage.

import type { ModelState } from '../../engine/engine.ts';

export const MOST_MODELS = 60;
const MOST_BYTES = 32 * 2 ** 20;

export interface Snapshot {
  epoch: number;
  step: number;
  parameters: Float32Array;
}

/** At most `MOST_MODELS`, of large networks fewer: then every second epoch is kept, or every fourth, and the newest. */
export class Snapshots {
  #models: Snapshot[] = [];
  /** Of the epochs, multiples of this are kept. */
  #stride = 1;

  /** Epochs kept, in their order. */
  get epochs(): number[] {
    return this.#models.map(({ epoch }) => epoch);
  }

  /** Takes the array of `state` itself, which must not change after. Epochs from `epoch` on are done anew: they go. */
  keep(epoch: number, { step, parameters }: ModelState): void {
    this.#models = this.#models.filter((model) => model.epoch < epoch && this.#stays(model.epoch));
    this.#models.push({ epoch, step, parameters });
    const most = Math.max(2, Math.min(MOST_MODELS, Math.floor(MOST_BYTES / parameters.byteLength)));
    while (this.#models.length > most) {
      this.#stride *= 2;
      this.#models = this.#models.filter((model) => model.epoch === epoch || this.#stays(model.epoch));
    }
  }

  /** The newest kept model of `epoch` or before it; the newest of all for null. */
  at(epoch: number | null): Snapshot | null {
    return this.#models.findLast((model) => epoch === null || model.epoch <= epoch) ?? null;
  }

  clear(): void {
    this.#models = [];
    this.#stride = 1;
  }

  #stays(epoch: number): boolean {
    return epoch % this.#stride === 0;
  }
}
