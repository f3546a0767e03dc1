// Finds losses that a network that learns can't have: not finite, frozen, or zero where predictions are wrong.

import type { Failure } from '../../contract/messages.ts';

export type DivergenceSign = Extract<Failure, { kind: 'diverged' }>['sign'];

/** This many steps on different images with the very same loss: nothing is computed, or the weights no longer change. */
const FROZEN_STEPS = 50;
/** A network that has memorised a few images can have a loss of exactly zero for a while. */
const ZERO_STEPS = 100;

export class DivergedError extends Error {
  override readonly name = 'DivergedError';
  readonly step: number;
  readonly sign: DivergenceSign;

  /** `step`: the step, from 1, that showed it. */
  constructor(step: number, sign: DivergenceSign) {
    super(`${sign} at step ${step}`);
    this.step = step;
    this.sign = sign;
  }
}

export class DivergenceDetector {
  readonly #imagesDiffer: boolean;
  #lastLoss = Number.NaN;
  /** Steps in a row with the last loss. */
  #repeats = 0;

  /** `stepsPerEpoch`: with a single step per epoch all steps have the same images, and may have the same loss. */
  constructor(stepsPerEpoch: number) {
    this.#imagesDiffer = stepsPerEpoch > 1;
  }

  /** The first step of a chunk that shows divergence. `allCorrect`: whether a step classified all its images correctly. */
  check(
    losses: Float32Array,
    allCorrect: (step: number) => boolean,
  ): { at: number; sign: DivergenceSign } | null {
    for (const [at, loss] of losses.entries()) {
      if (!Number.isFinite(loss)) return { at, sign: 'not-finite' };
      this.#repeats = loss === this.#lastLoss ? this.#repeats + 1 : 1;
      this.#lastLoss = loss;
      if (loss === 0) {
        // A wrong prediction always has a loss above zero.
        if (!allCorrect(at) || this.#repeats >= ZERO_STEPS) return { at, sign: 'zero' };
      } else if (this.#imagesDiffer && this.#repeats >= FROZEN_STEPS) return { at, sign: 'frozen' };
    }
    return null;
  }
}
