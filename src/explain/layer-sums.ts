// Sums of a value of every layer over the images of a batch.

import {
  ACTIVATION_LAYERS,
  createActivations,
  type ActivationLayer,
  type Activations,
} from '../contract/activations.ts';
import type { ModelConfig } from '../contract/model.ts';

export class LayerSums {
  readonly #model: ModelConfig;
  readonly #sums = new Map<ActivationLayer, Float64Array>();

  constructor(model: ModelConfig) {
    this.#model = model;
    createActivations(model, (layer, size) => {
      this.#sums.set(layer, new Float64Array(size));
      return new Float32Array(0);
    });
  }

  add(layer: ActivationLayer, values: Float64Array): void {
    const sums = this.#sums.get(layer)!;
    for (let i = 0; i < sums.length; i++) sums[i]! += values[i]!;
  }

  addAll(values: Record<ActivationLayer, Float64Array>): void {
    for (const layer of ACTIVATION_LAYERS) this.add(layer, values[layer]);
  }

  mean(count: number): Activations {
    return createActivations(this.#model, (layer, size) => {
      const sums = this.#sums.get(layer)!;
      const mean = new Float32Array(size);
      for (let i = 0; i < size; i++) mean[i] = sums[i]! / count;
      return mean;
    });
  }
}
