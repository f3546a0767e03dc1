// Adam, AdamW and SGD with momentum as PyTorch defines them, on flat tensors: about twelve dispatches a step for any
// number of layers. The numbers that differ from step to step are computed here in double precision.

import {
  add,
  div,
  keep,
  mul,
  scalar,
  slice,
  sqrt,
  square,
  sub,
  type Scalar,
  type Tensor1D,
} from '@tensorflow/tfjs';
import { integerPower } from '../../base/exact-math.ts';
import { ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON, SGD_MOMENTUM, type EngineSpec } from '../engine.ts';

/** Parameters and moments on the GPU, in the order of layout.ts. (A type alias: `tidy` takes no interface.) */
export type TensorState = {
  parameters: Tensor1D;
  moment1: Tensor1D;
  moment2: Tensor1D;
};

/** Numbers for each step: step size, epsilon, factor of decoupled weight decay. */
const NUMBERS = 3;

export interface OptimizerRule {
  /** Rows of `NUMBERS` values for the steps from `firstStep` (counted from 0) on, for one upload. */
  schedule(firstStep: number, learningRates: Float32Array): Float32Array;
  /** The state after an update. `schedule` is the uploaded array and `row` its row. Called inside `tidy`. */
  update(state: TensorState, gradient: Tensor1D, schedule: Tensor1D, row: number): TensorState;
  dispose(): void;
}

/** The optimizer of `spec`. It holds a few constant tensors of the active backend until `dispose`. */
export function createOptimizer({
  optimizer,
  weightDecay,
}: Pick<EngineSpec, 'optimizer' | 'weightDecay'>): OptimizerRule {
  const constants: Scalar[] = [];
  const constant = (value: number): Scalar => {
    const tensor = keep(scalar(value));
    constants.push(tensor);
    return tensor;
  };
  const decay = constant(weightDecay);
  const decoupled = optimizer === 'adamw' && weightDecay !== 0;
  const coupled = optimizer !== 'adamw' && weightDecay !== 0;
  const momentum = constant(SGD_MOMENTUM);
  const beta1 = constant(ADAM_BETA1);
  const beta2 = constant(ADAM_BETA2);
  const rest1 = constant(1 - ADAM_BETA1);
  const rest2 = constant(1 - ADAM_BETA2);

  const sgd = (state: TensorState, gradient: Tensor1D, rate: Tensor1D): TensorState => {
    const moment1: Tensor1D = add(mul(state.moment1, momentum), gradient);
    return { ...state, parameters: sub(state.parameters, mul(moment1, rate)), moment1 };
  };
  const adam = (state: TensorState, gradient: Tensor1D, size: Tensor1D, epsilon: Tensor1D): TensorState => {
    const moment1: Tensor1D = add(mul(state.moment1, beta1), mul(gradient, rest1));
    const moment2: Tensor1D = add(mul(state.moment2, beta2), mul(square(gradient), rest2));
    const change: Tensor1D = div(mul(moment1, size), add(sqrt(moment2), epsilon));
    return { parameters: sub(state.parameters, change), moment1, moment2 };
  };

  return {
    schedule(firstStep, learningRates) {
      const rows = new Float32Array(learningRates.length * NUMBERS);
      learningRates.forEach((rate, i) => {
        // lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps), with the division by sqrt(1 - b2^t) moved out.
        const t = firstStep + i + 1;
        const root = Math.sqrt(1 - integerPower(ADAM_BETA2, t));
        const size = optimizer === 'sgd' ? rate : (rate * root) / (1 - integerPower(ADAM_BETA1, t));
        rows.set([size, ADAM_EPSILON * root, 1 - rate * weightDecay], i * NUMBERS);
      });
      return rows;
    },
    update(state, gradient, schedule, row) {
      const number = (column: number): Tensor1D => slice(schedule, row * NUMBERS + column, 1);
      const slope: Tensor1D = coupled ? add(gradient, mul(state.parameters, decay)) : gradient;
      if (optimizer === 'sgd') return sgd(state, slope, number(0));
      const parameters: Tensor1D = decoupled ? mul(state.parameters, number(2)) : state.parameters;
      return adam({ ...state, parameters }, slope, number(0), number(1));
    },
    dispose() {
      for (const tensor of constants) tensor.dispose();
    },
  };
}
