// Runs the kernels of a plan for many steps of one network, or of several that share every dispatch: a few buffer writes for
// all steps, then one pass, one submit and one readback for as many steps as take some milliseconds, with at most two
// submits in flight.

import { HEADER_WORDS } from './constants.ts';
import type { Kernel } from './plans.ts';
import type { GpuMemory, MemberBuffer } from './memory.ts';
import { bindGroupLayout, compile } from './pipelines.ts';
import { Job, type Request, type RunResult } from './job.ts';
import { SubmitSizer } from './submit-sizer.ts';

const IN_FLIGHT = 2;

export interface ProgramShape {
  kernels: readonly Kernel[];
  /** WGSL before every kernel. */
  constants: string;
  /** Whether the kernels take their member from the list of active ones. Otherwise there is one network. */
  population: boolean;
  /** Most samples of a step. */
  maxBatch: number;
  /** Most steps whose words and rates are on the GPU at once. */
  maxSteps: number;
  /** Results of each step and of each sample in the history, in words. */
  wordsPerStep: number;
  wordsPerSample: number;
  /** Length of the values of a member, in words. */
  valuesLength: number;
}

/** Buffers that a program uses but does not own. */
export interface ProgramState {
  parameters: MemberBuffer;
  moments: MemberBuffer;
}

/** Waits for a readback. Rejects when the device is lost. */
export type Settle = <T>(readback: Promise<T>) => Promise<T>;

interface Compiled {
  pipeline: GPUComputePipeline;
  workgroups: Kernel['workgroups'];
}

/** What a submit computes of a job: `steps` from step `first` of its load on. */
interface Part {
  job: Job;
  first: number;
  steps: number;
  samples: number;
}

/**
 * Compiles the kernels and adds their buffers to `memory`. Rejects with the compiler's message, or as `GpuMemory.growTo`.
 */
export async function createProgram(
  device: GPUDevice,
  memory: GpuMemory,
  settle: Settle,
  shape: ProgramShape,
  state: ProgramState,
): Promise<Program> {
  const compiling = shape.kernels.map(async (kernel) => ({
    pipeline: await compile(device, kernel, shape.constants, shape.population),
    workgroups: kernel.workgroups,
  }));
  const program = new Program(device, memory, settle, shape, state, await Promise.all(compiling));
  await memory.add();
  return program;
}

export class Program {
  readonly #device: GPUDevice;
  readonly #settle: Settle;
  readonly #shape: ProgramShape;
  readonly #state: ProgramState;
  readonly #kernels: readonly Compiled[];
  readonly #words: MemberBuffer;
  readonly #rates: MemberBuffer;
  readonly #values: MemberBuffer;
  readonly #history: MemberBuffer;
  /** The members of a dispatch, in the order of its workgroups' second index. */
  readonly #active: MemberBuffer | null;
  readonly #memory: GpuMemory;
  /** Used in turn. */
  readonly #staging: readonly MemberBuffer[];
  /** For each dataset, with the history for which it was created. */
  readonly #groups = new WeakMap<GPUBuffer, { group: GPUBindGroup; history: GPUBuffer }>();
  /** Those with steps that are not submitted yet, in their order. */
  #jobs: Job[] = [];
  #submitting = false;
  #inFlight: Promise<void>[] = [];
  #activeNow = '';
  #turn = 0;
  readonly #sizer: SubmitSizer;

