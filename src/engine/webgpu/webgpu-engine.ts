// The engine of our own WGSL kernels on the device of the tfjs WebGPU backend. Dataset, parameters and moments stay on
// the GPU; sample words and step numbers go up, losses or logits come back. Here are the interface's checks and copies.

import { integerPower } from '../../base/exact-math.ts';
import type { ComputeDevice } from '../../contract/device.ts';
import { CLASS_COUNT, IMAGE_PIXELS, parameterLayout } from '../../contract/model.ts';
import { decodeSample, plainSample } from '../../contract/sample.ts';
import {
  ADAM_BETA1,
  ADAM_BETA2,
  type Chunk,
  type ChunkResult,
  type Engine,
  type EngineSpec,
  type Evaluation,
  type ModelState,
} from '../engine.ts';
import { evaluateLogits, probabilities } from '../scores.ts';
import { openBackend, type GpuBackend } from '../tfjs/backend.ts';
import { constantsText, valuesLayout } from './constants.ts';
import { GpuMemory } from './memory.ts';
import { fusedFits, makePlan, type Plan, type PlanName } from './plans.ts';
import { createProgram, type Binding, type Program, type ProgramShape } from './program.ts';

/** Sample words of a submit at most. */
const TRAINING_WORDS = 1 << 16;
const SCORING_WORDS = 1 << 13;
const SCORING_BATCH = 256;

interface Buffers {
  parameters: GPUBuffer;
  /** First moments, then second moments. */
  moments: GPUBuffer;
  /** Parameters and moments on their way back. */
  staging: GPUBuffer;
  /** Pictures that are not in the dataset. */
  pictures: GPUBuffer;
}

/**
 * Opens a device and compiles the kernels of `plan`; without one, of the plan that suits the device.
 * Throws `WebgpuUnavailableError` where there is no device.
 */
export async function createWebgpuEngine(spec: EngineSpec, planName?: PlanName): Promise<WebgpuEngine> {
  const backend = await openBackend();
  const { device, status } = backend;
  const software = status.state === 'software';
  const fits = fusedFits(spec, device.limits.maxComputeWorkgroupStorageSize);
  const plan = makePlan(planName ?? (fits && !software ? 'fused' : 'layered'), spec, software);
  const memory = new GpuMemory(device);
  const { size } = parameterLayout(spec.model);
  const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const buffers: Buffers = {
    parameters: memory.allocate('parameters', 4 * size, STORAGE | COPY_DST | COPY_SRC),
    moments: memory.allocate('moments', 8 * size, STORAGE | COPY_DST | COPY_SRC),
    staging: memory.allocate('state staging', 12 * size, MAP_READ | COPY_DST),
    pictures: memory.allocate('pictures', SCORING_BATCH * IMAGE_PIXELS, STORAGE | COPY_DST),
  };
  const settle = <T>(readback: Promise<T>) => backend.settle(readback);
  const program = (training: boolean) =>
    createProgram(device, memory.allocate, settle, programShape(spec, plan, training), buffers);
  try {
    return new WebgpuEngine(spec, backend, memory, buffers, await program(true), await program(false));
  } catch (error) {
    memory.freeAll();
    backend.release(true);
    throw error;
  }
}

/** What the programs of `spec` are made of. */
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
    wordsPerSample: training ? 0 : CLASS_COUNT,
    valuesLength: values.length,
  };
}

class WebgpuEngine implements Engine {
  readonly name = 'webgpu';
  readonly device: ComputeDevice;
  readonly #spec: EngineSpec;
  readonly #size: number;
  readonly #backend: GpuBackend;
  readonly #memory: GpuMemory;
  readonly #buffers: Buffers;
  readonly #training: Program;
  readonly #scoring: Program;
  readonly #drawn: Binding;
  #dataset: { buffer: GPUBuffer; labels: Uint8Array; training: Binding; scoring: Binding } | null = null;
  #step = 0;
  #underWay = 0;
  #disposed = false;

  constructor(
    spec: EngineSpec,
    backend: GpuBackend,
    memory: GpuMemory,
    buffers: Buffers,
    training: Program,
    scoring: Program,
  ) {
    this.device = { kind: 'gpu', adapter: backend.status.adapter };
    this.#spec = spec;
    this.#size = parameterLayout(spec.model).size;
    this.#backend = backend;
    this.#memory = memory;
    this.#buffers = buffers;
    this.#training = training;
    this.#scoring = scoring;
    this.#drawn = scoring.bind(buffers.pictures, SCORING_BATCH);
  }

