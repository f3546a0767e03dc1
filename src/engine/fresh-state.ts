// The state of a model before its first step.

import type { ModelState } from './engine.ts';

/** Step 0 with `parameters` and moments of zeros. */
export function freshState(parameters: Float32Array): ModelState {
  const zeros = () => new Float32Array(parameters.length);
  return { step: 0, parameters, moment1: zeros(), moment2: zeros() };
}
