// Networks of one architecture, optimizer and batch size on the GPU, whose steps share every dispatch. Each is a member
// with its own part of the buffers. A single network is a population of one, with kernels that know it.

import { IMAGE_PIXELS, parameterLayout, type ModelConfig } from '../../contract/model.ts';
import { plainSample } from '../../contract/sample.ts';
import type { GpuBackend } from '../gpu/backend.ts';
import { DeviceLostError, type EngineSpec, type ModelState } from '../engine.ts';
import type { RunResult } from './job.ts';
import { CLOSED, GpuMemory, type MemberBuffer, type MemoryBudget } from './memory.ts';
import { makePlan, planFor, type PlanName } from './plans.ts';
import { createProgram, type Program, type ProgramShape } from './program.ts';
import { activationsShape, programShape, SCORING_BATCH } from './shapes.ts';

interface Buffers {
  parameters: MemberBuffer;
  /** First moments, then second moments. */
  moments: MemberBuffer;
  /** Images of `predict` and `activations`, which need not be in the dataset. */
  images: MemberBuffer;
  /** For parameters and moments of a member. */
  staging: MemberBuffer;
}

/**
 * Compiles the kernels of plan `planName`, by default that of `planFor`. Nothing is allocated before the first `join`.
 * `budget`: for more than one network, with others on the device. Rejects with the compiler's message.
 */
export async function createPopulation(
  spec: EngineSpec,
  backend: GpuBackend,
  budget: MemoryBudget | null,
  planName?: PlanName,
): Promise<Population> {
  const many = budget !== null;
  const { device, status } = backend;
  const plan = makePlan(planName ?? planFor(spec, status.state === 'software', device.limits), spec);
  const memory = new GpuMemory(device, budget ?? undefined);
  const { size } = parameterLayout(spec.model);
  const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const usage = STORAGE | COPY_DST | COPY_SRC;
  const scoringBatch = SCORING_BATCH[many ? 'inPopulation' : 'alone'];
  const buffers: Buffers = {
    parameters: memory.declare('parameters', size, usage, 'copied'),
    moments: memory.declare('moments', 2 * size, usage, 'copied'),
    images: memory.declare('images', (scoringBatch * IMAGE_PIXELS) / 4, STORAGE | COPY_DST, 'shared'),
    staging: memory.declare('state staging', 3 * size, MAP_READ | COPY_DST, 'shared'),
  };
  const settle = <T>(readback: Promise<T>) => backend.settle(readback);
  const create = (shape: ProgramShape) => createProgram(device, memory, settle, shape, buffers);
  const training = await create(programShape(spec, plan, true, many));
  const scoring = await create(programShape(spec, plan, false, many));
  const activations = () => create(activationsShape(spec, plan, many));
  const programs = { training, scoring, activations };
  return new Population(spec.model, backend, memory, buffers, programs, scoringBatch);
}

interface Programs {
  training: Program;
  scoring: Program;
  activations(): Promise<Program>;
}

export class Population {
  readonly backend: GpuBackend;
  readonly memory: GpuMemory;
  readonly training: Program;
  readonly scoring: Program;
  readonly model: ModelConfig;
  readonly #size: number;
  readonly #buffers: Buffers;
  readonly #scoringBatch: number;
  readonly #createActivations: () => Promise<Program>;
  /** Compiled by the first call of `activations`, so that no run waits for it. */
  #activations: Promise<Program> | null = null;
  #compiledActivations: Program | null = null;
  readonly #members = new Set<number>();
  /** The last use of `Buffers.images`. */
  #imagesUsed: Promise<unknown> = Promise.resolve();
  /** Whether a read uses `Buffers.staging`. */
  #stagingUsed = false;
  #callsInFlight = 0;
  #closed = false;

