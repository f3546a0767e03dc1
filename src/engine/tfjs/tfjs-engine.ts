// The engine of stock tfjs kernels on WebGPU. A chunk's images go up in a few uploads, its steps are enqueued without a
// wait, and its logits come back in one readback. The CPU computes the losses from them.

import {
  concat2d,
  slice,
  tensor1d,
  tensor2d,
  tidy,
  zeros,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs';
import type { Activations } from '../../contract/activations.ts';
import type { ComputeDevice } from '../../contract/device.ts';
import { parameterLayout } from '../../contract/model.ts';
import { decodeSample, plainSample } from '../../contract/sample.ts';
import { checkChunk, checkDataset, checkImage, checkSamples, checkState, countImages } from '../checks.ts';
import type { Chunk, ChunkResult, Engine, EngineSpec, Evaluation, ModelState } from '../engine.ts';
import { openBackend, type GpuBackend } from '../gpu/backend.ts';
import { activationsFromEngine, fromEngine, permutation, toEngine } from './layout.ts';
import { createNetwork, type Network } from './network.ts';
import { createOptimizer, type OptimizerRule, type TensorState } from './optimizer.ts';
import { ROW_LENGTH, imageRows, targetRows } from './samples.ts';
import { evaluateLogits, probabilities, scoreBatch } from '../scores.ts';

/** Images in one upload of training steps (12 MB), at least one step. */
const UPLOAD_IMAGES = 4096;
/** Images scored at once, and images enqueued before a readback. */
const SCORE_BATCH = 128;
const SCORE_GROUP = 4096;

/** Creates an engine on the GPU device. Throws `WebgpuUnavailableError` where there is none. */
export async function createTfjsEngine(spec: EngineSpec): Promise<Engine> {
  const backend = await openBackend();
  await backend.activate();
  return new TfjsEngine(spec, backend);
}

type Enqueued = {
  /** [images, classes] */
  logits: Tensor2D;
  state: TensorState;
};

class TfjsEngine implements Engine {
  readonly name = 'tfjs';
  readonly device: ComputeDevice;
  readonly #spec: EngineSpec;
  readonly #classes: number;
  readonly #backend: GpuBackend;
  readonly #permutation: Uint32Array;
  readonly #network: Network;
  readonly #optimizer: OptimizerRule;
  #state: TensorState;
  #step = 0;
  #readsInFlight = 0;
  #images: Uint8Array = new Uint8Array();
  #labels: Uint8Array = new Uint8Array();
  #disposed = false;

  constructor(spec: EngineSpec, backend: GpuBackend) {
    this.#spec = spec;
    this.#classes = spec.model.classes;
    this.#backend = backend;
    this.device = { kind: 'gpu', adapter: backend.status.adapter };
    this.#permutation = permutation(spec.model);
    this.#network = createNetwork(spec.model);
    this.#optimizer = createOptimizer(spec);
    const { size } = parameterLayout(spec.model);
    this.#state = { parameters: zeros([size]), moment1: zeros([size]), moment2: zeros([size]) };
  }

  async upload(images: Uint8Array, labels: Uint8Array): Promise<void> {
    this.#requireInUse();
    checkDataset(images, labels, this.#classes);
    this.#images = images;
    this.#labels = labels;
  }

  async train(chunk: Chunk): Promise<ChunkResult> {
    this.#requireInUse();
    checkChunk(chunk, this.#spec.maxBatch, this.#labels.length);
    if (chunk.learningRates.length === 0) return { losses: new Float32Array(), correct: new Uint32Array() };
    await this.#backend.activate();
    const before = this.#state;
    const { logits, state } = this.#enqueue(chunk, before);
    try {
      const values = await this.#read(logits);
      const result = this.#score(chunk, values);
      disposeState(before, state);
      this.#state = state;
      this.#step += chunk.learningRates.length;
      return result;
    } catch (error) {
      disposeState(state, before);
      throw error;
    } finally {
      logits.dispose();
    }
  }

  async evaluate(samples: Uint32Array): Promise<Evaluation> {
    this.#requireInUse();
    checkSamples(samples, this.#labels.length);
    const total: Evaluation = {
      lossSum: 0,
      correct: 0,
      predicted: new Uint8Array(samples.length),
      confidence: new Float32Array(samples.length),
    };
    for (let start = 0; start < samples.length; start += SCORE_GROUP) {
      const group = samples.subarray(start, start + SCORE_GROUP);
      const logits = await this.#logits(group, (part) => imageRows(this.#images, part));
      const { lossSum, correct, predicted, confidence } = evaluateLogits(
        logits,
        labelsOf(this.#labels, group),
        this.#classes,
      );
      total.lossSum += lossSum;
      total.correct += correct;
      total.predicted.set(predicted, start);
      total.confidence.set(confidence, start);
    }
    return total;
  }

  async predict(images: Uint8Array): Promise<Float32Array> {
    this.#requireInUse();
    const count = countImages(images);
    if (count === 0) return new Float32Array();
    const samples = Uint32Array.from({ length: count }, (_, i) => plainSample(i));
    const logits = await this.#logits(samples, (part) => imageRows(images, part));
    return probabilities(logits, this.#classes);
  }

  async activations(image: Uint8Array): Promise<Activations> {
    this.#requireInUse();
    checkImage(image);
    await this.#backend.activate();
    const { parameters } = this.#state;
    const row = imageRows(image, Uint32Array.of(plainSample(0)));
    const layers = tidy(() => this.#network.layers(parameters, tensor2d(row, [1, ROW_LENGTH])));
    try {
      return activationsFromEngine(this.#spec.model, await this.#read(layers));
    } finally {
      layers.dispose();
    }
  }

  async read(): Promise<ModelState> {
    this.#requireInUse();
    const { parameters, moment1, moment2 } = this.#state;
    const step = this.#step;
    const tensors = await Promise.all([parameters, moment1, moment2].map((tensor) => this.#read(tensor)));
    const [p, m, v] = tensors.map((values) => fromEngine(this.#permutation, values));
    return { step, parameters: p!, moment1: m!, moment2: v! };
  }

  async write(state: ModelState): Promise<void> {
    this.#requireInUse();
    checkState(state, this.#permutation.length);
    const { step, parameters, moment1, moment2 } = state;
    await this.#backend.activate();
    const upload = (shared: Float32Array) => tensor1d(toEngine(this.#permutation, shared));
    disposeState(this.#state);
    this.#state = { parameters: upload(parameters), moment1: upload(moment1), moment2: upload(moment2) };
    this.#step = step;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    disposeState(this.#state);
    this.#network.dispose();
    this.#optimizer.dispose();
    this.#backend.release(this.#readsInFlight === 0);
  }

  #requireInUse(): void {
    if (this.#disposed) throw new Error('this engine has been disposed of');
  }

  async #read(tensor: Tensor): Promise<Float32Array> {
    this.#readsInFlight++;
    try {
      return await this.#backend.read(tensor);
    } finally {
      this.#readsInFlight--;
    }
  }

  /** Enqueues a chunk's steps. The new state is valid only once the logits have been read. */
  #enqueue({ samples, batch, learningRates }: Chunk, before: TensorState): Enqueued {
    const perUpload = Math.max(1, Math.floor(UPLOAD_IMAGES / batch)) * batch;
    return tidy(() => {
      const schedule = tensor1d(this.#optimizer.schedule(this.#step, learningRates));
      const logits: Tensor2D[] = [];
      let state = before;
      for (let start = 0; start < samples.length; start += perUpload) {
        const part = samples.subarray(start, start + perUpload);
        const rows = tensor2d(imageRows(this.#images, part), [part.length, ROW_LENGTH]);
        const targets = tensor2d(this.#targets(part), [part.length, this.#classes]);
        for (let at = 0; at < part.length; at += batch) {
          const count = Math.min(batch, part.length - at);
          const done = tidy(() => {
            const { parameters } = state;
            const step = this.#network.gradient(
              parameters,
              slice(rows, [at, 0], [count, ROW_LENGTH]),
              slice(targets, [at, 0], [count, this.#classes]),
            );
            const next = this.#optimizer.update(state, step.gradient, schedule, logits.length);
            return { logits: step.logits, state: next };
          });
          disposeState(state, before, done.state);
          state = done.state;
          logits.push(done.logits);
        }
        rows.dispose();
        targets.dispose();
      }
      return { logits: concat2d(logits, 0), state };
    });
  }

  /** Losses and correct predictions of a chunk from its logits [images, classes]. */
  #score({ samples, batch, learningRates }: Chunk, logits: Float32Array): ChunkResult {
    const losses = new Float32Array(learningRates.length);
    const correct = new Uint32Array(learningRates.length);
    for (let step = 0; step < learningRates.length; step++) {
      const start = step * batch;
      const part = samples.subarray(start, start + batch);
      const stepLogits = logits.subarray(start * this.#classes, (start + part.length) * this.#classes);
      const score = scoreBatch(stepLogits, this.#targets(part), labelsOf(this.#labels, part), this.#classes);
      losses[step] = score.lossSum / part.length;
      correct[step] = score.correct;
    }
    return { losses, correct };
  }

  #targets(samples: Uint32Array): Float32Array {
    return targetRows(this.#labels, samples, this.#spec.labelSmoothing, this.#classes);
  }

  /** Logits [samples, classes] of the image rows that `rowsOf` gives, in one readback. */
  async #logits(samples: Uint32Array, rowsOf: (part: Uint32Array) => Float32Array): Promise<Float32Array> {
    await this.#backend.activate();
    const { parameters } = this.#state;
    const logits = tidy(() => {
      const parts: Tensor2D[] = [];
      for (let start = 0; start < samples.length; start += SCORE_BATCH) {
        const part = samples.subarray(start, start + SCORE_BATCH);
        parts.push(
          tidy(() => this.#network.logits(parameters, tensor2d(rowsOf(part), [part.length, ROW_LENGTH]))),
        );
      }
      return concat2d(parts, 0);
    });
    try {
      return await this.#read(logits);
    } finally {
      logits.dispose();
    }
  }
}

function labelsOf(labels: Uint8Array, samples: Uint32Array): Uint8Array {
  return Uint8Array.from(samples, (word) => labels[decodeSample(word).index]!);
}

/** Disposes of the tensors of `state` that are in none of `others`. */
function disposeState(state: TensorState, ...others: TensorState[]): void {
  const held = new Set(others.flatMap(stateTensors));
  for (const tensor of stateTensors(state)) if (!held.has(tensor)) tensor.dispose();
}

function stateTensors({ parameters, moment1, moment2 }: TensorState): Tensor1D[] {
  return [parameters, moment1, moment2];
}
