// A 5x5 convolution without padding (`gather` puts c1's frame of zeros around the image).
// All loops take one kernel row at a time: its five weights and five neighbouring values stay in registers, and the
// innermost loop runs along contiguous rows.

import type { ConvolutionShape } from '../layer-loops.ts';
import type { Floats } from './floats.ts';

const KERNEL = 5;

/** output[o, y, x] = bias[o] + sum over i, ky, kx of weight[o, i, ky, kx] * input[i, y + ky, x + kx]. */
export function convolve(shape: ConvolutionShape, parameters: Floats, input: Floats, output: Floats): void {
  const { inputs, outputs, side, weight, bias } = shape;
  const inputSide = side + KERNEL - 1;
  const kernel = KERNEL * KERNEL;
  for (let o = 0; o < outputs; o += 2) {
    const map = o * side * side;
    // The last map of an odd number is computed twice.
    const next = Math.min(o + 1, outputs - 1);
    const nextMap = next * side * side;
    output.fill(parameters[bias + o]!, map, map + side * side);
    output.fill(parameters[bias + next]!, nextMap, nextMap + side * side);
    for (let i = 0; i < inputs; i++) {
      for (let ky = 0; ky < KERNEL; ky++) {
        const k = weight + (o * inputs + i) * kernel + ky * KERNEL;
        const a0 = parameters[k]!;
        const a1 = parameters[k + 1]!;
        const a2 = parameters[k + 2]!;
        const a3 = parameters[k + 3]!;
        const a4 = parameters[k + 4]!;
        const l = weight + (next * inputs + i) * kernel + ky * KERNEL;
        const b0 = parameters[l]!;
        const b1 = parameters[l + 1]!;
        const b2 = parameters[l + 2]!;
        const b3 = parameters[l + 3]!;
        const b4 = parameters[l + 4]!;
        for (let y = 0; y < side; y++) {
          const source = (i * inputSide + y + ky) * inputSide;
          const target = map + y * side;
          const nextTarget = nextMap + y * side;
          let v0 = input[source]!;
          let v1 = input[source + 1]!;
          let v2 = input[source + 2]!;
          let v3 = input[source + 3]!;
          for (let x = 0; x < side; x++) {
            const v4 = input[source + x + 4]!;
            const a = output[target + x]! + (a0 * v0 + a1 * v1 + (a2 * v2 + a3 * v3) + a4 * v4);
            const b = output[nextTarget + x]! + (b0 * v0 + b1 * v1 + (b2 * v2 + b3 * v3) + b4 * v4);
            output[target + x] = a;
            output[nextTarget + x] = b;
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

/**
 * Adds the gradients of weight and bias, from the gradient of the output. Max pooling and relu leave most of that zero, and
 * zeros add nothing: the sums go over the other values alone.
 */
export function convolveBackwardParameters(
  shape: ConvolutionShape,
  input: Floats,
  outputGradient: Floats,
  gradients: Floats,
): void {
  const { inputs, outputs, side, weight, bias } = shape;
  const inputSide = side + KERNEL - 1;
  const places = new NonZeroPlaces(side);
  for (let o = 0; o < outputs; o++) {
    const map = o * side * side;
    let biasSum = 0;
    for (let p = 0; p < side * side; p++) biasSum += outputGradient[map + p]!;
    gradients[bias + o]! += biasSum;
    places.find(outputGradient, map);
    for (let i = 0; i < inputs; i++) {
      for (let ky = 0; ky < KERNEL; ky++) {
        const k = weight + ((o * inputs + i) * KERNEL + ky) * KERNEL;
        addKernelRow(places, input, (i * inputSide + ky) * inputSide, gradients, k);
      }
    }
  }
}

/** Five weights' gradients, summed over `places`. */
function addKernelRow(
  { count, starts, values }: NonZeroPlaces,
  input: Floats,
  source: number,
  gradients: Floats,
  k: number,
): void {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let sum4 = 0;
  for (let n = 0; n < count; n++) {
    const at = source + starts[n]!;
    const gradient = values[n]!;
    sum0 += gradient * input[at]!;
    sum1 += gradient * input[at + 1]!;
    sum2 += gradient * input[at + 2]!;
    sum3 += gradient * input[at + 3]!;
    sum4 += gradient * input[at + 4]!;
  }
  gradients[k]! += sum0;
  gradients[k + 1]! += sum1;
  gradients[k + 2]! += sum2;
  gradients[k + 3]! += sum3;
  gradients[k + 4]! += sum4;
}

/** Overwrites the gradient of the input. A map with few values that are not zero adds these alone. */
export function convolveBackwardInput(
  shape: ConvolutionShape,
  parameters: Floats,
  outputGradient: Floats,
  inputGradient: Floats,
): void {
  const { inputs, outputs, side, weight } = shape;
  const inputSide = side + KERNEL - 1;
  const places = new NonZeroPlaces(side);
  inputGradient.fill(0);
  for (let o = 0; o < outputs; o++) {
    const map = o * side * side;
    // In single precision it would round each term, and saved runs resume with the same bits.
    const sparse = inputGradient instanceof Float64Array && places.find(outputGradient, map);
    for (let i = 0; i < inputs; i++) {
      for (let ky = 0; ky < KERNEL; ky++) {
        const k = weight + ((o * inputs + i) * KERNEL + ky) * KERNEL;
        const target = (i * inputSide + ky) * inputSide;
        if (sparse) spreadKernelRowAt(places, parameters, k, inputGradient, target);
        else spreadKernelRow(side, parameters, k, outputGradient, map, inputGradient, target);
      }
    }
  }
}

/**
 * Adds what five weights contribute over a whole map. The output gradient at x contributes to the inputs x … x + 4, so five
 * running sums move along the row, and the leftmost one is complete and stored.
 */
function spreadKernelRow(
  side: number,
  parameters: Floats,
  k: number,
  outputGradient: Floats,
  map: number,
  inputGradient: Floats,
  firstRow: number,
): void {
  const k0 = parameters[k]!;
  const k1 = parameters[k + 1]!;
  const k2 = parameters[k + 2]!;
  const k3 = parameters[k + 3]!;
  const k4 = parameters[k + 4]!;
  for (let y = 0; y < side; y++) {
    const row = map + y * side;
    const target = firstRow + y * (side + KERNEL - 1);
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

/** The same for some places of the map. */
function spreadKernelRowAt(
  { count, starts, values }: NonZeroPlaces,
  parameters: Floats,
  k: number,
  inputGradient: Floats,
  target: number,
): void {
  const k0 = parameters[k]!;
  const k1 = parameters[k + 1]!;
  const k2 = parameters[k + 2]!;
  const k3 = parameters[k + 3]!;
  const k4 = parameters[k + 4]!;
  for (let n = 0; n < count; n++) {
    const at = target + starts[n]!;
    const gradient = values[n]!;
    inputGradient[at]! += k0 * gradient;
    inputGradient[at + 1]! += k1 * gradient;
    inputGradient[at + 2]! += k2 * gradient;
    inputGradient[at + 3]! += k3 * gradient;
    inputGradient[at + 4]! += k4 * gradient;
  }
}

/** The values of one output map that are not zero, row by row. */
class NonZeroPlaces {
  count = 0;
  /** Places in an input map that lie under the kernel's upper left corner. */
  readonly starts: Uint32Array;
  readonly values: Float64Array;
  readonly #side: number;

  constructor(side: number) {
    this.#side = side;
    this.starts = new Uint32Array(side * side);
    this.values = new Float64Array(side * side);
  }

  /** Whether they are so few that sums over them alone are faster. */
  find(gradient: Floats, map: number): boolean {
    const side = this.#side;
    this.count = 0;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const value = gradient[map + y * side + x]!;
        if (value === 0) continue;
        this.starts[this.count] = y * (side + KERNEL - 1) + x;
        this.values[this.count++] = value;
      }
    }
    return this.count < 0.4 * side * side;
  }
}
