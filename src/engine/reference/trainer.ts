// A network with its optimizer: one training step at a time, in single precision for the engine and in double precision
// for tests.

import { decodeSample } from '../../contract/sample.ts';
import type { EngineSpec } from '../engine.ts';
import type { CreateFloats } from './floats.ts';
import { gather } from './gather.ts';
import { Network } from './network.ts';
import { update, type OptimizerState } from './optimizer.ts';
import { argmax, crossEntropy, crossEntropyBackward } from './softmax-cross-entropy.ts';

export interface Dataset {
  /** [count, 28, 28] */
  images: Uint8Array;
  /** [count] */
  labels: Uint8Array;
}

export interface BatchScore {
  /** Mean over the batch, with label smoothing. */
  loss: number;
  correct: number;
}

export class Trainer {
  readonly network: Network;
  readonly state: OptimizerState;
  readonly #spec: EngineSpec;

  constructor(spec: EngineSpec, create: CreateFloats) {
    this.#spec = spec;
    this.network = new Network(spec.model, create);
    const { parameters } = this.network;
    const size = parameters.length;
    this.state = { step: 0, parameters, moment1: create(size), moment2: create(size) };
  }

  /** Computes the gradients of the mean loss of the samples words[start … end), at least one. */
  accumulate({ images, labels }: Dataset, words: Uint32Array, start: number, end: number): BatchScore {
    const { network } = this;
    const { labelSmoothing } = this.#spec;
    let lossSum = 0;
    let correct = 0;
    network.gradients.fill(0);
    for (let s = start; s < end; s++) {
      const word = words[s]!;
      const label = labelOf(labels, word);
      gather(images, word, network.framed);
      network.forward();
      const { logits } = network.values;
      lossSum += crossEntropy(logits, label, labelSmoothing);
      if (argmax(logits) === label) correct++;
      const scale = 1 / (end - start);
      crossEntropyBackward(
        network.probabilities,
        label,
        labelSmoothing,
        scale,
        network.valueGradients.logits,
      );
      network.backward();
    }
    return { loss: lossSum / (end - start), correct };
  }

  /** One step: the batch's gradients, then the optimizer's update. The score is that before the update. */
  step(dataset: Dataset, words: Uint32Array, start: number, end: number, learningRate: number): BatchScore {
    const score = this.accumulate(dataset, words, start, end);
    update(this.#spec.optimizer, this.state, this.network.gradients, learningRate, this.#spec.weightDecay);
    return score;
  }
}

/** The label of a sample word; mirroring and shifting do not change it. */
export function labelOf(labels: Uint8Array, word: number): number {
  return labels[decodeSample(word).index]!;
}
