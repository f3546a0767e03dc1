// The loops of one sample's layers in double precision, for those who can choose between several versions of them: the
// reference's own, or faster ones.

import type { Pooling } from '../contract/model.ts';

/** A 5x5 convolution without padding. */
export interface ConvolutionShape {
  inputs: number;
  outputs: number;
  /** Side of the square output maps; the side of the input maps is 4 larger. */
  side: number;
  /** Offsets of weight [outputs, inputs, 5, 5] and bias [outputs] in the flat parameters and gradients. */
  weight: number;
  bias: number;
}

export interface DenseShape {
  inputs: number;
  outputs: number;
  /** Offsets of weight [outputs, inputs] and bias [outputs] in the flat parameters and gradients. */
  weight: number;
  bias: number;
}

/** Creates an array, whose values may be any. */
export type CreateArray = (length: number) => Float64Array;

/** Loops with arrays of their own. Throws a RangeError where there is no memory for them. */
export type CreateLoops = () => LayerLoops;

/** All arrays are those that `createArrays` created, or parts of them. */
export interface LayerLoops {
  /**
   * Returns what `build` returns, which gets the function that creates the arrays. `build` may be called twice, the first time
   * with empty arrays to add up the lengths. Arrays of an earlier call must not be used afterwards. Throws a RangeError where
   * the memory can't be had.
   */
  createArrays<T>(build: (create: CreateArray) => T): T;
  /**
   * output[o, y, x] = bias[o] + sum over i, ky, kx of weight[o, i, ky, kx] * input[i, y + ky, x + kx]; with `relu`, negative
   * outputs are zero.
   */
  convolve(
    shape: ConvolutionShape,
    parameters: Float64Array,
    input: Float64Array,
    output: Float64Array,
    relu: boolean,
  ): void;
  /** Overwrites the gradients of weight and bias, from the gradient of the output. */
  convolveBackwardParameters(
    shape: ConvolutionShape,
    input: Float64Array,
    outputGradient: Float64Array,
    gradients: Float64Array,
  ): void;
  /** Overwrites the gradient of the input. */
  convolveBackwardInput(
    shape: ConvolutionShape,
    parameters: Float64Array,
    outputGradient: Float64Array,
    inputGradient: Float64Array,
  ): void;
  /** 2x2 windows of `input` [rows, width] to `output` [rows / 2, width / 2]. */
  pool(kind: Pooling, width: number, input: Float64Array, output: Float64Array): void;
  /** Overwrites the gradient of the input [rows, width]. */
  poolBackward(
    kind: Pooling,
    width: number,
    input: Float64Array,
    outputGradient: Float64Array,
    inputGradient: Float64Array,
  ): void;
  /** Gradients become zero where relu's output is not above zero. */
  reluBackward(outputs: Float64Array, gradients: Float64Array): void;
  /** output[o] = bias[o] + sum over i of weight[o, i] * input[i]. */
  dense(shape: DenseShape, parameters: Float64Array, input: Float64Array, output: Float64Array): void;
  /** Overwrites the gradient of the input. */
  denseBackwardInput(
    shape: DenseShape,
    parameters: Float64Array,
    outputGradient: Float64Array,
    inputGradient: Float64Array,
  ): void;
  /** target[i] += values[i]. */
  add(target: Float64Array, values: Float64Array): void;
  /** target[i] += factor * values[i]. */
  addScaled(target: Float64Array, values: Float64Array, factor: number): void;
  divide(target: Float64Array, divisor: number): void;
  /** The sum of a[i] * b[i]. */
  dot(a: Float64Array, b: Float64Array): number;
}
