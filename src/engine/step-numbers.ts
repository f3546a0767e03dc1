// The optimizer's numbers that differ from step to step, computed in double precision for the webgpu and wasm engines.

import { integerPower } from '../base/exact-math.ts';
import { ADAM_BETA1, ADAM_BETA2, type EngineSpec } from './engine.ts';

/** Numbers for each step. */
export const NUMBERS_PER_STEP = 4;

/**
 * Rows [steps, 4] for the updates after the first `done` ones: learning rate, Adam's step size, 1 / sqrt(1 - beta2^t),
 * and the factor of decoupled weight decay.
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
