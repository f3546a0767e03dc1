// Datasets on the GPU. Networks that were given the same arrays share one copy.

import type { GpuMemory } from './memory.ts';

/** Pixels, then labels, in one buffer. */
export interface GpuDataset {
  readonly buffer: GPUBuffer;
  readonly labels: Uint8Array;
}

interface Shared {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly uploading: Promise<GpuDataset>;
  uploaded: GpuDataset | null;
  users: number;
}

export class GpuDatasets {
  readonly #queue: GPUQueue;
  readonly #memory: GpuMemory;
  readonly #shared = new Set<Shared>();

  constructor(device: GPUDevice, memory: GpuMemory) {
    this.#queue = device.queue;
    this.#memory = memory;
  }

  /** Each dataset that was taken has to be released. Rejects as `GpuMemory.allocate`. */
  async take(images: Uint8Array, labels: Uint8Array): Promise<GpuDataset> {
    let shared = [...this.#shared].find((one) => one.images === images && one.labels === labels);
    if (!shared) {
      shared = { images, labels, uploading: this.#upload(images, labels), uploaded: null, users: 0 };
      this.#shared.add(shared);
    }
    shared.users++;
    try {
      return (shared.uploaded = await shared.uploading);
    } catch (error) {
      this.#shared.delete(shared);
      throw error;
    }
  }

  release(dataset: GpuDataset): void {
    for (const one of this.#shared) {
      if (one.uploaded !== dataset || --one.users > 0) continue;
      this.#shared.delete(one);
      this.#memory.free(dataset.buffer);
    }
  }

  async #upload(images: Uint8Array, labels: Uint8Array): Promise<GpuDataset> {
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    const bytes = images.length + labels.length;
    const buffer = await this.#memory.allocate('dataset', bytes, STORAGE | COPY_DST);
    this.#queue.writeBuffer(buffer, 0, images as Uint8Array<ArrayBuffer>);
    // Writes are in words, so the labels are padded to words.
    const padded = new Uint8Array(Math.ceil(labels.length / 4) * 4);
    padded.set(labels);
    this.#queue.writeBuffer(buffer, images.length, padded);
    return { buffer, labels };
  }
}
