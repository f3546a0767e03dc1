// The engine of our own WGSL kernels on the device of the tfjs WebGPU backend. Dataset, parameters and moments stay on
// the GPU; sample words and step numbers go up, losses or logits come back.

import { activationCount, createActivations, type Activations } from '../../contract/activations.ts';
import type { ComputeDevice } from '../../contract/device.ts';
import { IMAGE_PIXELS, parameterLayout } from '../../contract/model.ts';
import { decodeSample, plainSample } from '../../contract/sample.ts';
import { checkChunk, checkDataset, checkImage, checkSamples, checkState, countImages } from '../checks.ts';
import type { Chunk, ChunkResult, Engine, EngineSpec, Evaluation, ModelState } from '../engine.ts';
import { evaluateLogits, probabilities } from '../scores.ts';
import { stepNumbers } from '../step-numbers.ts';
import { openBackend, type GpuBackend } from '../gpu/backend.ts';
import { constantsText, valuesLayout } from './constants.ts';
import { GpuMemory } from './memory.ts';
import { makePlan, planFor, type Plan, type PlanName } from './plans.ts';
import { createProgram, type Binding, type Program, type ProgramShape } from './program.ts';

/** Most sample words on the GPU at once. */
const TRAINING_WORDS = 1 << 16;
const SCORING_WORDS = 1 << 13;
const SCORING_BATCH = 256;

interface Buffers {
  parameters: GPUBuffer;
  /** First moments, then second moments. */
  moments: GPUBuffer;
  /** Parameters and moments for `read`. */
  staging: GPUBuffer;
  /** Images of `predict` and `activations`, which need not be in the dataset. */
  images: GPUBuffer;
}

/** The dataset on the GPU, bound to both programs. */
interface Uploaded {
  buffer: GPUBuffer;
  labels: Uint8Array;
  training: Binding;
  scoring: Binding;
}

/**
 * Opens a device and compiles the kernels of plan `planName`, by default that of `planFor`.
 * Throws `WebgpuUnavailableError` where there is no device.
 */
export async function createWebgpuEngine(spec: EngineSpec, planName?: PlanName): Promise<Engine> {
  const backend = await openBackend();
  const { device, status } = backend;
  const defaultPlan = planFor(spec, status.state === 'software', device.limits);
  const plan = makePlan(planName ?? defaultPlan, spec);
  const memory = new GpuMemory(device);
  const { size } = parameterLayout(spec.model);
  const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const buffers: Buffers = {
    parameters: memory.allocate('parameters', 4 * size, STORAGE | COPY_DST | COPY_SRC),
    moments: memory.allocate('moments', 8 * size, STORAGE | COPY_DST | COPY_SRC),
    staging: memory.allocate('state staging', 12 * size, MAP_READ | COPY_DST),
    images: memory.allocate('images', SCORING_BATCH * IMAGE_PIXELS, STORAGE | COPY_DST),
  };
  const settle = <T>(readback: Promise<T>) => backend.settle(readback);
  const program = (training: boolean) =>
    createProgram(device, memory.allocate, settle, programShape(spec, plan, training), buffers);
  const activations = () =>
    createProgram(device, memory.allocate, settle, activationsShape(spec, plan), buffers);
  try {
    return new WebgpuEngine(
      spec,
      backend,
      memory,
      buffers,
      await program(true),
      await program(false),
      activations,
    );
  } catch (error) {
    memory.freeAll();
    backend.release(true);
    throw error;
  }
}

/** The shape of the training or the scoring program. */
export function programShape(spec: EngineSpec, plan: Plan, training: boolean): ProgramShape {
  const maxBatch = training ? spec.maxBatch : SCORING_BATCH;
  const { tuning, kernels } = training ? plan.training : plan.scoring;
  const values = valuesLayout(spec, tuning, maxBatch, training);
  return {
    kernels,
    constants: constantsText(spec, tuning, values, training),
    maxBatch,
    maxSteps: Math.max(1, Math.floor((training ? TRAINING_WORDS : SCORING_WORDS) / maxBatch)),
    wordsPerStep: training ? 2 : 0,
    wordsPerSample: training ? 0 : spec.model.classes,
    valuesLength: values.length,
  };
}

/** The shape of the program for `activations`: its convolutions store their outputs, as in training. */
function activationsShape(spec: EngineSpec, { activations }: Plan): ProgramShape {
  const { tuning, kernels } = activations;
  const values = valuesLayout(spec, tuning, 1, true);
  return {
    kernels,
    constants: constantsText(spec, tuning, values, true),
    maxBatch: 1,
    maxSteps: 1,
    wordsPerStep: 0,
    wordsPerSample: activationCount(spec.model),
    valuesLength: values.length,
  };
}

class WebgpuEngine implements Engine {
  readonly name = 'webgpu';
  readonly device: ComputeDevice;
  readonly #spec: EngineSpec;
  readonly #classes: number;
  readonly #size: number;
  readonly #backend: GpuBackend;
  readonly #memory: GpuMemory;
  readonly #buffers: Buffers;
  readonly #training: Program;
  readonly #scoring: Program;
  /** The scoring program with `Buffers.images`. */
  readonly #imagesBinding: Binding;
  readonly #createActivations: () => Promise<Program>;
  /** Compiled by the first call of `activations`, so that no run waits for it. */
  #activations: Promise<Program> | null = null;
  #dataset: Uploaded | null = null;
  #step = 0;
  #callsInFlight = 0;
  #disposed = false;

