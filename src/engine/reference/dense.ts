// A dense layer for one sample: matrix times vector. Sums over inputs run along rows of the weight, which are
// contiguous.

import { dot, type Floats } from './floats.ts';

export interface DenseShape {
  inputs: number;
  outputs: number;
  /** Offsets of weight [outputs, inputs] and bias [outputs] in the flat parameters and gradients. */
  weight: number;
  bias: number;
}

/** output[o] = bias[o] + sum over i of weight[o, i] * input[i]. */
export function dense(shape: DenseShape, parameters: Floats, input: Floats, output: Floats): void {
  const { inputs, outputs, weight, bias } = shape;
  for (let o = 0; o < outputs; o++) {
    output[o] = parameters[bias + o]! + dot(input, parameters, weight + o * inputs, inputs);
  }
}

/** Adds the gradients of weight and bias and overwrites the gradient of the input. */
export function denseBackward(
  shape: DenseShape,
  parameters: Floats,
  input: Floats,
  outputGradient: Floats,
  gradients: Floats,
  inputGradient: Floats,
): void {
  const { inputs, outputs, weight, bias } = shape;
  inputGradient.fill(0);
  for (let o = 0; o < outputs; o++) {
    const gradient = outputGradient[o]!;
    gradients[bias + o]! += gradient;
    const row = weight + o * inputs;
    for (let i = 0; i < inputs; i++) {
      gradients[row + i]! += gradient * input[i]!;
      inputGradient[i]! += gradient * parameters[row + i]!;
    }
  }
}
