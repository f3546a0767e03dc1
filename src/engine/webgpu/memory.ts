// The GPU buffers of one engine, so that all of them can be destroyed.

/** Creates a zeroed buffer of `bytes`, rounded up to words, at least one. */
export type Allocate = (label: string, bytes: number, usage: GPUBufferUsageFlags) => GPUBuffer;

export class GpuMemory {
  readonly #device: GPUDevice;
  readonly #buffers = new Set<GPUBuffer>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  readonly allocate: Allocate = (label, bytes, usage) => {
    const size = Math.max(4, Math.ceil(bytes / 4) * 4);
    const buffer = this.#device.createBuffer({ label, size, usage });
    this.#buffers.add(buffer);
    return buffer;
  };

  free(buffer: GPUBuffer): void {
    this.#buffers.delete(buffer);
    buffer.destroy();
  }

  freeAll(): void {
    for (const buffer of this.#buffers) this.free(buffer);
  }
}
