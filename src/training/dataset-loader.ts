// Keeps the one dataset: one download at a time, for what the newest configuration needs. Tells the page how far it is.

import { SHARD_COUNT } from '../contract/dataset.ts';
import type { DataStatus } from '../contract/messages.ts';
import { createDataset, type Dataset, type Loaded } from '../dataset/fetch-shards.ts';

/** Fills in what `trainCount` training pictures and the test set need and `dataset` lacks. */
export type LoadDataset = (
  dataset: Dataset,
  trainCount: number,
  signal: AbortSignal,
  onProgress: (received: number, total: number) => void,
) => Promise<Loaded>;

const REPORT_MILLISECONDS = 100;

export class DatasetLoader {
  readonly dataset: Dataset;
  readonly #load: LoadDataset;
  readonly #tell: (status: DataStatus) => void;
  #shards = 0;
  #download: Promise<Dataset> | null = null;
  #abort: AbortController | null = null;

  /** `images`: room for the pictures, made here where it is left out. */
  constructor(load: LoadDataset, tell: (status: DataStatus) => void, images?: Uint8Array) {
    this.dataset = createDataset(images);
    this.#load = load;
    this.#tell = tell;
  }

  /**
   * The dataset with at least the first `trainCount` training pictures and the test set.
   * A download for another number of shards is given up first. Rejects with `DataError`, or with an abort.
   */
  ensure(trainCount: number): Promise<Dataset> {
    const shards = Math.ceil(trainCount / SHARD_COUNT);
    if (this.#download && this.#shards === shards) return this.#download;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#shards = shards;
    const download = this.#fetch(trainCount, abort.signal);
    this.#download = download;
    download.catch(() => {
      // Nothing came of it: the next call tries again.
      if (this.#download === download) this.#download = null;
    });
    return download;
  }

  async #fetch(trainCount: number, signal: AbortSignal): Promise<Dataset> {
    const began = performance.now();
    let told = -Infinity;
    let firstReceived: number | null = null;
    try {
      const { total, fromCache } = await this.#load(this.dataset, trainCount, signal, (received, all) => {
        const now = performance.now();
        firstReceived ??= received;
        if (signal.aborted || (now - told < REPORT_MILLISECONDS && received < all)) return;
        told = now;
        const gained = received - firstReceived;
        const secondsLeft = gained > 0 ? (((now - began) / 1000) * (all - received)) / gained : null;
        this.#tell({ state: 'loading', received, total: all, secondsLeft });
      });
      this.#tell({ state: 'ready', total, fromCache });
      return this.dataset;
    } catch (error) {
      if (!signal.aborted) this.#tell({ state: 'idle' });
      throw error;
    }
  }
}
