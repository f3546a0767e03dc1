// Datasets on the GPU. Networks that were given the same arrays share one copy.

import type { GpuMemory } from './memory.ts';

/** Pixels, then labels, in one buffer. */
export interface GpuDataset {
  readonly buffer: GPUBuffer;
  readonly labels: Uint8Array;
}

interface Shared extends GpuDataset {
  images: Uint8Array;
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

  /** Each dataset that was taken has to be released. */
  take(images: Uint8Array, labels: Uint8Array): GpuDataset {
    for (const one of this.#shared) {
      if (one.images !== images || one.labels !== labels) continue;
      one.users++;
      return one;
    }
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    const buffer = this.#memory.allocate('dataset', images.length + labels.length, STORAGE | COPY_DST);
    this.#queue.writeBuffer(buffer, 0, images as Uint8Array<ArrayBuffer>);
    // Writes are in words, so the labels are padded to words.
    const padded = new Uint8Array(Math.ceil(labels.length / 4) * 4);
    padded.set(labels);
    this.#queue.writeBuffer(buffer, images.length, padded);
    const added = { buffer, images, labels, users: 1 };
    this.#shared.add(added);
    return added;
  }

  release(dataset: GpuDataset): void {
    for (const one of this.#shared) {
      if (one !== dataset || --one.users > 0) continue;
      this.#shared.delete(one);
      this.#memory.free(one.buffer);
    }
  }
}
