// The gradients of dense layers, from the layers' inputs and the gradients of their weighted sums.

import type { DenseShape } from '../engine/reference/dense.ts';

/** Overwrites the gradient of the input. Two rows of the weights at a time; outputs whose gradient is zero add nothing. */
export function denseBackwardInput(
  { inputs, outputs, weight }: DenseShape,
  parameters: Float64Array,
  outputGradient: Float64Array,
  inputGradient: Float64Array,
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

interface DenseSample {
  /** [inputs] */
  input: Float64Array;
  /** Of the weighted sums, [outputs]. */
  gradient: Float64Array;
}

/**
 * What the last of `samples` adds to the sum of the squared gradients of the weights and biases, summed over the samples.
 * A weight's gradient is input * gradient, so the products of two samples' gradients sum to the product of two dot
 * products, without any weight.
 */
export function addedSquares(samples: readonly DenseSample[]): number {
  const last = samples.at(-1)!;
  let sum = sampleSquares(last);
  for (let s = 0; s < samples.length - 1; s++) {
    const { input, gradient } = samples[s]!;
    sum += 2 * (product(input, last.input) + 1) * product(gradient, last.gradient);
  }
  return sum;
}

/** The sum of the squared gradients of one sample's weights and biases. */
export function sampleSquares({ input, gradient }: DenseSample): number {
  return (squares(input) + 1) * squares(gradient);
}

/** The dot product, in four partial sums, so that additions do not wait for each other. */
function product(a: Float64Array, b: Float64Array): number {
  const { length } = a;
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    sum0 += a[i]! * b[i]!;
    sum1 += a[i + 1]! * b[i + 1]!;
    sum2 += a[i + 2]! * b[i + 2]!;
    sum3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < length; i++) sum0 += a[i]! * b[i]!;
  return sum0 + sum1 + (sum2 + sum3);
}

export function squares(values: Float64Array): number {
  return product(values, values);
}

export function addScaled(target: Float64Array, values: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let i = 0; i < target.length; i++) target[i]! += factor * values[i]!;
}
