// Finds losses that a network that learns can't have: not finite, frozen, or zero where predictions are wrong.

import type { Failure } from '../../contract/messages.ts';

export type DivergenceSymptom = Extract<Failure, { kind: 'diverged' }>['symptom'];

/** This many steps on different images with the very same loss: nothing is computed, or the weights no longer change. */
const FROZEN_STEPS = 50;
/** A network that has memorised a few images can have a loss of exactly zero for a while. */
const ZERO_STEPS = 100;

export class DivergedError extends Error {
  override readonly name = 'DivergedError';
  readonly step: number;
  readonly symptom: DivergenceSymptom;

  /** `step`: the step, from 1, that showed it. */
  constructor(step: number, symptom: DivergenceSymptom) {
    super(`${symptom} at step ${step}`);
    this.step = step;
    this.symptom = symptom;
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
  ): { at: number; symptom: DivergenceSymptom } | null {
    for (const [at, loss] of losses.entries()) {
      if (!Number.isFinite(loss)) return { at, symptom: 'not-finite' };
      this.#repeats = loss === this.#lastLoss ? this.#repeats + 1 : 1;
      this.#lastLoss = loss;
      if (loss === 0) {
        // A wrong prediction always has a loss above zero.
        if (!allCorrect(at) || this.#repeats >= ZERO_STEPS) return { at, symptom: 'zero' };
      } else if (this.#imagesDiffer && this.#repeats >= FROZEN_STEPS) return { at, symptom: 'frozen' };
    }
    return null;
  }
}
