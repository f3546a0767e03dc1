// The GPU buffers of one engine or of one population, so that all of them can be destroyed, and buffers with a part for each
// member of a population, which grow together.

import { NoRoomError } from '../pool.ts';

/** Creates a zeroed buffer of `bytes`, rounded up to words, at least one. */
export type Allocate = (label: string, bytes: number, usage: GPUBufferUsageFlags) => GPUBuffer;

/**
 * Most memory of one population, and of the larger one beside it while it grows. WebGPU does not say how much there is, and
 * many GPUs share theirs with the system.
 */
const MOST_BYTES = 1 << 30;

/** A buffer with a part for each member. `buffer` is another one after the memory has grown. */
export interface MemberBuffer {
  readonly buffer: GPUBuffer;
  /** Of a member's part. */
  readonly bytes: number;
}

interface Growing extends MemberBuffer {
  buffer: GPUBuffer;
  label: string;
  usage: GPUBufferUsageFlags;
  /** Whether its content is still needed after the memory has grown. */
  copied: boolean;
}

export class GpuMemory {
  readonly #device: GPUDevice;
  readonly #buffers = new Set<GPUBuffer>();
  readonly #growing: Growing[] = [];
  #members = 1;
  #lastGrowth: Promise<void> = Promise.resolve();
  #freed = false;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Parts of each member buffer: one at first. */
  get members(): number {
    return this.#members;
  }

  /** Most members by the device's limits and by `MOST_BYTES`. */
  get mostMembers(): number {
    const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupsPerDimension } =
      this.#device.limits;
    const most = Math.min(maxBufferSize, maxStorageBufferBindingSize);
    const fitting = this.#growing.map(({ bytes }) => Math.floor(most / bytes));
    const all = this.#growing.reduce((sum, { bytes }) => sum + bytes, 0);
    return Math.min(maxComputeWorkgroupsPerDimension, Math.floor(MOST_BYTES / all), ...fitting);
  }

  readonly allocate: Allocate = (label, bytes, usage) => {
    const size = Math.max(4, Math.ceil(bytes / 4) * 4);
    const buffer = this.#device.createBuffer({ label, size, usage });
    this.#buffers.add(buffer);
    return buffer;
  };

  /** A buffer with `words` 32-bit words for each member. `copied`: see `Growing`. */
  allocateForMembers(
    label: string,
    words: number,
    usage: GPUBufferUsageFlags,
    copied: boolean,
  ): MemberBuffer {
    const bytes = 4 * Math.max(1, words);
    const allUsage = usage | (copied ? GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST : 0);
    const buffer = this.allocate(label, bytes * this.#members, allUsage);
    const growing: Growing = { buffer, bytes, label, usage: allUsage, copied };
    this.#growing.push(growing);
    return growing;
  }

  /**
   * Makes room for `members`, at least. Work enqueued before still uses the smaller buffers. Rejects with `NoRoomError`,
   * and then nothing has changed.
   */
  growTo(members: number): Promise<void> {
    const growth = this.#lastGrowth.then(() => this.#growTo(members));
    this.#lastGrowth = growth.catch(() => {});
    return growth;
  }

  async #growTo(members: number): Promise<void> {
    if (members <= this.#members || this.#freed) return;
    const most = this.mostMembers;
    if (members > most) throw this.#noRoom();
    const larger = Math.min(most, Math.max(members, 2 * this.#members));
    this.#device.pushErrorScope('out-of-memory');
    const before = [...this.#growing];
    const buffers = before.map(({ label, bytes, usage }) => this.allocate(label, bytes * larger, usage));
    const failure = await this.#device.popErrorScope();
    if (failure || this.#freed) {
      for (const buffer of buffers) this.free(buffer);
      if (failure) throw this.#noRoom();
      return;
    }
    // One that was added meanwhile has too few parts.
    for (const { label, bytes, usage } of this.#growing.slice(before.length))
      buffers.push(this.allocate(label, bytes * larger, usage));
    const encoder = this.#device.createCommandEncoder();
    this.#growing.forEach(({ buffer, copied }, i) => {
      if (copied) encoder.copyBufferToBuffer(buffer, 0, buffers[i]!, 0, buffer.size);
    });
    this.#device.queue.submit([encoder.finish()]);
    this.#growing.forEach((growing, i) => {
      this.free(growing.buffer);
      growing.buffer = buffers[i]!;
    });
    this.#members = larger;
  }

  #noRoom(): NoRoomError {
    return new NoRoomError(`the GPU has no memory for more than ${this.#members} networks of this kind`);
  }

  free(buffer: GPUBuffer): void {
    this.#buffers.delete(buffer);
    buffer.destroy();
  }

  freeAll(): void {
    this.#freed = true;
    for (const buffer of this.#buffers) this.free(buffer);
  }
}
