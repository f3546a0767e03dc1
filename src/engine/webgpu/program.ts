// Runs the kernels of a plan over many steps: a few writes for all of them, then one pass, one submit and one readback
// for as many as take some milliseconds, with at most two such submits under way. It knows no network: the kernels do.

import { HEADER_WORDS } from './constants.ts';
import type { Kernel } from './plans.ts';
import type { Allocate } from './memory.ts';
import { bindGroupLayout, compile } from './pipelines.ts';

/** A submit should take so long: long against its cost, short against a frame of the page that shares the GPU. */
const SUBMIT_MILLISECONDS = 12;
const GROWTH = 4;
const IN_FLIGHT = 2;

export interface ProgramShape {
  kernels: readonly Kernel[];
  /** WGSL, in front of every kernel. */
  constants: string;
  /** Samples of a step at most. */
  maxBatch: number;
  /** Steps that are loaded at once, at most. */
  maxSteps: number;
  /** Words that each step, and each sample, leaves in the history. */
  wordsPerStep: number;
  wordsPerSample: number;
  /** Length of the values buffer, in words. */
  valuesLength: number;
}

/** What a program works on and does not own. */
export interface ProgramState {
  parameters: GPUBuffer;
  moments: GPUBuffer;
}

/** Pictures that a program can work on, made by its `bind`. */
export interface Binding {
  group: GPUBindGroup;
  pictures: number;
}

/** Waits for a readback as its device allows; rejects when that is gone. */
export type Settle = <T>(readback: Promise<T>) => Promise<T>;

interface Compiled {
  pipeline: GPUComputePipeline;
  workgroups: Kernel['workgroups'];
}

/** Compiles the kernels. Rejects with the compiler's words. */
export async function createProgram(
  device: GPUDevice,
  allocate: Allocate,
  settle: Settle,
  shape: ProgramShape,
  state: ProgramState,
): Promise<Program> {
  const compiling = shape.kernels.map(async (kernel) => ({
    pipeline: await compile(device, kernel, shape.constants),
    workgroups: kernel.workgroups,
  }));
  return new Program(device, allocate, settle, shape, state, await Promise.all(compiling));
}

export class Program {
  readonly #device: GPUDevice;
  readonly #settle: Settle;
  readonly #shape: ProgramShape;
  readonly #state: ProgramState;
  readonly #kernels: readonly Compiled[];
  readonly #words: GPUBuffer;
  readonly #rates: GPUBuffer;
  readonly #values: GPUBuffer;
  readonly #history: GPUBuffer;
  /** Taken by turns. */
  readonly #staging: readonly GPUBuffer[];
  #turn = 0;
  #stepsPerSubmit = 1;
  #lastDone = 0;