  async upload(images: Uint8Array, labels: Uint8Array): Promise<void> {
    if (images.length !== labels.length * IMAGE_PIXELS) {
      throw new RangeError(`${images.length} pixels are not ${labels.length} pictures of ${IMAGE_PIXELS}`);
    }
    if (this.#dataset) this.#memory.free(this.#dataset.buffer);
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    const buffer = this.#memory.allocate('dataset', images.length + labels.length, STORAGE | COPY_DST);
    const { queue } = this.#backend.device;
    queue.writeBuffer(buffer, 0, images as Uint8Array<ArrayBuffer>);
    // Writes are in words: the labels' last one may be padded.
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

  async train({ samples, batch, learningRates }: Chunk): Promise<ChunkResult> {
    const steps = learningRates.length;
    if (!(batch >= 1 && batch <= this.#spec.maxBatch) || Math.ceil(samples.length / batch) !== steps) {
      throw new RangeError(
        `${samples.length} samples in batches of ${batch} (1 to ${this.#spec.maxBatch}) do not make ${steps} steps`,
      );
    }
    const { training } = this.#holding(samples);
    const rates = new Float32Array(4 * steps);
    for (let s = 0; s < steps; s++) {
      rates.set(this.#stepNumbers(learningRates[s]!, this.#step + s + 1), 4 * s);
    }
    const left = await this.#working(() => this.#training.run(training, samples, batch, rates));
    this.#step += steps;
    const losses = new Float32Array(left.buffer).filter((_, i) => i % 2 === 0);
    return { losses, correct: left.filter((_, i) => i % 2 === 1) };
  }

  async evaluate(samples: Uint32Array): Promise<Evaluation> {
    const { scoring, labels } = this.#holding(samples);
    const logits = await this.#logits(scoring, samples);
    return evaluateLogits(
      logits,
      Uint8Array.from(samples, (word) => labels[decodeSample(word).index]!),
    );
  }

  async predict(images: Uint8Array): Promise<Float32Array> {
    const result = new Float32Array((images.length / IMAGE_PIXELS) * CLASS_COUNT);
    for (let first = 0; first * IMAGE_PIXELS < images.length; first += SCORING_BATCH) {
      const part = images.subarray(first * IMAGE_PIXELS, (first + SCORING_BATCH) * IMAGE_PIXELS);
      this.#backend.device.queue.writeBuffer(this.#buffers.pictures, 0, part as Uint8Array<ArrayBuffer>);
      const words = Uint32Array.from({ length: part.length / IMAGE_PIXELS }, (_, i) => plainSample(i));
      result.set(probabilities(await this.#logits(this.#drawn, words)), first * CLASS_COUNT);
    }
    return result;
  }

  read(): Promise<ModelState> {
    return this.#working(async () => {
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
    for (const key of ['parameters', 'moment1', 'moment2'] as const) {
      if (state[key].length !== this.#size) {
        throw new RangeError(`${key} has ${state[key].length} values; this network has ${this.#size}`);
      }
    }
    const { parameters, moments } = this.#buffers;
    const { queue } = this.#backend.device;
    queue.writeBuffer(parameters, 0, state.parameters as Float32Array<ArrayBuffer>);
    queue.writeBuffer(moments, 0, state.moment1 as Float32Array<ArrayBuffer>);
    queue.writeBuffer(moments, 4 * this.#size, state.moment2 as Float32Array<ArrayBuffer>);
    this.#step = state.step;
  }

  /** The parameters [all of them], in the flat layout, as tfjs sees them: it shares the engine's buffer. */
  async parameterTensor() {
    await this.#backend.activate();
    return this.#backend.tensorOf(this.#buffers.parameters, this.#size);
  }

  /** As a driver's crash would, for tests of what comes after. */
  loseDevice(): void {
    this.#backend.device.destroy();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#memory.freeAll();
    this.#backend.release(this.#underWay === 0);
  }

  async #logits(binding: Binding, samples: Uint32Array): Promise<Float32Array> {
    const words = await this.#working(() => this.#scoring.run(binding, samples, SCORING_BATCH));
    return new Float32Array(words.buffer);
  }

  async #working<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay++;
    try {
      return await work();
    } finally {
      this.#underWay--;
    }
  }

  /** The dataset, which must hold every one of `samples`: a chunk is done whole or not at all. */
  #holding(samples: Uint32Array) {
    const dataset = this.#dataset;
    const pictures = dataset?.labels.length ?? 0;
    for (const word of samples) {
      const { index } = decodeSample(word);
      if (index >= pictures) {
        throw new RangeError(`sample index ${index} is outside the ${pictures} pictures uploaded`);
      }
    }
    if (!dataset) throw new RangeError('no pictures have been uploaded');
    return dataset;
  }

  /** A row of `rates` in common.wgsl, for update `t`, from 1. */
  #stepNumbers(rate: number, t: number): number[] {
    const { optimizer, weightDecay } = this.#spec;
    return [
      rate,
      rate / (1 - integerPower(ADAM_BETA1, t)),
      1 / Math.sqrt(1 - integerPower(ADAM_BETA2, t)),
      optimizer === 'adamw' ? 1 - rate * weightDecay : 1,
    ];
  }
}
