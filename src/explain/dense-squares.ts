// The squared gradients of a dense layer's weights and biases, without the gradients themselves: a weight's gradient is
// input * gradient of the output, so the products of two samples' gradients sum to the product of two dot products.

import type { LayerLoops } from '../engine/layer-loops.ts';

interface DenseSample {
  /** [inputs] */
  input: Float64Array;
  /** Of the weighted sums, [outputs]. */
  gradient: Float64Array;
}

export class DenseSquares {
  readonly #loops: LayerLoops;
  readonly #samples: DenseSample[] = [];
  #sum = 0;

  constructor(loops: LayerLoops) {
    this.#loops = loops;
  }

  /** Of the gradients summed over all samples. */
  get sum(): number {
    return this.#sum;
  }

  /** Returns the sum of the sample's own squared gradients. It must stay as it is. */
  add(sample: DenseSample): number {
    const { input, gradient } = sample;
    const loops = this.#loops;
    const own = (loops.dot(input, input) + 1) * loops.dot(gradient, gradient);
    let added = own;
    for (const other of this.#samples) {
      added += 2 * (loops.dot(other.input, input) + 1) * loops.dot(other.gradient, gradient);
    }
    this.#samples.push(sample);
    this.#sum += added;
    return own;
  }
}
