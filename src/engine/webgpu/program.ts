// Runs the kernels of a plan for many steps: a few buffer writes for all steps, then one pass, one submit and one
// readback for as many steps as take some milliseconds, with at most two submits in flight.

import { HEADER_WORDS } from './constants.ts';
import type { Kernel } from './plans.ts';
import type { Allocate } from './memory.ts';
import { bindGroupLayout, compile } from './pipelines.ts';

/**
 * Target duration of a submit: long compared with its cost, short compared with a frame of the page, which shares the
 * GPU.
 */
const SUBMIT_MILLISECONDS = 12;
/** Factor by which the steps of a submit may grow. */
const GROWTH = 4;
const IN_FLIGHT = 2;

export interface ProgramShape {
  kernels: readonly Kernel[];
  /** WGSL before every kernel. */
  constants: string;
  /** Most samples of a step. */
  maxBatch: number;
  /** Most steps whose words and rates are on the GPU at once. */
  maxSteps: number;
  /** Results of each step and of each sample in the history, in words. */
  wordsPerStep: number;
  wordsPerSample: number;
  /** Length of the values buffer, in words. */
  valuesLength: number;
}

/** Buffers that a program uses but does not own. */
export interface ProgramState {
  parameters: GPUBuffer;
  moments: GPUBuffer;
}

/** Images bound to a program by `bind`. */
export interface Binding {
  group: GPUBindGroup;
  imageCount: number;
}

/** Waits for a readback. Rejects when the device is lost. */
export type Settle = <T>(readback: Promise<T>) => Promise<T>;

interface Compiled {
  pipeline: GPUComputePipeline;
  workgroups: Kernel['workgroups'];
}

/** Compiles the kernels. Rejects with the compiler's message. */
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
  /** Used in turn. */
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

  /** `dataset` holds the pixels of `imageCount` images and, for a training program, then their labels. */
  bind(dataset: GPUBuffer, imageCount: number): Binding {
    const { parameters, moments } = this.#state;
    const buffers = [dataset, this.#words, this.#rates, parameters, moments, this.#values, this.#history];
    const group = this.#device.createBindGroup({
      layout: bindGroupLayout(this.#device),
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    return { group, imageCount };
  }

  /**
   * Runs all sample `words` in steps of `batch`; a training program also takes four `rates` for each step.
   * Resolves with the results of all steps after the last readback. Rejects when a readback does.
   */
  async run(
    { group, imageCount }: Binding,
    words: Uint32Array,
    batch: number,
    rates = new Float32Array(),
  ): Promise<Uint32Array> {
    const { wordsPerStep, wordsPerSample, maxSteps } = this.#shape;
    const steps = Math.ceil(words.length / batch);
    const results = new Uint32Array(steps * wordsPerStep + words.length * wordsPerSample);
    /** Each resolves with whether its readback succeeded. */
    const submits: Promise<boolean>[] = [];
    const failures: unknown[] = [];
    for (let first = 0; first < steps;) {
      const earlier = submits.at(-IN_FLIGHT);
      if (earlier && !(await earlier)) break;
      const place = first % maxSteps;
      if (place === 0) this.#load(first, imageCount, words, batch, rates);
      const end = Math.min(steps, first + this.#stepsPerSubmit, first - place + maxSteps);
      const samples = Math.min(words.length, end * batch) - first * batch;
      const submitResults = results.subarray(first * (wordsPerStep + batch * wordsPerSample));
      const submit = this.#submit(group, place, samples, batch, submitResults);
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
    // Also after a failure, so that no readback is in flight afterwards.
    await Promise.all(submits);
    if (failures.length > 0) throw failures[0];
    return results;
  }

  /**
   * Writes the words and rates of the steps from `first` on, as many as fit. Work enqueued before still uses the old
   * ones.
   */
  #load(first: number, imageCount: number, words: Uint32Array, batch: number, rates: Float32Array): void {
    const { queue } = this.#device;
    const end = first + this.#shape.maxSteps;
    const part = words.subarray(first * batch, end * batch) as Uint32Array<ArrayBuffer>;
    const numbers = rates.subarray(4 * first, 4 * end) as Float32Array<ArrayBuffer>;
    queue.writeBuffer(this.#words, 0, part);
    if (numbers.length > 0) queue.writeBuffer(this.#rates, 0, numbers);
    queue.writeBuffer(this.#history, 0, Uint32Array.of(0, 0, part.length, batch, imageCount, 0, 0, 0));
  }

  /**
   * Enqueues steps from step `first` of the load on; writes their results to the start of `results` when they are done.
   */
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

  /** Records all steps of `samples` in one pass. */
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
