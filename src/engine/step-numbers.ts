// What changes from update to update of an optimizer, made in double precision for the engines whose kernels update.

import { integerPower } from '../base/exact-math.ts';
import { ADAM_BETA1, ADAM_BETA2, type EngineSpec } from './engine.ts';

/** Numbers a step. */
export const NUMBERS_PER_STEP = 4;

/**
 * Rows [steps, 4] for the updates after the first `done`: learning rate, Adam's step size, 1 / sqrt(1 - beta2^t), what
 * decoupled decay leaves of a parameter.
 */
export function stepNumbers(
  { optimizer, weightDecay }: EngineSpec,
  learningRates: Float32Array,
  done: number,
): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(learningRates.length * NUMBERS_PER_STEP);
  learningRates.forEach((rate, s) => {
    const t = done + s + 1;
    rows.set(
      [
        rate,
        rate / (1 - integerPower(ADAM_BETA1, t)),
        1 / Math.sqrt(1 - integerPower(ADAM_BETA2, t)),
        optimizer === 'adamw' ? 1 - rate * weightDecay : 1,
      ],
      s * NUMBERS_PER_STEP,
    );
  });
  return rows;
}