  constructor(
    model: ModelConfig,
    backend: GpuBackend,
    memory: GpuMemory,
    buffers: Buffers,
    { training, scoring, activations }: Programs,
    scoringBatch: number,
  ) {
    this.model = model;
    this.backend = backend;
    this.memory = memory;
    this.training = training;
    this.scoring = scoring;
    this.#size = parameterLayout(model).size;
    this.#buffers = buffers;
    this.#scoringBatch = scoringBatch;
    this.#createActivations = activations;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get idle(): boolean {
    return this.#callsInFlight === 0;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Adds a network with parameters of zeros. Rejects as `GpuMemory.growTo`. */
  async join(): Promise<number> {
    let member = 0;
    while (this.#members.has(member)) member++;
    this.#members.add(member);
    try {
      await this.memory.growTo(member + 1);
    } catch (error) {
      this.#members.delete(member);
      throw error;
    }
    this.#requireOpen();
    const encoder = this.backend.device.createCommandEncoder();
    for (const { buffer, bytes } of [this.#buffers.parameters, this.#buffers.moments])
      encoder.clearBuffer(buffer, member * bytes, bytes);
    this.backend.device.queue.submit([encoder.finish()]);
    return member;
  }

  /** Ends the calls of a member. The next network gets its part. */
  leave(member: number, error: Error): void {
    this.training.cancel(member, error);
    this.scoring.cancel(member, error);
    this.#compiledActivations?.cancel(member, error);
    this.#members.delete(member);
  }

  /** Frees all memory. */
  close(): void {
    this.#closed = true;
    this.memory.freeAll();
  }

  /** Counts a call while it is in flight. */
  async counted<T>(call: () => Promise<T>): Promise<T> {
    this.#callsInFlight++;
    try {
      return await call();
    } finally {
      this.#callsInFlight--;
    }
  }

  /** Logits of up to `scoringBatch` images at a time: calls `take` with each result and its first image. */
  predict(member: number, images: Uint8Array, take: (run: RunResult, first: number) => void): Promise<void> {
    const batch = this.#scoringBatch;
    return this.#withImages(async (buffer) => {
      for (let first = 0; first * IMAGE_PIXELS < images.length; first += batch) {
        const part = images.subarray(first * IMAGE_PIXELS, (first + batch) * IMAGE_PIXELS);
        const imageCount = part.length / IMAGE_PIXELS;
        this.#requireOpen();
        this.backend.device.queue.writeBuffer(buffer, 0, part as Uint8Array<ArrayBuffer>);
        const words = Uint32Array.from({ length: imageCount }, (_, i) => plainSample(i));
        take(await this.scoring.run({ member, dataset: buffer, imageCount, words, batch }), first);
      }
    });
  }

  /** Logits of sample words. */
  score(member: number, dataset: GPUBuffer, imageCount: number, words: Uint32Array): Promise<RunResult> {
    return this.scoring.run({ member, dataset, imageCount, words, batch: this.#scoringBatch });
  }

  /** The outputs of all layers for an image. */
  async activations(member: number, image: Uint8Array): Promise<RunResult> {
    const program = await (this.#activations ??= this.#openActivations());
    return this.#withImages(async (dataset) => {
      this.backend.device.queue.writeBuffer(dataset, 0, image as Uint8Array<ArrayBuffer>);
      return program.run({ member, dataset, imageCount: 1, words: Uint32Array.of(plainSample(0)), batch: 1 });
    });
  }

  async read(member: number): Promise<Omit<ModelState, 'step'>> {
    const { parameters, moments } = this.#buffers;
    const { device } = this.backend;
    // Reads at the same time have a buffer each.
    const own = this.#stagingUsed;
    this.#stagingUsed = true;
    const { MAP_READ, COPY_DST } = GPUBufferUsage;
    const staging = own
      ? await this.memory.allocate('state staging', 12 * this.#size, MAP_READ | COPY_DST)
      : this.#buffers.staging.buffer;
    const encoder = device.createCommandEncoder();
    const { bytes } = parameters;
    encoder.copyBufferToBuffer(parameters.buffer, member * bytes, staging, 0, bytes);
    encoder.copyBufferToBuffer(moments.buffer, member * moments.bytes, staging, bytes, moments.bytes);
    device.queue.submit([encoder.finish()]);
    await this.backend.settle(staging.mapAsync(GPUMapMode.READ));
    const all = new Float32Array(staging.getMappedRange().slice(0));
    staging.unmap();
    if (own) this.memory.free(staging);
    else this.#stagingUsed = false;
    const size = this.#size;
    return {
      parameters: all.slice(0, size),
      moment1: all.slice(size, 2 * size),
      moment2: all.slice(2 * size),
    };
  }

  write(member: number, state: Omit<ModelState, 'step'>): void {
    const { parameters, moments } = this.#buffers;
    const { queue } = this.backend.device;
    const at = member * moments.bytes;
    queue.writeBuffer(
      parameters.buffer,
      member * parameters.bytes,
      state.parameters as Float32Array<ArrayBuffer>,
    );
    queue.writeBuffer(moments.buffer, at, state.moment1 as Float32Array<ArrayBuffer>);
    queue.writeBuffer(moments.buffer, at + 4 * this.#size, state.moment2 as Float32Array<ArrayBuffer>);
  }

  /** One use of `Buffers.images` at a time. */
  #withImages<T>(work: (buffer: GPUBuffer) => Promise<T>): Promise<T> {
    const result = this.#imagesUsed.then(() => {
      this.#requireOpen();
      return work(this.#buffers.images.buffer);
    });
    this.#imagesUsed = result.catch(() => {});
    return result;
  }

  #requireOpen(): void {
    if (this.#closed) throw new DeviceLostError(CLOSED);
  }

  async #openActivations(): Promise<Program> {
    try {
      return (this.#compiledActivations = await this.#createActivations());
    } catch (error) {
      this.#activations = null;
      throw error;
    }
  }
}
