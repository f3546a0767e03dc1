// One update of all parameters by Adam, AdamW or SGD with momentum, as PyTorch defines them.

import { integerPower } from '../../base/exact-math.ts';
import type { Optimizer } from '../../contract/config.ts';
import { ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON, SGD_MOMENTUM } from '../engine.ts';
import type { Floats } from './floats.ts';

export interface OptimizerState {
  /** Updates so far. */
  step: number;
  parameters: Floats;
  moment1: Floats;
  moment2: Floats;
}

/**
 * Updates `state` by `gradients`. Weight decay applies to all parameters: decoupled for adamw, otherwise in the
 * gradient.
 */
export function update(
  kind: Optimizer,
  state: OptimizerState,
  gradients: Floats,
  learningRate: number,
  decay: number,
): void {
  state.step++;
  switch (kind) {
    case 'sgd':
      return updateMomentum(state, gradients, learningRate, decay);
    case 'adam':
      return updateAdam(state, gradients, learningRate, decay, 1);
    case 'adamw':
      return updateAdam(state, gradients, learningRate, 0, 1 - learningRate * decay);
    default:
      kind satisfies never;
  }
}

function updateMomentum(state: OptimizerState, gradients: Floats, learningRate: number, decay: number): void {
  const { parameters, moment1 } = state;
  for (let i = 0; i < parameters.length; i++) {
    const velocity = SGD_MOMENTUM * moment1[i]! + gradients[i]! + decay * parameters[i]!;
    moment1[i] = velocity;
    parameters[i]! -= learningRate * velocity;
  }
}

/** `decay` is added to the gradient; the parameters are first multiplied by `shrink`. */
function updateAdam(
  state: OptimizerState,
  gradients: Floats,
  learningRate: number,
  decay: number,
  shrink: number,
): void {
  const { step, parameters, moment1, moment2 } = state;
  const rate = learningRate / (1 - integerPower(ADAM_BETA1, step));
  const correction = Math.sqrt(1 - integerPower(ADAM_BETA2, step));
  for (let i = 0; i < parameters.length; i++) {
    const gradient = gradients[i]! + decay * parameters[i]!;
    const mean = ADAM_BETA1 * moment1[i]! + (1 - ADAM_BETA1) * gradient;
    const square = ADAM_BETA2 * moment2[i]! + (1 - ADAM_BETA2) * gradient * gradient;
    moment1[i] = mean;
    moment2[i] = square;
    parameters[i] = shrink * parameters[i]! - (rate * mean) / (Math.sqrt(square) / correction + ADAM_EPSILON);
  }
}
