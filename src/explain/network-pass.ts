// One sample forward and backward through a network: its loss and its gradients.

import type { ActivationLayer } from '../contract/activations.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import type { EngineSpec } from '../engine/engine.ts';
import type { Floats } from '../engine/reference/floats.ts';
import { FRAMED_SIDE, gather } from '../engine/reference/gather.ts';
import type { Network } from '../engine/reference/network.ts';
import { crossEntropy, crossEntropyBackward } from '../engine/reference/softmax-cross-entropy.ts';
import { labelOf, type Dataset } from '../engine/reference/trainer.ts';

const FRAME = (FRAMED_SIDE - IMAGE_SIDE) / 2;

/** What the reference's `Network` and a step's network have in common. */
export interface AnyNetwork<F extends Floats = Floats> extends Pick<
  Network,
  'framed' | 'probabilities' | 'values' | 'forward'
> {
  valueGradients: Record<ActivationLayer, F>;
  backward(onLayer?: OnLayer<F>): void;
}

type OnLayer<F> = (layer: ActivationLayer, gradient: F) => void;

export interface Scored {
  label: number;
  loss: number;
}

export class NetworkPass<N extends AnyNetwork<F>, F extends Floats> {
  readonly network: N;
  readonly #spec: EngineSpec;
  readonly #dataset: Dataset;

  constructor(spec: EngineSpec, dataset: Dataset, network: N) {
    this.#spec = spec;
    this.#dataset = dataset;
    this.network = network;
  }

  /** The training loss of a sample word, with label smoothing. */
  forward(word: number): Scored {
    const { network } = this;
    const label = labelOf(this.#dataset.labels, word);
    gather(this.#dataset.images, word, network.framed);
    network.forward();
    return { label, loss: crossEntropy(network.values.logits, label, this.#spec.labelSmoothing) };
  }

  /** The same, then `network.backward` with `onLayer`. */
  backward(word: number, onLayer?: OnLayer<F>): Scored {
    const { network } = this;
    const scored = this.forward(word);
    const { labelSmoothing } = this.#spec;
    const start = network.valueGradients.logits;
    crossEntropyBackward(network.probabilities, scored.label, labelSmoothing, 1, start);
    network.backward(onLayer);
    return scored;
  }

  /** Writes the grey levels [28, 28] of the last sample, as the network received them. */
  copyImage(target: Uint8Array, offset: number): void {
    const { framed } = this.network;
    for (let p = 0; p < IMAGE_PIXELS; p++) {
      const row = Math.floor(p / IMAGE_SIDE) + FRAME;
      target[offset + p] = Math.round(255 * framed[row * FRAMED_SIDE + (p % IMAGE_SIDE) + FRAME]!);
    }
  }
}
