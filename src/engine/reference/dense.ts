// A dense layer for one sample: matrix times vector. Sums over inputs run along rows of the weight, which are
// contiguous.

import type { DenseShape } from '../layer-loops.ts';
import { dot, type Floats } from './floats.ts';

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

/** Overwrites the gradient of the input. Two rows of the weights at a time; outputs whose gradient is zero add nothing. */
export function denseBackwardInput(
  { inputs, outputs, weight }: DenseShape,
  parameters: Floats,
  outputGradient: Floats,
  inputGradient: Floats,
): void {
  inputGradient.fill(0);
  let first = -1;
  for (let o = 0; o < outputs; o++) {
    if (outputGradient[o] === 0) continue;
    if (first < 0) {
      first = o;
      continue;
    }
    const g = outputGradient[first]!;
    const h = outputGradient[o]!;
    const a = weight + first * inputs;
    const b = weight + o * inputs;
    for (let i = 0; i < inputs; i++) {
      inputGradient[i]! += g * parameters[a + i]! + h * parameters[b + i]!;
    }
    first = -1;
  }
  if (first < 0) return;
  const g = outputGradient[first]!;
  const a = weight + first * inputs;
  for (let i = 0; i < inputs; i++) inputGradient[i]! += g * parameters[a + i]!;
}
