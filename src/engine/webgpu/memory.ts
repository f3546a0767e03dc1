// The GPU buffers of one engine, of one population, or of the datasets of a pool, so that all of them can be destroyed, and
// buffers with a part for each member of a population, which grow together.

import { DeviceLostError } from '../engine.ts';
import { NoRoomError } from '../pool.ts';

export const CLOSED = 'the device of this network is closed';

/**
 * Most memory of all networks and datasets of a pool, copies of growing populations included. WebGPU does not say how much
 * there is, and many GPUs share theirs with the system.
 */
export const POOL_BYTES = 1 << 30;
/** Left for the first dataset. FashionMNIST has 55 MB. */
const DATASET_BYTES = 64 << 20;

/** How much memory the networks and datasets of a device may have together. */
export class MemoryBudget {
  /** In bytes. */
  readonly forNetworks: number;
  readonly #bytes: number;
  readonly #used = { networks: 0, datasets: 0 };

  constructor(bytes: number) {
    this.#bytes = bytes;
    this.forNetworks = bytes - DATASET_BYTES;
  }

  /** Bytes that networks may still allocate. */
  get left(): number {
    const { networks, datasets } = this.#used;
    return this.#bytes - networks - Math.max(datasets, DATASET_BYTES);
  }

  /** `bytes` are negative for a buffer that is freed. */
  add(use: 'networks' | 'datasets', bytes: number): void {
    this.#used[use] += bytes;
  }
}

/** What happens to the content of a member buffer when it grows; `shared`: one part for all members, so it never does. */
type Content = 'copied' | 'dropped' | 'shared';

/** A buffer with a part for each member. `buffer` is another one after the memory has grown. */
export class MemberBuffer {
  /** Of a member's part. */
  readonly bytes: number;
  readonly label: string;
  readonly usage: GPUBufferUsageFlags;
  readonly content: Content;
  allocated: GPUBuffer | null = null;
  /** Members it has parts for. */
  parts = 0;
  /** Whether a readback uses it. */
  lent = false;

  constructor(label: string, bytes: number, usage: GPUBufferUsageFlags, content: Content) {
    this.label = label;
    this.bytes = bytes;
    this.usage = usage;
    this.content = content;
  }

  get buffer(): GPUBuffer {
    if (!this.allocated) throw new Error(`the buffer ${this.label} is not allocated`);
    return this.allocated;
  }

  sizeFor(members: number): number {
    return this.content === 'shared' ? this.bytes : members * this.bytes;
  }
}

export class GpuMemory {
  readonly #device: GPUDevice;
  readonly #budget: MemoryBudget;
  readonly #use: 'networks' | 'datasets';
  readonly #buffers = new Set<GPUBuffer>();
  #growing: MemberBuffer[] = [];
  /** Declared, and not yet added to the growing ones. */
  #declared: MemberBuffer[] = [];
  #members = 0;
  #lastGrowth: Promise<void> = Promise.resolve();
  #freed = false;

  /** By default without a limit but those of the device. */
  constructor(
    device: GPUDevice,
    budget = new MemoryBudget(Infinity),
    use: 'networks' | 'datasets' = 'networks',
  ) {
    this.#device = device;
    this.#budget = budget;
    this.#use = use;
  }

  /**
   * A zeroed buffer of `bytes`, rounded up to words. Rejects with `RangeError` where the allocation fails, and with
   * `DeviceLostError` where all is freed meanwhile.
   */
  async allocate(label: string, bytes: number, usage: GPUBufferUsageFlags): Promise<GPUBuffer> {
    if (this.#freed) throw new DeviceLostError(CLOSED);
    const size = Math.max(4, Math.ceil(bytes / 4) * 4);
    const most = this.#mostBytes(usage);
    if (size > most) throw new RangeError(`the GPU allows buffers of ${most} bytes, not ${size}`);
    const { buffers, failure } = await this.#allocate([{ label, size, usage }]);
    if (this.#freed) throw new DeviceLostError(CLOSED);
    if (failure) throw new RangeError(failure.message);
    return buffers[0]!;
  }

  /** A buffer with `words` 32-bit words for each member, of which `add` and `growTo` allocate the parts. */
  declare(label: string, words: number, usage: GPUBufferUsageFlags, content: Content): MemberBuffer {
    const copies = content === 'copied' ? GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST : 0;
    const declared = new MemberBuffer(label, 4 * Math.max(1, words), usage | copies, content);
    this.#declared.push(declared);
    return declared;
  }

  /** Adds the declared buffers, with room for the members that are there. Rejects as `growTo`; then they are dropped. */
  add(): Promise<void> {
    const added = this.#declared;
    this.#declared = [];
    return this.#inTurn(async () => {
      this.#growing.push(...added);
      try {
        await this.#growTo(this.#members);
      } catch (error) {
        this.#growing = this.#growing.filter((one) => !added.includes(one));
        throw error;
      }
    });
  }

