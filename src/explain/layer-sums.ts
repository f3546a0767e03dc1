// Sums of a value of every layer over the images of a batch.

import {
  ACTIVATION_LAYERS,
  createActivations,
  type ActivationLayer,
  type Activations,
} from '../contract/activations.ts';
import type { ModelConfig } from '../contract/model.ts';
import type { CreateArray, LayerLoops } from '../engine/layer-loops.ts';

export class LayerSums {
  readonly #model: ModelConfig;
  readonly #loops: LayerLoops;
  readonly #sums = new Map<ActivationLayer, Float64Array>();

  constructor(model: ModelConfig, loops: LayerLoops, create: CreateArray) {
    this.#model = model;
    this.#loops = loops;
    createActivations(model, (layer, size) => {
      this.#sums.set(layer, create(size).fill(0));
      return new Float32Array(0);
    });
  }

  add(layer: ActivationLayer, values: Float64Array): void {
    this.#loops.add(this.#sums.get(layer)!, values);
  }

  addAll(values: Record<ActivationLayer, Float64Array>): void {
    for (const layer of ACTIVATION_LAYERS) this.add(layer, values[layer]);
  }

  /** The sums are lost. */
  mean(count: number): Activations {
    return createActivations(this.#model, (layer) => {
      const sums = this.#sums.get(layer)!;
      this.#loops.divide(sums, count);
      return new Float32Array(sums);
    });
  }
}
