// Loads the dataset: one download at a time, for what the newest configuration needs. Reports its progress.

import { SHARD_COUNT } from '../contract/dataset.ts';
import type { DataStatus } from '../contract/messages.ts';
import { createDataset, type Dataset } from '../dataset/fetch-shards.ts';
import type { SessionHost } from './host.ts';

const REPORT_MILLISECONDS = 100;

export class DatasetLoader {
  readonly dataset: Dataset;
  readonly #load: SessionHost['loadDataset'];
  readonly #report: (status: DataStatus) => void;
  readonly #now: () => number;
  /** Number of training shards that the newest download is for. */
  #shards = 0;
  #download: Promise<Dataset> | null = null;
  #abort: AbortController | null = null;

  /** `now`: milliseconds. */
  constructor(
    { loadDataset, images }: Pick<SessionHost, 'loadDataset' | 'images'>,
    report: (status: DataStatus) => void,
    now: () => number,
  ) {
    this.dataset = createDataset(images);
    this.#load = loadDataset;
    this.#report = report;
    this.#now = now;
  }

  /**
   * The dataset with at least the first `trainCount` training images and the test set. Aborts a download for another
   * number of shards. Rejects with `DataError`, or with an abort.
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
      // After a failure the next call starts a new download.
      if (this.#download === download) this.#download = null;
    });
    return download;
  }

  async #fetch(trainCount: number, signal: AbortSignal): Promise<Dataset> {
    const startedAt = this.#now();
    let reportedAt = -Infinity;
    let firstReceived: number | null = null;
    try {
      const { total, fromCache } = await this.#load(this.dataset, trainCount, signal, (received, all) => {
        const time = this.#now();
        firstReceived ??= received;
        if (signal.aborted || (time - reportedAt < REPORT_MILLISECONDS && received < all)) return;
        reportedAt = time;
        const gained = received - firstReceived;
        const secondsLeft = gained > 0 ? (((time - startedAt) / 1000) * (all - received)) / gained : null;
        this.#report({ state: 'loading', received, total: all, secondsLeft });
      });
      this.#report({ state: 'ready', total, fromCache });
      return this.dataset;
    } catch (error) {
      if (!signal.aborted) this.#report({ state: 'idle' });
      throw error;
    }
  }
}
