// Whether a run's losses can still be those of a network that learns. Not whether it learns well.

import type { Failure } from '../../contract/messages.ts';

export type DivergenceSign = Extract<Failure, { kind: 'diverged' }>['sign'];

/** So many steps on different pictures with the very same loss: nothing is being computed, or nothing changes any more. */
const FROZEN_STEPS = 50;
/** A loss of exactly zero can be true of a network that knows its few pictures by heart, for a while. */
const ZERO_STEPS = 100;

export class DivergenceDetector {
  readonly #differing: boolean;
  #last = Number.NaN;
  #same = 0;

  /** `stepsPerEpoch`: with a single step an epoch all steps have the same pictures, and may have the same loss. */
  constructor(stepsPerEpoch: number) {
    this.#differing = stepsPerEpoch > 1;
  }

  /** The first step of a chunk with a bad sign; `allRight`: whether a step's pictures were all told right. */
  check(
    losses: Float32Array,
    allRight: (step: number) => boolean,
  ): { at: number; sign: DivergenceSign } | null {
    for (const [at, loss] of losses.entries()) {
      if (!Number.isFinite(loss)) return { at, sign: 'not-finite' };
      this.#same = loss === this.#last ? this.#same + 1 : 1;
      this.#last = loss;
      if (loss === 0) {
        // No network is sure and wrong without a loss.
        if (!allRight(at) || this.#same >= ZERO_STEPS) return { at, sign: 'zero' };
      } else if (this.#differing && this.#same >= FROZEN_STEPS) return { at, sign: 'frozen' };
    }
    return null;
  }
}