  constructor(
    device: GPUDevice,
    memory: GpuMemory,
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
    const buffer = memory.declare.bind(memory);
    this.#words = buffer('words', maxSteps * maxBatch, STORAGE | COPY_DST, 'copied');
    this.#rates = buffer('rates', 4 * maxSteps, STORAGE | COPY_DST, 'copied');
    this.#values = buffer('values', valuesLength, STORAGE, 'dropped');
    this.#history = buffer('history', HEADER_WORDS + results, STORAGE | COPY_SRC | COPY_DST, 'copied');
    this.#active = shape.population ? buffer('active', 1, STORAGE | COPY_DST, 'dropped') : null;
    this.#memory = memory;
    this.#sizer = new SubmitSizer(device.queue, maxSteps);
    this.#staging = Array.from({ length: IN_FLIGHT }, () =>
      buffer('staging', results, MAP_READ | COPY_DST, 'dropped'),
    );
  }

  /** `dataset` holds pixels and, for a training program, then their labels. Later runs on it need no new bind group. */
  bind(dataset: GPUBuffer): GPUBindGroup {
    const bound = this.#groups.get(dataset);
    const history = this.#history.buffer;
    if (bound?.history === history) return bound.group;
    const { parameters, moments } = this.#state;
    const ofMembers = [this.#words, this.#rates, parameters, moments, this.#values, this.#history];
    if (this.#active) ofMembers.push(this.#active);
    const buffers = [dataset, ...ofMembers.map(({ buffer }) => buffer)];
    const group = this.#device.createBindGroup({
      layout: bindGroupLayout(this.#device, this.#shape.population),
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    this.#groups.set(dataset, { group, history });
    return group;
  }

  /**
   * Runs all steps of a request, together with those of other members that wait or come meanwhile. Resolves after the last
   * readback. Rejects when a readback does.
   */
  run(request: Request): Promise<RunResult> {
    const { wordsPerStep, wordsPerSample } = this.#shape;
    const job = new Job(request, wordsPerStep, wordsPerSample);
    if (job.steps > 0) {
      this.#jobs.push(job);
      void this.#submitAll();
    }
    return job.result;
  }

  /** Ends the runs of a member: they reject with `error`. */
  cancel(member: number, error: Error): void {
    for (const job of this.#jobs) if (job.request.member === member) job.fail(error);
    this.#jobs = this.#jobs.filter(({ failed }) => !failed);
  }

  async #submitAll(): Promise<void> {
    if (this.#submitting) return;
    this.#submitting = true;
    // Members whose chunks ended together ask for the next ones in tasks of their own.
    await (this.#shape.population ? new Promise((resolve) => setTimeout(resolve)) : Promise.resolve());
    while (this.#jobs.length > 0) {
      if (this.#inFlight.length === IN_FLIGHT) await this.#inFlight.shift();
      else this.#inFlight.push(this.#submit(this.#nextParts()));
    }
    this.#submitting = false;
  }

  /**
   * The next steps of the first job and of those of other members on its dataset, those with more steps first. Jobs of one
   * member follow one another, because they share its part of the buffers.
   */
  #nextParts(): Part[] {
    const { maxSteps } = this.#shape;
    const { dataset } = this.#jobs[0]!.request;
    const firstJobs = new Map(this.#jobs.toReversed().map((job) => [job.request.member, job]));
    const together = [...firstJobs.values()].filter(({ request }) => request.dataset === dataset);
    const parts = together.map((job): Part => {
      const { words, batch } = job.request;
      const first = job.submitted % maxSteps;
      const steps = Math.min(job.steps - job.submitted, this.#sizer.steps, maxSteps - first);
      const samples = Math.min(words.length, (job.submitted + steps) * batch) - job.submitted * batch;
      return { job, first, steps, samples };
    });
    return parts.toSorted((a, b) => b.steps - a.steps);
  }

  /** Computes `parts`. Never rejects: their jobs do. */
  async #submit(parts: readonly Part[]): Promise<void> {
    const staging = this.#staging[this.#turn++ % IN_FLIGHT]!;
    const lent = this.#memory.lend(staging);
    const taken: Job[] = [];
    let milliseconds = 0;
    try {
      milliseconds = await this.#compute(parts, lent, taken);
    } catch (error) {
      for (const { job } of parts) job.fail(error);
      this.#jobs = this.#jobs.filter(({ failed }) => !failed);
    }
    this.#memory.giveBack(staging, lent);
    for (const job of taken) job.done(milliseconds);
  }

  /** Enqueues `parts`, notes their jobs in `taken`, and takes the results from `staging`. Resolves with its milliseconds. */
  async #compute(parts: readonly Part[], staging: GPUBuffer, taken: Job[]): Promise<number> {
    const { wordsPerStep, wordsPerSample } = this.#shape;
    for (const { job, first } of parts) if (first === 0) this.#load(job);
    const group = this.bind(parts[0]!.job.request.dataset);
    this.#activate(parts);
    const history = this.#history;
    const encoder = this.#device.createCommandEncoder();
    this.#record(encoder, group, parts);
    let bytes = 0;
    const places = parts.map(({ job, first, steps, samples }) => {
      const { batch, member } = job.request;
      const at =
        member * history.bytes + 4 * (HEADER_WORDS + first * (wordsPerStep + batch * wordsPerSample));
      const size = 4 * (steps * wordsPerStep + samples * wordsPerSample);
      encoder.copyBufferToBuffer(history.buffer, at, staging, bytes, size);
      const place = { job, from: bytes / 4, to: job.take(steps), words: size / 4 };
      taken.push(job);
      bytes += size;
      return place;
    });
    this.#jobs = this.#jobs.filter((job) => job.submitted < job.steps);
    const began = performance.now();
    this.#device.queue.submit([encoder.finish()]);
    await this.#settle(staging.mapAsync(GPUMapMode.READ, 0, bytes));
    const words = new Uint32Array(staging.getMappedRange(0, bytes));
    for (const { job, from, to, words: count } of places)
      job.results.set(words.subarray(from, from + count), to);
    staging.unmap();
    return this.#sizer.record(parts[0]!.steps, began);
  }

  /**
   * Writes the words and rates of a job's next steps, as many as fit. Work enqueued before still uses the old ones.
   */
  #load({ request, submitted }: Job): void {
    const { member, words, batch, rates, imageCount, floats = [] } = request;
    const { queue } = this.#device;
    const end = submitted + this.#shape.maxSteps;
    const part = words.subarray(submitted * batch, end * batch) as Uint32Array<ArrayBuffer>;
    const numbers = rates?.subarray(4 * submitted, 4 * end) as Float32Array<ArrayBuffer> | undefined;
    queue.writeBuffer(this.#words.buffer, member * this.#words.bytes, part);
    if (numbers) queue.writeBuffer(this.#rates.buffer, member * this.#rates.bytes, numbers);
    const header = new Uint32Array(HEADER_WORDS);
    header.set([0, 0, part.length, batch, imageCount]);
    new Float32Array(header.buffer).set(floats, 5);
    queue.writeBuffer(this.#history.buffer, member * this.#history.bytes, header);
  }

  /** Writes the list of active members, if it is another one than before. */
  #activate(parts: readonly Part[]): void {
    if (!this.#active) return;
    const members = Uint32Array.from(parts, ({ job }) => job.request.member);
    const { buffer } = this.#active;
    const now = `${buffer.size} ${members.join()}`;
    if (now === this.#activeNow) return;
    this.#activeNow = now;
    this.#device.queue.writeBuffer(buffer, 0, members);
  }

  /** Records all steps in one pass. In each step, the members with steps left are the first ones of the list. */
  #record(encoder: GPUCommandEncoder, group: GPUBindGroup, parts: readonly Part[]): void {
    const pass = encoder.beginComputePass();
    pass.setBindGroup(0, group);
    const samples = Math.max(...parts.map((part) => Math.min(part.job.request.batch, part.samples)));
    const dispatches = this.#kernels.map(
      ({ pipeline, workgroups }) => [pipeline, workgroups(samples)] as const,
    );
    let members = parts.length;
    for (let step = 0; step < parts[0]!.steps; step++) {
      while (parts[members - 1]!.steps <= step) members--;
      for (const [pipeline, workgroups] of dispatches) {
        pass.setPipeline(pipeline);
        pass.dispatchWorkgroups(workgroups, members);
      }
    }
    pass.end();
  }
}