  /**
   * Makes room for `members`, at least. Work enqueued before still uses the smaller buffers. Rejects with `NoRoomError`, or
   * with another `RangeError` where the device could not even hold one member, and then nothing has changed.
   */
  growTo(members: number): Promise<void> {
    return this.#inTurn(async () => {
      if (members > this.#members) await this.#growTo(members);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const growth = this.#lastGrowth.then(work);
    this.#lastGrowth = growth.catch(() => {});
    return growth;
  }

  async #growTo(members: number): Promise<void> {
    if (this.#freed || this.#growing.every(({ parts }) => parts >= members)) return;
    const most = this.#mostMembers();
    if (members > most) throw this.#noRoom();
    const doubled = members > this.#members ? Math.min(most, 2 * this.#members) : members;
    for (const parts of new Set([Math.max(doubled, members), members])) {
      if (!(await this.#enlarge(parts))) continue;
      this.#members = parts;
      return;
    }
    throw this.#noRoom();
  }

  /** Most members by the device's limits, at least one. */
  #mostMembers(): number {
    const all = this.#growing.reduce((sum, { bytes }) => sum + bytes, 0);
    const fitting = this.#growing.map(({ bytes, usage, content }) => {
      const most = this.#mostBytes(usage);
      return content === 'shared' && bytes <= most ? Infinity : Math.floor(most / bytes);
    });
    const most = Math.min(this.#device.limits.maxComputeWorkgroupsPerDimension, ...fitting);
    if (most < 1) throw new RangeError('this network needs a larger buffer than the GPU allows');
    if (all > this.#budget.forNetworks)
      throw new RangeError('this network needs more memory than networks may use on a GPU');
    return most;
  }

  /** Most bytes of a buffer. One for kernels is bound as a whole. */
  #mostBytes(usage: GPUBufferUsageFlags): number {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.#device.limits;
    const bound = (usage & GPUBufferUsage.STORAGE) !== 0;
    return bound ? Math.min(maxBufferSize, maxStorageBufferBindingSize) : maxBufferSize;
  }

  /** Makes room for `members`; returns whether there was memory for it. */
  async #enlarge(members: number): Promise<boolean> {
    const smaller = this.#growing.filter(({ parts }) => parts < members);
    const sizes = smaller.map((growing) => growing.sizeFor(members));
    if (sizes.reduce((sum, size) => sum + size, 0) > this.#budget.left) return false;
    const wanted = smaller.map(({ label, usage }, i) => ({ label, size: sizes[i]!, usage }));
    const { buffers, failure } = await this.#allocate(wanted);
    if (failure) return false;
    if (this.#freed) return true;
    const encoder = this.#device.createCommandEncoder();
    smaller.forEach(({ allocated, content }, i) => {
      if (allocated && content === 'copied')
        encoder.copyBufferToBuffer(allocated, 0, buffers[i]!, 0, allocated.size);
    });
    this.#device.queue.submit([encoder.finish()]);
    smaller.forEach((growing, i) => {
      if (growing.allocated && !growing.lent) this.free(growing.allocated);
      growing.allocated = buffers[i]!;
      growing.parts = growing.content === 'shared' ? Infinity : members;
      growing.lent = false;
    });
    return true;
  }

  /** All of these buffers, or none and the failure. */
  async #allocate(
    wanted: readonly { label: string; size: number; usage: GPUBufferUsageFlags }[],
  ): Promise<{ buffers: GPUBuffer[]; failure: GPUError | null }> {
    this.#device.pushErrorScope('validation');
    this.#device.pushErrorScope('out-of-memory');
    const buffers = wanted.map((descriptor) => this.#device.createBuffer(descriptor));
    for (const buffer of buffers) {
      this.#buffers.add(buffer);
      this.#budget.add(this.#use, buffer.size);
    }
    const failures = await Promise.all([this.#device.popErrorScope(), this.#device.popErrorScope()]);
    const failure = failures.find((error) => error !== null) ?? null;
    if (failure) for (const buffer of buffers) this.free(buffer);
    return { buffers, failure };
  }

  #noRoom(): NoRoomError {
    const none = 'the GPU has no memory for a network of this kind beside the others';
    if (this.#members === 0) return new NoRoomError(none);
    return new NoRoomError(`the GPU has no memory for more than ${this.#members} networks of this kind`);
  }

  /** The buffer of `one`. It stays until `giveBack`, even if the memory grows meanwhile. */
  lend(one: MemberBuffer): GPUBuffer {
    one.lent = true;
    return one.buffer;
  }

  giveBack(one: MemberBuffer, lent: GPUBuffer): void {
    if (one.allocated === lent) one.lent = false;
    else this.free(lent);
  }

  free(buffer: GPUBuffer): void {
    if (!this.#buffers.delete(buffer)) return;
    this.#budget.add(this.#use, -buffer.size);
    buffer.destroy();
  }

  freeAll(): void {
    this.#freed = true;
    for (const buffer of this.#buffers) this.free(buffer);
  }
}
