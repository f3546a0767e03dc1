// One sample forward and backward through a network in double precision: its loss and all its gradients.

import type { ActivationLayer } from '../contract/activations.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import type { EngineSpec } from '../engine/engine.ts';
import { doublePrecision, type Floats } from '../engine/reference/floats.ts';
import { FRAMED_SIDE, gather } from '../engine/reference/gather.ts';
import { Network } from '../engine/reference/network.ts';
import { crossEntropy, crossEntropyBackward } from '../engine/reference/softmax-cross-entropy.ts';
import { labelOf, type Dataset } from '../engine/reference/trainer.ts';

const FRAME = (FRAMED_SIDE - IMAGE_SIDE) / 2;

export class SamplePass {
  /** After `backward` its gradients are those of the one sample’s loss. */
  readonly network: Network;
  readonly #spec: EngineSpec;
  readonly #dataset: Dataset;

  constructor(spec: EngineSpec, parameters: Float32Array, dataset: Dataset) {
    this.#spec = spec;
    this.#dataset = dataset;
    this.network = new Network(spec.model, doublePrecision);
    this.network.parameters.set(parameters);
  }

  /** The training loss of a sample word, with label smoothing. */
  forward(word: number): { label: number; loss: number } {
    const { network } = this;
    const label = labelOf(this.#dataset.labels, word);
    gather(this.#dataset.images, word, network.framed);
    network.forward();
    return { label, loss: crossEntropy(network.values.logits, label, this.#spec.labelSmoothing) };
  }

  /** The same, with `network.gradients` of this sample's loss. `onLayer` is that of `Network.backward`. */
  backward(
    word: number,
    onLayer?: (layer: ActivationLayer, gradient: Floats) => void,
  ): { label: number; loss: number } {
    const { network } = this;
    const scored = this.forward(word);
    const { labelSmoothing } = this.#spec;
    const start = network.valueGradients.logits;
    crossEntropyBackward(network.probabilities, scored.label, labelSmoothing, 1, start);
    network.gradients.fill(0);
    network.backward(onLayer);
    return scored;
  }

  /** The grey levels [28, 28] of the last sample, as the network received them. */
  image(): Uint8Array {
    const { framed } = this.network;
    return Uint8Array.from({ length: IMAGE_PIXELS }, (_, p) => {
      const row = Math.floor(p / IMAGE_SIDE) + FRAME;
      return Math.round(255 * framed[row * FRAMED_SIDE + (p % IMAGE_SIDE) + FRAME]!);
    });
  }
}
