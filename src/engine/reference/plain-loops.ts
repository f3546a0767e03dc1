// The reference's loops in double precision, as they stand in the files beside.

import type { ConvolutionShape, LayerLoops } from '../layer-loops.ts';
import { activate } from './activation.ts';
import { convolve, convolveBackwardInput, convolveBackwardParameters } from './convolution.ts';
import { pool } from './pooling.ts';

const KERNEL = 5;

export const plainLoops: LayerLoops = {
  convolve(shape, parameters, input, output, relu) {
    convolve(shape, parameters, input, output);
    if (relu) activate('relu', output);
  },

  convolveBackwardParameters(shape, input, outputGradient, gradients) {
    clear(shape, gradients);
    convolveBackwardParameters(shape, input, outputGradient, gradients);
  },

  convolveBackwardInput,
  pool,
};

function clear({ inputs, outputs, weight, bias }: ConvolutionShape, gradients: Float64Array): void {
  gradients.fill(0, weight, weight + outputs * inputs * KERNEL ** 2);
  gradients.fill(0, bias, bias + outputs);
}
