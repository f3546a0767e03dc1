// A network on the GPU: a member of a population, with its own numbers of the optimizer.

import { createActivations, type Activations } from '../../contract/activations.ts';
import type { ComputeDevice } from '../../contract/device.ts';
import { parameterLayout } from '../../contract/model.ts';
import { decodeSample } from '../../contract/sample.ts';
import { checkChunk, checkDataset, checkImage, checkSamples, checkState, countImages } from '../checks.ts';
import {
  DeviceLostError,
  type Chunk,
  type ChunkResult,
  type EngineSpec,
  type Evaluation,
  type ModelState,
} from '../engine.ts';
import type { PoolEngine } from '../pool.ts';
import { evaluateLogits, probabilities } from '../scores.ts';
import { stepNumbers } from '../step-numbers.ts';
import type { GpuDataset, GpuDatasets } from './datasets.ts';
import type { Request, RunResult } from './job.ts';
import { CLOSED } from './memory.ts';
import type { Population } from './population.ts';

const DISPOSED = 'this engine has been disposed of';

export class Network implements PoolEngine {
  readonly name = 'webgpu';
  readonly device: ComputeDevice;
  busyMilliseconds = 0;
  readonly #spec: EngineSpec;
  readonly #population: Population;
  readonly #member: number;
  readonly #datasets: GpuDatasets;
  /** Calls back once, after it has left its population. */
  readonly #onDispose: () => void;
  #dataset: GpuDataset | null = null;
  #step = 0;
  #disposed = false;

  constructor(
    spec: EngineSpec,
    population: Population,
    member: number,
    datasets: GpuDatasets,
    onDispose: () => void,
  ) {
    this.device = { kind: 'gpu', adapter: population.backend.status.adapter };
    this.#spec = spec;
    this.#population = population;
    this.#member = member;
    this.#datasets = datasets;
    this.#onDispose = onDispose;
  }

  async upload(images: Uint8Array, labels: Uint8Array): Promise<void> {
    this.#requireInUse();
    checkDataset(images, labels, this.#spec.model.classes);
    this.#releaseDataset();
    const dataset = await this.#population.counted(() => this.#datasets.take(images, labels));
    if (this.#disposed) this.#datasets.release(dataset);
    this.#requireInUse();
    // Of an upload at the same time.
    this.#releaseDataset();
    this.#dataset = dataset;
    this.#population.training.bind(this.#dataset.buffer);
    this.#population.scoring.bind(this.#dataset.buffer);
  }

  async train(chunk: Chunk): Promise<ChunkResult> {
    const { buffer, labels } = this.#uploaded();
    checkChunk(chunk, this.#spec.maxBatch, labels.length);
    const { samples: words, batch, learningRates } = chunk;
    const results = await this.#run(() =>
      this.#population.training.run({
        member: this.#member,
        dataset: buffer,
        imageCount: labels.length,
        words,
        batch,
        rates: stepNumbers(this.#spec, learningRates, this.#step),
        floats: this.#floats,
      }),
    );
    this.#step += learningRates.length;
    const losses = new Float32Array(results.buffer).filter((_, i) => i % 2 === 0);
    return { losses, correct: results.filter((_, i) => i % 2 === 1) };
  }

  async evaluate(samples: Uint32Array): Promise<Evaluation> {
    const { buffer, labels } = this.#uploaded();
    checkSamples(samples, labels.length);
    const results = await this.#run(() =>
      this.#population.score(this.#member, buffer, labels.length, samples),
    );
    return evaluateLogits(
      new Float32Array(results.buffer),
      Uint8Array.from(samples, (word) => labels[decodeSample(word).index]!),
      this.#spec.model.classes,
    );
  }

  async predict(images: Uint8Array): Promise<Float32Array> {
    this.#requireInUse();
    const { classes } = this.#spec.model;
    const result = new Float32Array(countImages(images) * classes);
    await this.#population.counted(() =>
      this.#population.predict(this.#member, images, (run, first) => {
        this.#requireInUse();
        const logits = new Float32Array(this.#take(run).buffer);
        result.set(probabilities(logits, classes), first * classes);
      }),
    );
    return result;
  }

  async activations(image: Uint8Array): Promise<Activations> {
    this.#requireInUse();
    checkImage(image);
    const words = await this.#run(() => this.#population.activations(this.#member, image));
    this.#requireInUse();
    const all = new Float32Array(words.buffer);
    return createActivations(this.#spec.model, (_, size, offset) => all.slice(offset, offset + size));
  }

  async read(): Promise<ModelState> {
    this.#requireInUse();
    const state = await this.#population.counted(() => this.#population.read(this.#member));
    return { step: this.#step, ...state };
  }

  async write(state: ModelState): Promise<void> {
    this.#requireInUse();
    checkState(state, parameterLayout(this.#spec.model).size);
    this.#population.write(this.#member, state);
    this.#step = state.step;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    if (!this.#population.closed) {
      this.#population.leave(this.#member, new DeviceLostError(DISPOSED));
      this.#releaseDataset();
    }
    this.#onDispose();
  }

  /** Divided here, because a GPU may round a quotient in another way than the compiler rounds a constant. */
  get #floats(): NonNullable<Request['floats']> {
    const { labelSmoothing, weightDecay, model } = this.#spec;
    return [labelSmoothing, Math.fround(labelSmoothing) / model.classes, weightDecay];
  }

  async #run(run: () => Promise<RunResult>): Promise<Uint32Array> {
    return this.#take(await this.#population.counted(run));
  }

  #take({ results, milliseconds }: RunResult): Uint32Array {
    this.busyMilliseconds += milliseconds;
    return results;
  }

  #releaseDataset(): void {
    if (this.#dataset) this.#datasets.release(this.#dataset);
    this.#dataset = null;
  }

  #requireInUse(): void {
    if (this.#disposed) throw new Error(DISPOSED);
    if (this.#population.closed) throw new DeviceLostError(CLOSED);
  }

  #uploaded(): GpuDataset {
    this.#requireInUse();
    if (!this.#dataset) throw new RangeError('no images have been uploaded');
    return this.#dataset;
  }
}
