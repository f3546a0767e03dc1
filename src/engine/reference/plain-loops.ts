// The reference's loops in double precision, as they stand in the files beside.

import type { ConvolutionShape, LayerLoops } from '../layer-loops.ts';
import { activate, activateBackward } from './activation.ts';
import { convolve, convolveBackwardInput, convolveBackwardParameters } from './convolution.ts';
import { dense, denseBackwardInput } from './dense.ts';
import { dot } from './floats.ts';
import { pool, poolBackward } from './pooling.ts';

const KERNEL = 5;

export const plainLoops: LayerLoops = {
  createArrays: (build) => build((length) => new Float64Array(length)),

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
  poolBackward,
  reluBackward: (outputs, gradients) => activateBackward('relu', outputs, gradients),
  dense,
  denseBackwardInput,

  add(target, values) {
    for (let i = 0; i < target.length; i++) target[i]! += values[i]!;
  },

  addScaled(target, values, factor) {
    for (let i = 0; i < target.length; i++) target[i]! += factor * values[i]!;
  },

  divide(target, divisor) {
    for (let i = 0; i < target.length; i++) target[i]! /= divisor;
  },

  dot: (a, b) => dot(a, b, 0, a.length),
};

function clear({ inputs, outputs, weight, bias }: ConvolutionShape, gradients: Float64Array): void {
  gradients.fill(0, weight, weight + outputs * inputs * KERNEL ** 2);
  gradients.fill(0, bias, bias + outputs);
}
