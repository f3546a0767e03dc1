// An engine that takes only the images of its next samples, so that many engines can share one dataset in memory that
// none of them computes in.

import type { Activations } from '../contract/activations.ts';
import type { EngineName } from '../contract/config.ts';
import type { ComputeDevice } from '../contract/device.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { INDEX_MASK } from '../contract/sample.ts';
import { checkChunk, checkDataset, checkSamples } from './checks.ts';
import type { Chunk, ChunkResult, Engine, EngineSpec, Evaluation, ModelState } from './engine.ts';

/** Most images that are taken at once, 1.6 MB; at least a batch. */
const MOST_IMAGES = 2048;

/** `inner` on a dataset that stays where it is. The results are those of `inner` with the whole dataset. */
export class GatherEngine implements Engine {
  readonly #inner: Engine;
  readonly #spec: EngineSpec;
  #images: Uint8Array = new Uint8Array();
  #labels: Uint8Array = new Uint8Array();
  /** The images and labels that were taken last. */
  #taken = new Uint8Array();
  #takenLabels = new Uint8Array();

  constructor(inner: Engine, spec: EngineSpec) {
    this.#inner = inner;
    this.#spec = spec;
  }

  get name(): EngineName {
    return this.#inner.name;
  }

  get device(): ComputeDevice {
    return this.#inner.device;
  }

  /** Takes no copy: later changes of `images` count. */
  async upload(images: Uint8Array, labels: Uint8Array): Promise<void> {
    checkDataset(images, labels, this.#spec.model.classes);
    this.#images = images;
    this.#labels = labels;
  }

  async train(chunk: Chunk): Promise<ChunkResult> {
    checkChunk(chunk, this.#spec.maxBatch, this.#labels.length);
    const { samples, batch, learningRates } = chunk;
    const steps = learningRates.length;
    const result: ChunkResult = { losses: new Float32Array(steps), correct: new Uint32Array(steps) };
    const most = Math.max(1, Math.floor(MOST_IMAGES / batch));
    for (let first = 0; first < steps; first += most) {
      const end = Math.min(first + most, steps);
      const words = await this.#take(samples.subarray(first * batch, end * batch));
      const rates = learningRates.subarray(first, end);
      const part = await this.#inner.train({ samples: words, batch, learningRates: rates });
      result.losses.set(part.losses, first);
      result.correct.set(part.correct, first);
    }
    return result;
  }

  async evaluate(samples: Uint32Array): Promise<Evaluation> {
    checkSamples(samples, this.#labels.length);
    const predicted = new Uint8Array(samples.length);
    const confidence = new Float32Array(samples.length);
    let lossSum = 0;
    let correct = 0;
    for (let first = 0; first < samples.length; first += MOST_IMAGES) {
      const words = await this.#take(samples.subarray(first, first + MOST_IMAGES));
      const part = await this.#inner.evaluate(words);
      predicted.set(part.predicted, first);
      confidence.set(part.confidence, first);
      lossSum += part.lossSum;
      correct += part.correct;
    }
    return { lossSum, correct, predicted, confidence };
  }

  predict(images: Uint8Array): Promise<Float32Array> {
    return this.#inner.predict(images);
  }

  activations(image: Uint8Array): Promise<Activations> {
    return this.#inner.activations(image);
  }

  read(): Promise<ModelState> {
    return this.#inner.read();
  }

  write(state: ModelState): Promise<void> {
    return this.#inner.write(state);
  }

  dispose(): void {
    this.#inner.dispose();
  }

  /** Gives `inner` the images of these samples; resolves to the sample words for them. */
  async #take(samples: Uint32Array): Promise<Uint32Array> {
    const { length } = samples;
    if (this.#takenLabels.length < length) {
      this.#taken = new Uint8Array(length * IMAGE_PIXELS);
      this.#takenLabels = new Uint8Array(length);
    }
    const words = samples.map((word, i) => {
      const index = word & INDEX_MASK;
      const start = index * IMAGE_PIXELS;
      this.#taken.set(this.#images.subarray(start, start + IMAGE_PIXELS), i * IMAGE_PIXELS);
      this.#takenLabels[i] = this.#labels[index]!;
      return (word & ~INDEX_MASK) | i;
    });
    const images = this.#taken.subarray(0, length * IMAGE_PIXELS);
    await this.#inner.upload(images, this.#takenLabels.subarray(0, length));
    return words;
  }
}