  constructor(
    spec: EngineSpec,
    backend: GpuBackend,
    memory: GpuMemory,
    buffers: Buffers,
    training: Program,
    scoring: Program,
    createActivationsProgram: () => Promise<Program>,
  ) {
    this.device = { kind: 'gpu', adapter: backend.status.adapter };
    this.#spec = spec;
    this.#classes = spec.model.classes;
    this.#size = parameterLayout(spec.model).size;
    this.#backend = backend;
    this.#memory = memory;
    this.#buffers = buffers;
    this.#training = training;
    this.#scoring = scoring;
    this.#createActivations = createActivationsProgram;
    this.#imagesBinding = scoring.bind(buffers.images, SCORING_BATCH);
  }

  async upload(images: Uint8Array, labels: Uint8Array): Promise<void> {
    this.#requireInUse();
    checkDataset(images, labels, this.#classes);
    if (this.#dataset) this.#memory.free(this.#dataset.buffer);
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    const buffer = this.#memory.allocate('dataset', images.length + labels.length, STORAGE | COPY_DST);
    const { queue } = this.#backend.device;
    queue.writeBuffer(buffer, 0, images as Uint8Array<ArrayBuffer>);
    // Writes are in words, so the labels are padded to words.
    const padded = new Uint8Array(Math.ceil(labels.length / 4) * 4);
    padded.set(labels);
    queue.writeBuffer(buffer, images.length, padded);
    this.#dataset = {
      buffer,
      labels,
      training: this.#training.bind(buffer, labels.length),
      scoring: this.#scoring.bind(buffer, labels.length),
    };
  }

  async train(chunk: Chunk): Promise<ChunkResult> {
    const { training, labels } = this.#uploaded();
    checkChunk(chunk, this.#spec.maxBatch, labels.length);
    const { samples, batch, learningRates } = chunk;
    const rates = stepNumbers(this.#spec, learningRates, this.#step);
    const results = await this.#counted(() => this.#training.run(training, samples, batch, rates));
    this.#step += learningRates.length;
    const losses = new Float32Array(results.buffer).filter((_, i) => i % 2 === 0);
    return { losses, correct: results.filter((_, i) => i % 2 === 1) };
  }

  async evaluate(samples: Uint32Array): Promise<Evaluation> {
    const { scoring, labels } = this.#uploaded();
    checkSamples(samples, labels.length);
    const logits = await this.#logits(scoring, samples);
    return evaluateLogits(
      logits,
      Uint8Array.from(samples, (word) => labels[decodeSample(word).index]!),
      this.#classes,
    );
  }

  async predict(images: Uint8Array): Promise<Float32Array> {
    this.#requireInUse();
    const count = countImages(images);
    const result = new Float32Array(count * this.#classes);
    for (let first = 0; first < count; first += SCORING_BATCH) {
      const part = images.subarray(first * IMAGE_PIXELS, (first + SCORING_BATCH) * IMAGE_PIXELS);
      this.#backend.device.queue.writeBuffer(this.#buffers.images, 0, part as Uint8Array<ArrayBuffer>);
      const words = Uint32Array.from({ length: part.length / IMAGE_PIXELS }, (_, i) => plainSample(i));
      const logits = await this.#logits(this.#imagesBinding, words);
      result.set(probabilities(logits, this.#classes), first * this.#classes);
    }
    return result;
  }

  async activations(image: Uint8Array): Promise<Activations> {
    this.#requireInUse();
    checkImage(image);
    const words = await this.#counted(async () => {
      const program = await (this.#activations ??= this.#createActivations());
      if (this.#disposed) this.#memory.freeAll();
      this.#requireInUse();
      this.#backend.device.queue.writeBuffer(this.#buffers.images, 0, image as Uint8Array<ArrayBuffer>);
      return program.run(program.bind(this.#buffers.images, 1), Uint32Array.of(plainSample(0)), 1);
    });
    const all = new Float32Array(words.buffer);
    return createActivations(this.#spec.model, (_, size, offset) => all.slice(offset, offset + size));
  }

  async read(): Promise<ModelState> {
    this.#requireInUse();
    return this.#counted(async () => {
      const { parameters, moments, staging } = this.#buffers;
      const size = this.#size;
      const { device } = this.#backend;
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(parameters, 0, staging, 0, 4 * size);
      encoder.copyBufferToBuffer(moments, 0, staging, 4 * size, 8 * size);
      device.queue.submit([encoder.finish()]);
      await this.#backend.settle(staging.mapAsync(GPUMapMode.READ));
      const all = new Float32Array(staging.getMappedRange().slice(0));
      staging.unmap();
      return {
        step: this.#step,
        parameters: all.slice(0, size),
        moment1: all.slice(size, 2 * size),
        moment2: all.slice(2 * size),
      };
    });
  }

  async write(state: ModelState): Promise<void> {
    this.#requireInUse();
    checkState(state, this.#size);
    const { parameters, moments } = this.#buffers;
    const { queue } = this.#backend.device;
    queue.writeBuffer(parameters, 0, state.parameters as Float32Array<ArrayBuffer>);
    queue.writeBuffer(moments, 0, state.moment1 as Float32Array<ArrayBuffer>);
    queue.writeBuffer(moments, 4 * this.#size, state.moment2 as Float32Array<ArrayBuffer>);
    this.#step = state.step;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#memory.freeAll();
    this.#backend.release(this.#callsInFlight === 0);
  }

  async #logits(binding: Binding, samples: Uint32Array): Promise<Float32Array> {
    const words = await this.#counted(() => this.#scoring.run(binding, samples, SCORING_BATCH));
    return new Float32Array(words.buffer);
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.#callsInFlight++;
    try {
      return await work();
    } finally {
      this.#callsInFlight--;
    }
  }

  #requireInUse(): void {
    if (this.#disposed) throw new Error('this engine has been disposed of');
  }

  #uploaded(): Uploaded {
    this.#requireInUse();
    if (!this.#dataset) throw new RangeError('no images have been uploaded');
    return this.#dataset;
  }
}
