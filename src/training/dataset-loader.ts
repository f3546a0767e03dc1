// Loads the dataset: one download at a time, for what the newest configuration needs. Reports its progress.

import type { RunConfig } from '../contract/config.ts';
import { SHARD_COUNT } from '../contract/dataset.ts';
import type { DataStatus } from '../contract/messages.ts';
import { createDataset, type Dataset, type ShardNeeds } from '../dataset/fetch-shards.ts';
import { isStreamed } from '../recipe/split.ts';
import type { SessionHost } from './host.ts';

const REPORT_MILLISECONDS = 100;

/** The fields that say which images a run needs, and when. */
export type ImageNeeds = Pick<RunConfig, 'samples' | 'order' | 'synthetic'>;

export class DatasetLoader {
  readonly dataset: Dataset;
  readonly #load: SessionHost['loadDataset'];
  readonly #report: (status: DataStatus) => void;
  readonly #now: () => number;
  /** Number of training shards that the newest download is for. */
  #shards = 0;
  #download: Promise<Dataset> | null = null;
  #abort: AbortController | null = null;
  /** Called once their shard is in the dataset. */
  #waiting: { position: number; resolve: () => void }[] = [];

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
   * The dataset with at least the training images that `config` needs, and the test set. Aborts a download for another
   * number of shards. Rejects with `DataError`, or with an abort.
   */
  ensure(config: ImageNeeds): Promise<Dataset> {
    const shards = Math.ceil(config.samples / SHARD_COUNT);
    if (this.#download && this.#shards === shards) return this.#download;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#shards = shards;
    const needs = { trainCount: config.samples, test: true, streamed: isStreamed(config) };
    const download = this.#fetch(needs, abort.signal);
    this.#download = download;
    download.catch(() => {
      // After a failure the next call starts a new download.
      if (this.#download === download) this.#download = null;
    });
    return download;
  }

  /**
   * Waits until the shard at `position`, which `config` needs, is in the dataset. Begins another download after one that
   * failed; rejects as the download does.
   */
  async untilLoaded(position: number, config: ImageNeeds): Promise<void> {
    if (this.dataset.loaded.has(position)) return;
    const download = this.ensure(config);
    const shard = new Promise<void>((resolve) => void this.#waiting.push({ position, resolve }));
    await Promise.race([shard, download]);
  }

  async #fetch(needs: ShardNeeds, signal: AbortSignal): Promise<Dataset> {
    const startedAt = this.#now();
    let reportedAt = -Infinity;
    let firstReceived: number | null = null;
    try {
      const onProgress = (received: number, all: number) => {
        const time = this.#now();
        firstReceived ??= received;
        if (signal.aborted || (time - reportedAt < REPORT_MILLISECONDS && received < all)) return;
        reportedAt = time;
        const gained = received - firstReceived;
        const secondsLeft = gained > 0 ? (((time - startedAt) / 1000) * (all - received)) / gained : null;
        this.#report({ state: 'loading', received, total: all, secondsLeft });
      };
      const onShard = () => {
        const { loaded } = this.dataset;
        for (const { position, resolve } of this.#waiting) if (loaded.has(position)) resolve();
        this.#waiting = this.#waiting.filter(({ position }) => !loaded.has(position));
      };
      const { total, fromCache } = await this.#load(this.dataset, needs, signal, { onProgress, onShard });
      this.#report({ state: 'ready', total, fromCache });
      return this.dataset;
    } catch (error) {
      if (!signal.aborted) this.#report({ state: 'idle' });
      throw error;
    }
  }
}
