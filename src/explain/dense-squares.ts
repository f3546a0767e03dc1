// The squared gradients of a dense layer's weights and biases, without the gradients themselves: a weight's gradient is
// input * gradient of the output, so the products of two samples' gradients sum to the product of two dot products.

import type { CreateArray, LayerLoops } from '../engine/layer-loops.ts';

interface DenseSample {
  /** [inputs] */
  input: Float64Array;
  /** Of the weighted sums, [outputs]. */
  gradient: Float64Array;
}

export class DenseSquares {
  readonly #dot: LayerLoops['dot'];
  readonly #samples: DenseSample[];
  #count = 0;
  #sum = 0;

  /** For at most `count` samples. */
  constructor(
    { inputs, outputs, count }: { inputs: number; outputs: number; count: number },
    loops: LayerLoops,
    create: CreateArray,
  ) {
    this.#dot = (a, b) => loops.dot(a, b);
    this.#samples = Array.from({ length: count }, () => ({
      input: create(inputs),
      gradient: create(outputs),
    }));
  }

  /** Of the gradients summed over all samples. */
  get sum(): number {
    return this.#sum;
  }

  /** Copies the sample. Returns the sum of its own squared gradients. */
  add({ input, gradient }: DenseSample): number {
    const dot = this.#dot;
    const sample = this.#samples[this.#count]!;
    sample.input.set(input);
    sample.gradient.set(gradient);
    const own = (dot(sample.input, sample.input) + 1) * dot(sample.gradient, sample.gradient);
    let added = own;
    for (let s = 0; s < this.#count; s++) {
      const other = this.#samples[s]!;
      added += 2 * (dot(other.input, sample.input) + 1) * dot(other.gradient, sample.gradient);
    }
    this.#count++;
    this.#sum += added;
    return own;
  }
}
