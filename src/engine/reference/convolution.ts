// A 5x5 convolution without padding (`gather` puts c1's frame of zeros around the image).
// All loops take one kernel row at a time: its five weights and five neighbouring values stay in registers, and the
// innermost loop runs along contiguous rows.

import type { Floats } from './floats.ts';

const KERNEL = 5;

export interface ConvolutionShape {
  inputs: number;
  outputs: number;
  /** Side of the square output maps; the side of the input maps is 4 larger. */
  side: number;
  /** Offsets of weight [outputs, inputs, 5, 5] and bias [outputs] in the flat parameters and gradients. */
  weight: number;
  bias: number;
}

/** output[o, y, x] = bias[o] + sum over i, ky, kx of weight[o, i, ky, kx] * input[i, y + ky, x + kx]. */
export function convolve(shape: ConvolutionShape, parameters: Floats, input: Floats, output: Floats): void {
  const { inputs, outputs, side, weight, bias } = shape;
  const inputSide = side + KERNEL - 1;
  for (let o = 0; o < outputs; o++) {
    const map = o * side * side;
    output.fill(parameters[bias + o]!, map, map + side * side);
    for (let i = 0; i < inputs; i++) {
      for (let ky = 0; ky < KERNEL; ky++) {
        const k = weight + ((o * inputs + i) * KERNEL + ky) * KERNEL;
        const k0 = parameters[k]!;
        const k1 = parameters[k + 1]!;
        const k2 = parameters[k + 2]!;
        const k3 = parameters[k + 3]!;
        const k4 = parameters[k + 4]!;
        for (let y = 0; y < side; y++) {
          const source = (i * inputSide + y + ky) * inputSide;
          const target = map + y * side;
          let v0 = input[source]!;
          let v1 = input[source + 1]!;
          let v2 = input[source + 2]!;
          let v3 = input[source + 3]!;
          for (let x = 0; x < side; x++) {
            const v4 = input[source + x + 4]!;
            output[target + x]! += k0 * v0 + k1 * v1 + (k2 * v2 + k3 * v3) + k4 * v4;
            v0 = v1;
            v1 = v2;
            v2 = v3;
            v3 = v4;
          }
        }
      }
    }
  }
}

/** Adds the gradients of weight and bias, from the gradient of the output. */
export function convolveBackwardParameters(
  shape: ConvolutionShape,
  input: Floats,
  outputGradient: Floats,
  gradients: Floats,
): void {
  const { inputs, outputs, side, weight, bias } = shape;
  const inputSide = side + KERNEL - 1;
  for (let o = 0; o < outputs; o++) {
    const map = o * side * side;
    let biasSum = 0;
    for (let p = 0; p < side * side; p++) biasSum += outputGradient[map + p]!;
    gradients[bias + o]! += biasSum;
    for (let i = 0; i < inputs; i++) {
      for (let ky = 0; ky < KERNEL; ky++) {
        let sum0 = 0;
        let sum1 = 0;
        let sum2 = 0;
        let sum3 = 0;
        let sum4 = 0;
        for (let y = 0; y < side; y++) {
          const source = (i * inputSide + y + ky) * inputSide;
          const row = map + y * side;
          let v0 = input[source]!;
          let v1 = input[source + 1]!;
          let v2 = input[source + 2]!;
          let v3 = input[source + 3]!;
          for (let x = 0; x < side; x++) {
            const v4 = input[source + x + 4]!;
            const gradient = outputGradient[row + x]!;
            sum0 += gradient * v0;
            sum1 += gradient * v1;
            sum2 += gradient * v2;
            sum3 += gradient * v3;
            sum4 += gradient * v4;
            v0 = v1;
            v1 = v2;
            v2 = v3;
            v3 = v4;
          }
        }
        const k = weight + ((o * inputs + i) * KERNEL + ky) * KERNEL;
        gradients[k]! += sum0;
        gradients[k + 1]! += sum1;
        gradients[k + 2]! += sum2;
        gradients[k + 3]! += sum3;
        gradients[k + 4]! += sum4;
      }
    }
  }
}

/**
 * Overwrites the gradient of the input. The output gradient at x contributes to the inputs x … x + 4, so five running
 * sums move along the row, and the leftmost one is complete and stored.
 */
export function convolveBackwardInput(
  shape: ConvolutionShape,
  parameters: Floats,
  outputGradient: Floats,
  inputGradient: Floats,
): void {
  const { inputs, outputs, side, weight } = shape;
  const inputSide = side + KERNEL - 1;
  inputGradient.fill(0);
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let ky = 0; ky < KERNEL; ky++) {
        const k = weight + ((o * inputs + i) * KERNEL + ky) * KERNEL;
        const k0 = parameters[k]!;
        const k1 = parameters[k + 1]!;
        const k2 = parameters[k + 2]!;
        const k3 = parameters[k + 3]!;
        const k4 = parameters[k + 4]!;
        for (let y = 0; y < side; y++) {
          const row = (o * side + y) * side;
          const target = (i * inputSide + y + ky) * inputSide;
          let sum0 = inputGradient[target]!;
          let sum1 = inputGradient[target + 1]!;
          let sum2 = inputGradient[target + 2]!;
          let sum3 = inputGradient[target + 3]!;
          for (let x = 0; x < side; x++) {
            const gradient = outputGradient[row + x]!;
            inputGradient[target + x] = sum0 + k0 * gradient;
            sum0 = sum1 + k1 * gradient;
            sum1 = sum2 + k2 * gradient;
            sum2 = sum3 + k3 * gradient;
            sum3 = inputGradient[target + x + 4]! + k4 * gradient;
          }
          inputGradient[target + side] = sum0;
          inputGradient[target + side + 1] = sum1;
          inputGradient[target + side + 2] = sum2;
          inputGradient[target + side + 3] = sum3;
        }
      }
    }
  }
}
