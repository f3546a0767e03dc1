// The loops of kernels/double.ts. All their arrays are in the memory of the kernels, so that nothing needs to be copied.

import { IMAGE_SIDE, type Pooling } from '../../contract/model.ts';
import type { ConvolutionShape, CreateArray, CreateLoops, DenseShape, LayerLoops } from '../layer-loops.ts';
import type { Host } from './host.ts';
import { PAGE_BYTES } from './image-memory.ts';
import { reserve } from './start.ts';

const NUMBER_BYTES = 8;
/** Address of the places that a backward pass lists: two numbers for each place of an output map. */
const PLACES = 0;
const PLACES_BYTES = 2 * IMAGE_SIDE ** 2 * NUMBER_BYTES;

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
  poolBackward(
    largest: number,
    rows: number,
    width: number,
    input: number,
    outputGradient: number,
    inputGradient: number,
  ): void;
  dense(
    inputs: number,
    outputs: number,
    weights: number,
    biases: number,
    input: number,
    output: number,
  ): void;
  denseInputGradient(
    inputs: number,
    outputs: number,
    weights: number,
    outputGradient: number,
    target: number,
  ): void;
  reluBackward(outputs: number, gradients: number, length: number): void;
  add(target: number, values: number, length: number): void;
  addScaled(target: number, values: number, factor: number, length: number): void;
  divide(target: number, divisor: number, length: number): void;
  dot(a: number, b: number, length: number): number;
}

/** Rejects where WebAssembly or SIMD is missing. */
export async function loadDoubleLoops(host: Pick<Host, 'load'>): Promise<CreateLoops> {
  const module = await host.load('double');
  return () => new DoubleLoops(module);
}

class DoubleLoops implements LayerLoops {
  readonly #module: WebAssembly.Module;
  #memory!: WebAssembly.Memory;
  #kernels!: DoubleKernels;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
    this.#instantiate();
  }

  #instantiate(): void {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(this.#module, { env: { memory } });
    this.#memory = memory;
    this.#kernels = exports as unknown as DoubleKernels;
  }

  createArrays<T>(build: (create: CreateArray) => T): T {
    let end = PLACES + PLACES_BYTES;
    build((length) => {
      end += length * NUMBER_BYTES;
      return new Float64Array(0);
    });
    // Memory never shrinks. It is freed together with its instance.
    if (this.#memory.buffer.byteLength > 2 * Math.max(end, PAGE_BYTES)) this.#instantiate();
    // Growing would take the memory away from arrays that were created before.
    reserve(this.#memory, end);
    let next = PLACES + PLACES_BYTES;
    return build((length) => {
      const array = new Float64Array(this.#memory.buffer, next, length);
      next += length * NUMBER_BYTES;
      return array;
    });
  }

  convolve(
    { inputs, outputs, side, weight, bias }: ConvolutionShape,
    parameters: Float64Array,
    input: Float64Array,
    output: Float64Array,
    relu: boolean,
  ): void {
    this.#kernels.convolve(
      inputs,
      outputs,
      side,
      addressOf(parameters, weight),
      addressOf(parameters, bias),
      addressOf(input),
      addressOf(output),
      relu ? 0 : -Infinity,
    );
  }

  convolveBackwardParameters(
    { inputs, outputs, side, weight, bias }: ConvolutionShape,
    input: Float64Array,
    outputGradient: Float64Array,
    gradients: Float64Array,
  ): void {
    this.#kernels.parameterGradients(
      inputs,
      outputs,
      side,
      addressOf(input),
      addressOf(outputGradient),
      addressOf(gradients, weight),
      addressOf(gradients, bias),
      PLACES,
    );
  }

  convolveBackwardInput(
    { inputs, outputs, side, weight }: ConvolutionShape,
    parameters: Float64Array,
    outputGradient: Float64Array,
    inputGradient: Float64Array,
  ): void {
    this.#kernels.inputGradient(
      inputs,
      outputs,
      side,
      addressOf(parameters, weight),
      addressOf(outputGradient),
      addressOf(inputGradient),
      PLACES,
    );
  }

  pool(kind: Pooling, width: number, input: Float64Array, output: Float64Array): void {
    const rows = input.length / width;
    this.#kernels.pool(kind === 'max' ? 1 : 0, rows, width, addressOf(input), addressOf(output));
  }

  poolBackward(
    kind: Pooling,
    width: number,
    input: Float64Array,
    outputGradient: Float64Array,
    inputGradient: Float64Array,
  ): void {
    this.#kernels.poolBackward(
      kind === 'max' ? 1 : 0,
      input.length / width,
      width,
      addressOf(input),
      addressOf(outputGradient),
      addressOf(inputGradient),
    );
  }

  reluBackward(outputs: Float64Array, gradients: Float64Array): void {
    this.#kernels.reluBackward(addressOf(outputs), addressOf(gradients), outputs.length);
  }

  dense(
    { inputs, outputs, weight, bias }: DenseShape,
    parameters: Float64Array,
    input: Float64Array,
    output: Float64Array,
  ): void {
    this.#kernels.dense(
      inputs,
      outputs,
      addressOf(parameters, weight),
      addressOf(parameters, bias),
      addressOf(input),
      addressOf(output),
    );
  }

  denseBackwardInput(
    { inputs, outputs, weight }: DenseShape,
    parameters: Float64Array,
    outputGradient: Float64Array,
    inputGradient: Float64Array,
  ): void {
    this.#kernels.denseInputGradient(
      inputs,
      outputs,
      addressOf(parameters, weight),
      addressOf(outputGradient),
      addressOf(inputGradient),
    );
  }

  add(target: Float64Array, values: Float64Array): void {
    this.#kernels.add(addressOf(target), addressOf(values), target.length);
  }

  addScaled(target: Float64Array, values: Float64Array, factor: number): void {
    this.#kernels.addScaled(addressOf(target), addressOf(values), factor, target.length);
  }

  divide(target: Float64Array, divisor: number): void {
    this.#kernels.divide(addressOf(target), divisor, target.length);
  }

  dot(a: Float64Array, b: Float64Array): number {
    return this.#kernels.dot(addressOf(a), addressOf(b), a.length);
  }
}

/** In bytes, of the number at `index` of an array in the memory of the kernels. */
function addressOf({ byteOffset }: Float64Array, index = 0): number {
  return byteOffset + index * NUMBER_BYTES;
}
