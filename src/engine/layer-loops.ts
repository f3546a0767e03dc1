// The loops of the convolutions and poolings of one sample in double precision, for those who can choose between several
// versions of them: the reference's own, or faster ones.

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

export interface LayerLoops {
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
}
