// Convolutions and poolings in double precision by the kernels of kernels/double.ts. Each call copies its arrays into the
// memory of the kernels and the result back, so that nothing in that memory needs to be freed.

import type { Pooling } from '../../contract/model.ts';
import type { ConvolutionShape, LayerLoops } from '../layer-loops.ts';
import type { Host } from './host.ts';
import { reserve } from './start.ts';

const KERNEL = 5;
const NUMBER_BYTES = 8;

/** The exports of kernels/double.ts. Addresses, from `weights`, `input` and `places` on, are in bytes. */
interface DoubleKernels {
  convolve(
    inputs: number,
    outputs: number,
    side: number,
    weights: number,
    biases: number,
    input: number,
    output: number,
    least: number,
  ): void;
  parameterGradients(
    inputs: number,
    outputs: number,
    side: number,
    input: number,
    outputGradient: number,
    weightGradient: number,
    biasGradient: number,
    places: number,
  ): void;
  inputGradient(
    inputs: number,
    outputs: number,
    side: number,
    weights: number,
    outputGradient: number,
    target: number,
    places: number,
  ): void;
  /** `largest` is 1 or 0. */
  pool(largest: number, rows: number, width: number, input: number, output: number): void;
}

/** Rejects where WebAssembly or SIMD is missing. */
export async function loadDoubleLoops(host: Pick<Host, 'load'>): Promise<LayerLoops> {
  const module = await host.load('double');
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return new DoubleLoops(memory, exports as unknown as DoubleKernels);
}

class DoubleLoops implements LayerLoops {
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: DoubleKernels;

  constructor(memory: WebAssembly.Memory, kernels: DoubleKernels) {
    this.#memory = memory;
    this.#kernels = kernels;
  }

  convolve(
    shape: ConvolutionShape,
    parameters: Float64Array,
    input: Float64Array,
    output: Float64Array,
    relu: boolean,
  ): void {
    const { inputs, outputs, side } = shape;
    const weights = weightsOf(shape, parameters);
    const biases = biasesOf(shape, parameters);
    const at = this.#place(weights.length, biases.length, input.length, output.length);
    const [weight = 0, bias = 0, source = 0, target = 0] = at;
    this.#write(weights, weight);
    this.#write(biases, bias);
    this.#write(input, source);
    const least = relu ? 0 : -Infinity;
    this.#kernels.convolve(inputs, outputs, side, weight, bias, source, target, least);
    this.#read(target, output);
  }

  convolveBackwardParameters(
    shape: ConvolutionShape,
    input: Float64Array,
    outputGradient: Float64Array,
    gradients: Float64Array,
  ): void {
    const { inputs, outputs, side } = shape;
    const weights = weightsOf(shape, gradients);
    const biases = biasesOf(shape, gradients);
    const at = this.#place(
      input.length,
      outputGradient.length,
      weights.length,
      biases.length,
      placesLength(side),
    );
    const [source = 0, gradient = 0, weight = 0, bias = 0, places = 0] = at;
    this.#write(input, source);
    this.#write(outputGradient, gradient);
    this.#kernels.parameterGradients(inputs, outputs, side, source, gradient, weight, bias, places);
    this.#read(weight, weights);
    this.#read(bias, biases);
  }

  convolveBackwardInput(
    shape: ConvolutionShape,
    parameters: Float64Array,
    outputGradient: Float64Array,
    inputGradient: Float64Array,
  ): void {
    const { inputs, outputs, side } = shape;
    const weights = weightsOf(shape, parameters);
    const at = this.#place(weights.length, outputGradient.length, inputGradient.length, placesLength(side));
    const [weight = 0, gradient = 0, target = 0, places = 0] = at;
    this.#write(weights, weight);
    this.#write(outputGradient, gradient);
    this.#kernels.inputGradient(inputs, outputs, side, weight, gradient, target, places);
    this.#read(target, inputGradient);
  }

  pool(kind: Pooling, width: number, input: Float64Array, output: Float64Array): void {
    const [source = 0, target = 0] = this.#place(input.length, output.length);
    this.#write(input, source);
    this.#kernels.pool(kind === 'max' ? 1 : 0, input.length / width, width, source, target);
    this.#read(target, output);
  }

  /** Addresses of arrays of these lengths, one after the other. */
  #place(...lengths: number[]): number[] {
    let end = 0;
    const addresses = lengths.map((length) => {
      const start = end;
      end += length * NUMBER_BYTES;
      return start;
    });
    reserve(this.#memory, end);
    return addresses;
  }

  #write(values: Float64Array, address: number): void {
    new Float64Array(this.#memory.buffer, address, values.length).set(values);
  }

  #read(address: number, target: Float64Array): void {
    target.set(new Float64Array(this.#memory.buffer, address, target.length));
  }
}

/** Two numbers for each place of an output map: where it is, and the gradient there. */
function placesLength(side: number): number {
  return 2 * side * side;
}

function weightsOf({ inputs, outputs, weight }: ConvolutionShape, parameters: Float64Array): Float64Array {
  return parameters.subarray(weight, weight + outputs * inputs * KERNEL ** 2);
}

function biasesOf({ outputs, bias }: ConvolutionShape, parameters: Float64Array): Float64Array {
  return parameters.subarray(bias, bias + outputs);
}