  constructor(
    device: GPUDevice,
    allocate: Allocate,
    settle: Settle,
    shape: ProgramShape,
    state: ProgramState,
    kernels: readonly Compiled[],
  ) {
    const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
    const { maxBatch, maxSteps, wordsPerStep, wordsPerSample, valuesLength } = shape;
    const results = maxSteps * (wordsPerStep + maxBatch * wordsPerSample);
    this.#device = device;
    this.#settle = settle;
    this.#shape = shape;
    this.#state = state;
    this.#kernels = kernels;
    this.#words = allocate('words', 4 * maxSteps * maxBatch, STORAGE | COPY_DST);
    this.#rates = allocate('rates', 16 * maxSteps, STORAGE | COPY_DST);
    this.#values = allocate('values', 4 * valuesLength, STORAGE);
    this.#history = allocate('history', 4 * (HEADER_WORDS + results), STORAGE | COPY_SRC | COPY_DST);
    this.#staging = Array.from({ length: IN_FLIGHT }, (_, i) =>
      allocate(`staging ${i}`, 4 * results, MAP_READ | COPY_DST),
    );
  }

  /** `dataset` holds the pixels of `pictures` pictures, then, for a program that trains, their labels. */
  bind(dataset: GPUBuffer, pictures: number): Binding {
    const { parameters, moments } = this.#state;
    const buffers = [dataset, this.#words, this.#rates, parameters, moments, this.#values, this.#history];
    const group = this.#device.createBindGroup({
      layout: bindGroupLayout(this.#device),
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    return { group, pictures };
  }

  /**
   * Takes all `words` in steps of `batch`, with a row of four `rates` a step where it trains.
   * Resolves with the words that the steps left, once the last of them has come back; rejects as a readback does.
   */
  async run(
    { group, pictures }: Binding,
    words: Uint32Array,
    batch: number,
    rates = new Float32Array(),
  ): Promise<Uint32Array> {
    const { wordsPerStep, wordsPerSample, maxSteps } = this.#shape;
    const steps = Math.ceil(words.length / batch);
    const results = new Uint32Array(steps * wordsPerStep + words.length * wordsPerSample);
    /** Each says whether it came back. */
    const submits: Promise<boolean>[] = [];
    const failures: unknown[] = [];
    for (let first = 0; first < steps;) {
      const earlier = submits.at(-IN_FLIGHT);
      if (earlier && !(await earlier)) break;
      const place = first % maxSteps;
      if (place === 0) this.#load(first, pictures, words, batch, rates);
      const end = Math.min(steps, first + this.#stepsPerSubmit, first - place + maxSteps);
      const samples = Math.min(words.length, end * batch) - first * batch;
      const left = results.subarray(first * (wordsPerStep + batch * wordsPerSample));
      const submit = this.#submit(group, place, samples, batch, left);
      submits.push(
        submit.then(
          () => true,
          (failure: unknown) => {
            failures.push(failure);
            return false;
          },
        ),
      );
      first = end;
    }
    // After a failure too: no readback is left behind.
    await Promise.all(submits);
    if (failures.length > 0) throw failures[0];
    return results;
  }

  /** Writes what the steps from `first` on need, as many as fit; all that was enqueued before still has its own. */
  #load(first: number, pictures: number, words: Uint32Array, batch: number, rates: Float32Array): void {
    const { queue } = this.#device;
    const end = first + this.#shape.maxSteps;
    const part = words.subarray(first * batch, end * batch) as Uint32Array<ArrayBuffer>;
    const numbers = rates.subarray(4 * first, 4 * end) as Float32Array<ArrayBuffer>;
    queue.writeBuffer(this.#words, 0, part);
    if (numbers.length > 0) queue.writeBuffer(this.#rates, 0, numbers);
    queue.writeBuffer(this.#history, 0, Uint32Array.of(0, 0, part.length, batch, pictures, 0, 0, 0));
  }

  /** Enqueues the next steps, from the load's step `first` on, and fills the front of `results` once they are done. */
  async #submit(
    group: GPUBindGroup,
    first: number,
    samples: number,
    batch: number,
    results: Uint32Array,
  ): Promise<void> {
    const { wordsPerStep, wordsPerSample } = this.#shape;
    const steps = Math.ceil(samples / batch);
    const at = 4 * (HEADER_WORDS + first * (wordsPerStep + batch * wordsPerSample));
    const bytes = 4 * (steps * wordsPerStep + samples * wordsPerSample);
    const staging = this.#staging[this.#turn++ % IN_FLIGHT]!;
    const encoder = this.#device.createCommandEncoder();
    this.#record(encoder, group, samples, batch);
    encoder.copyBufferToBuffer(this.#history, at, staging, 0, bytes);
    const began = performance.now();
    this.#device.queue.submit([encoder.finish()]);
    await this.#settle(staging.mapAsync(GPUMapMode.READ, 0, bytes));
    results.set(new Uint32Array(staging.getMappedRange(0, bytes)));
    staging.unmap();
    this.#adapt(steps, began);
  }

  /** All steps of `samples` in one pass. */
  #record(encoder: GPUCommandEncoder, group: GPUBindGroup, samples: number, batch: number): void {
    const pass = encoder.beginComputePass();
    pass.setBindGroup(0, group);
    const dispatches = this.#kernels.map(
      ({ pipeline, workgroups }) => [pipeline, workgroups(Math.min(batch, samples))] as const,
    );
    for (let first = 0; first < samples; first += batch) {
      for (const [pipeline, workgroups] of dispatches) {
        pass.setPipeline(pipeline);
        pass.dispatchWorkgroups(workgroups);
      }
    }
    pass.end();
  }

  #adapt(steps: number, began: number): void {
    const now = performance.now();
    const milliseconds = Math.max(now - Math.max(began, this.#lastDone), 1e-3);
    this.#lastDone = now;
    const fitting = Math.floor((steps * SUBMIT_MILLISECONDS) / milliseconds);
    const most = Math.min(this.#stepsPerSubmit * GROWTH, this.#shape.maxSteps);
    this.#stepsPerSubmit = Math.max(1, Math.min(fitting, most));
  }
}
