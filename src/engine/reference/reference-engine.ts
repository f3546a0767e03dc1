// The engine of plain loops in single precision on one thread. It runs everywhere, and the other engines are compared
// with it. Its arithmetic is in the files beside it.

import { createActivations, type Activations } from '../../contract/activations.ts';
import { plainSample } from '../../contract/sample.ts';
import { checkChunk, checkDataset, checkImage, checkSamples, checkState, countImages } from '../checks.ts';
import type { Chunk, ChunkResult, Engine, EngineSpec, Evaluation, ModelState } from '../engine.ts';
import { singlePrecision } from './floats.ts';
import { gather } from './gather.ts';
import { argmax, crossEntropy } from './softmax-cross-entropy.ts';
import { labelOf, Trainer, type Dataset } from './trainer.ts';

/** Parameters and moments are zero until `write`. Each call computes on this thread before it returns. */
export function createReferenceEngine(spec: EngineSpec): Engine {
  return new ReferenceEngine(spec);
}

class ReferenceEngine implements Engine {
  readonly name = 'reference';
  readonly device = { kind: 'cpu', threads: 1 } as const;
  readonly #spec: EngineSpec;
  #trainer: Trainer | null;
  #dataset: Dataset = { images: new Uint8Array(0), labels: new Uint8Array(0) };

  constructor(spec: EngineSpec) {
    this.#spec = spec;
    this.#trainer = new Trainer(spec, singlePrecision);
  }

  /** Holds the arrays without a copy (55 MB). They must not change afterwards. */
  async upload(images: Uint8Array, labels: Uint8Array): Promise<void> {
    this.#requireInUse();
    checkDataset(images, labels, this.#spec.model.classes);
    this.#dataset = { images, labels };
  }

  async train(chunk: Chunk): Promise<ChunkResult> {
    const trainer = this.#requireInUse();
    checkChunk(chunk, this.#spec.maxBatch, this.#dataset.labels.length);
    const { samples, batch, learningRates } = chunk;
    const steps = learningRates.length;
    const losses = new Float32Array(steps);
    const correct = new Uint32Array(steps);
    for (let s = 0; s < steps; s++) {
      const end = Math.min((s + 1) * batch, samples.length);
      const score = trainer.step(this.#dataset, samples, s * batch, end, learningRates[s]!);
      losses[s] = score.loss;
      correct[s] = score.correct;
    }
    return { losses, correct };
  }

  async evaluate(samples: Uint32Array): Promise<Evaluation> {
    const { network } = this.#requireInUse();
    checkSamples(samples, this.#dataset.labels.length);
    const { images, labels } = this.#dataset;
    const predicted = new Uint8Array(samples.length);
    const confidence = new Float32Array(samples.length);
    let lossSum = 0;
    let correct = 0;
    for (let s = 0; s < samples.length; s++) {
      const label = labelOf(labels, samples[s]!);
      gather(images, samples[s]!, network.framed);
      network.forward();
      const best = argmax(network.values.logits);
      lossSum += crossEntropy(network.values.logits, label, 0);
      if (best === label) correct++;
      predicted[s] = best;
      confidence[s] = network.probabilities[best]!;
    }
    return { lossSum, correct, predicted, confidence };
  }

  async predict(images: Uint8Array): Promise<Float32Array> {
    const { network } = this.#requireInUse();
    const count = countImages(images);
    const { classes } = this.#spec.model;
    const probabilities = new Float32Array(count * classes);
    for (let i = 0; i < count; i++) {
      gather(images, plainSample(i), network.framed);
      network.forward();
      probabilities.set(network.probabilities, i * classes);
    }
    return probabilities;
  }

  async activations(image: Uint8Array): Promise<Activations> {
    const { network } = this.#requireInUse();
    checkImage(image);
    gather(image, plainSample(0), network.framed);
    network.forward();
    return createActivations(this.#spec.model, (layer) => Float32Array.from(network.values[layer]));
  }

  async read(): Promise<ModelState> {
    const { step, parameters, moment1, moment2 } = this.#requireInUse().state;
    return {
      step,
      parameters: Float32Array.from(parameters),
      moment1: Float32Array.from(moment1),
      moment2: Float32Array.from(moment2),
    };
  }

  async write(state: ModelState): Promise<void> {
    const { state: current } = this.#requireInUse();
    checkState(state, current.parameters.length);
    current.step = state.step;
    current.parameters.set(state.parameters);
    current.moment1.set(state.moment1);
    current.moment2.set(state.moment2);
  }

  dispose(): void {
    this.#trainer = null;
    this.#dataset = { images: new Uint8Array(0), labels: new Uint8Array(0) };
  }

  #requireInUse(): Trainer {
    if (!this.#trainer) throw new Error('this engine has been disposed of');
    return this.#trainer;
  }
}
