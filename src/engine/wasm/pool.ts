// A pool of threads over one dataset. Each thread trains whole networks, one call after another, so no thread waits at a
// barrier. A network computes the bits that it computes alone, because its kernels are those of one thread.

import { CodeLoadError } from '../../base/load-code.ts';
import type { Activations } from '../../contract/activations.ts';
import type { ComputeDevice } from '../../contract/device.ts';
import {
  DeviceLostError,
  type Chunk,
  type ChunkResult,
  type EngineSpec,
  type Evaluation,
  type ModelState,
} from '../engine.ts';
import type { EnginePool, PoolEngine } from '../pool.ts';
import { browserPoolHost, type PoolHost } from './pool-host.ts';
import type { MemberCall, MemberCalls } from './pool-messages.ts';
import { startThread, type Thread } from './pool-start.ts';

/** As many as an engine's threads. */
const MAX_THREADS = 16;

/**
 * A pool of `threads` threads; of fewer where the machine has fewer cores or they can't start. 0: one for each core. Rejects
 * where WebAssembly or SIMD is missing, no thread can start, or code could not be fetched.
 */
export async function createPool(threads: number, host: PoolHost = browserPoolHost): Promise<EnginePool> {
  const most = Math.min(host.threads, MAX_THREADS);
  const count = Math.max(1, threads === 0 ? most : Math.min(threads, most));
  const kernels = await host.load();
  const starting = Array.from({ length: count }, () => startThread(host, kernels));
  const started = await Promise.allSettled(starting);
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failures = started.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  const failure = failures.find((error) => error instanceof CodeLoadError) ?? failures[0];
  if (running.length === 0 || failure instanceof CodeLoadError) {
    for (const thread of running) thread.end();
    throw failure!;
  }
  return new Pool(running, () => startThread(host, kernels));
}

/** Of all threads together. */
const SIDE_BY_SIDE = 16;

class Pool implements EnginePool {
  readonly device: ComputeDevice;
  readonly parallel: number;
  readonly sideBySide = SIDE_BY_SIDE;
  readonly #threads: Thread[];
  readonly #start: () => Promise<Thread>;
  #disposed = false;
  #lastMember = 0;
  /** In place of a thread that has stopped; all networks that wait share it. */
  #starting: Promise<void> | null = null;

  constructor(threads: Thread[], start: () => Promise<Thread>) {
    this.parallel = threads.length;
    this.device = { kind: 'cpu', threads: threads.length };
    this.#threads = threads;
    this.#start = start;
  }

  async create(spec: EngineSpec): Promise<PoolEngine> {
    if (this.#disposed) throw new Error('this pool has been disposed of');
    while (this.#threads.some(({ lost }) => lost)) await this.#replaceLost();
    if (this.#disposed) throw new Error('this pool has been disposed of');
    const thread = this.#threads.reduce((least, one) =>
      one.members.size < least.members.size ? one : least,
    );
    const member = new Member(thread, ++this.#lastMember);
    await member.create(spec);
    return member;
  }

  dispose(): void {
    this.#disposed = true;
    for (const thread of this.#threads.splice(0)) thread.end();
  }

  #replaceLost(): Promise<void> {
    this.#starting ??= this.#startAnother().finally(() => (this.#starting = null));
    return this.#starting;
  }

  async #startAnother(): Promise<void> {
    const thread = await this.#start();
    // The threads of a pool that has been disposed of are gone.
    const place = this.#threads.findIndex(({ lost }) => lost);
    if (place === -1) thread.end();
    else this.#threads[place] = thread;
  }
}

class Member implements PoolEngine {
  readonly name = 'wasm';
  readonly device: ComputeDevice = { kind: 'cpu', threads: 1 };
  busyMilliseconds = 0;
  readonly #thread: Thread;
  readonly #member: number;
  #disposed = false;

  constructor(thread: Thread, member: number) {
    this.#thread = thread;
    this.#member = member;
    thread.members.add(member);
  }

  async create(spec: EngineSpec): Promise<void> {
    try {
      await this.#call('create', spec);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  async upload(images: Uint8Array, labels: Uint8Array): Promise<void> {
    this.#requireUse();
    this.#thread.useDataset(images, labels);
    await this.#call('upload', null);
  }

  train(chunk: Chunk): Promise<ChunkResult> {
    const { samples, learningRates } = chunk;
    return this.#call('train', {
      ...chunk,
      samples: whole(samples),
      learningRates: whole(learningRates),
    });
  }

  evaluate(samples: Uint32Array): Promise<Evaluation> {
    return this.#call('evaluate', whole(samples));
  }

  predict(images: Uint8Array): Promise<Float32Array> {
    return this.#call('predict', whole(images));
  }

  activations(image: Uint8Array): Promise<Activations> {
    return this.#call('activations', whole(image));
  }

  read(): Promise<ModelState> {
    return this.#call('read', null);
  }

  write(state: ModelState): Promise<void> {
    return this.#call('write', state);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#thread.members.delete(this.#member);
    this.#thread.post({ kind: 'dispose', member: this.#member });
  }

  async #call<K extends MemberCall>(
    kind: K,
    input: MemberCalls[K]['input'],
  ): Promise<MemberCalls[K]['output']> {
    this.#requireUse();
    const { output, milliseconds } = await this.#thread.call(this.#member, kind, input);
    this.busyMilliseconds += milliseconds;
    return output;
  }

  #requireUse(): void {
    if (this.#disposed) throw new Error('this engine has been disposed of');
    if (this.#thread.lost) throw new DeviceLostError(this.#thread.lost.message);
  }
}

/** A message copies all memory of an array, of which it may be a part; shared memory is not copied. */
function whole<T extends Uint32Array | Uint8Array | Float32Array>(array: T): T {
  const { buffer, byteLength } = array;
  const part = buffer instanceof ArrayBuffer && byteLength < buffer.byteLength;
  return part ? (array.slice() as T) : array;
}
