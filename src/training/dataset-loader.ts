// Loads the dataset: one download at a time, for what the newest configuration needs. Reports its progress.

import type { RunConfig } from '../contract/config.ts';
import { FASHION_ID, SHARD_COUNT, type DatasetFacts } from '../contract/dataset.ts';
import type { DataStatus } from '../contract/messages.ts';
import { createDataset, createOwnDataset, IMAGES_BYTES, type Dataset } from '../dataset/dataset.ts';
import type { ShardNeeds } from '../dataset/fetch-shards.ts';
import { isStreamed } from '../recipe/split.ts';
import type { SessionHost } from './host.ts';
import { isMissing, type OwnDatasets } from './own-datasets.ts';

const REPORT_MILLISECONDS = 100;

/** The fields that say which images a run needs, and when. */
export type ImageNeeds = Pick<RunConfig, 'data' | 'classes' | 'samples' | 'order' | 'synthetic'>;

interface Reports {
  onStatus(status: DataStatus): void;
  /** Another dataset is in use. */
  onDataset(facts: DatasetFacts): void;
}

/** A configuration names other numbers of classes or images than its dataset has. */
export class UnfitError extends Error {
  override readonly name = 'UnfitError';
}

export class DatasetLoader {
  readonly #host: Pick<SessionHost, 'loadDataset' | 'reserveImages'>;
  readonly #own: Pick<OwnDatasets, 'open'>;
  readonly #reports: Reports;
  readonly #now: () => number;
  #dataset: Dataset;
  /** What the newest download is for. */
  #key = '';
  #download: Promise<Dataset> | null = null;
  #abort: AbortController | null = null;
  /** Called once their shard is in the dataset. */
  #waiting: { position: number; resolve: () => void }[] = [];

  /** `now`: milliseconds. */
  constructor(
    host: Pick<SessionHost, 'loadDataset' | 'reserveImages'>,
    own: Pick<OwnDatasets, 'open'>,
    reports: Reports,
    now: () => number,
  ) {
    this.#host = host;
    this.#own = own;
    this.#reports = reports;
    this.#now = now;
    this.#dataset = this.#createFashion();
  }

  /** That of the newest configuration whose data could be opened. */
  get dataset(): Dataset {
    return this.#dataset;
  }

  /**
   * The dataset with at least the training images that `config` needs, and the test set. Aborts a download for another
   * dataset or number of shards. Rejects with `DataError`, or with an abort.
   */
  ensure(config: ImageNeeds): Promise<Dataset> {
    const shards = Math.ceil(config.samples / SHARD_COUNT);
    const key = [config.data, config.classes, config.data === FASHION_ID ? shards : config.samples].join(' ');
    if (this.#download && this.#key === key) return this.#download;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#key = key;
    const download =
      config.data === FASHION_ID
        ? this.#loadFashion(config, abort.signal)
        : this.#openOwn(config, abort.signal);
    this.#download = download;
    download.catch(() => {
      // After a failure the next call starts a new download.
      if (this.#download === download) this.#download = null;
    });
    return download;
  }

  #createFashion(): Dataset {
    return createDataset(this.#host.reserveImages?.(IMAGES_BYTES));
  }

  #use(dataset: Dataset): void {
    this.#dataset = dataset;
    this.#reports.onDataset(dataset.facts);
  }

  #loadFashion(config: ImageNeeds, signal: AbortSignal): Promise<Dataset> {
    if (this.#dataset.facts.id !== FASHION_ID) this.#use(this.#createFashion());
    const needs = { trainCount: config.samples, test: true, streamed: isStreamed(config) };
    return this.#fetch(needs, signal);
  }

  async #openOwn({ data, classes, samples }: ImageNeeds, signal: AbortSignal): Promise<Dataset> {
    const { onStatus } = this.#reports;
    if (this.#dataset.facts.id !== data) {
      onStatus({ state: 'loading', received: 0, total: 0, secondsLeft: null });
      try {
        const own = await this.#own.open(data);
        signal.throwIfAborted();
        this.#use(createOwnDataset(own, this.#host.reserveImages?.(own.images.length)));
      } catch (error) {
        if (!signal.aborted) onStatus(isMissing(error) ? { state: 'missing', data } : { state: 'idle' });
        throw error;
      }
    }
    const { facts, images } = this.#dataset;
    if (facts.classes.length !== classes || samples > facts.trainCount) {
      throw new UnfitError(
        `${data} has ${facts.classes.length} classes and ${facts.trainCount} training images, not ${classes} and ${samples}`,
      );
    }
    onStatus({ state: 'ready', total: images.length, fromCache: true });
    return this.#dataset;
  }

  /**
   * Waits until the shard at `position`, which `config` needs, is in the dataset. Begins another download after one that
   * failed; rejects as the download does.
   */
  async untilLoaded(position: number, config: ImageNeeds): Promise<void> {
    const download = this.ensure(config);
    if (this.#dataset.facts.id === config.data && this.#dataset.loaded.has(position)) return;
    const shard = new Promise<void>((resolve) => void this.#waiting.push({ position, resolve }));
    await Promise.race([shard, download]);
  }

  async #fetch(needs: ShardNeeds, signal: AbortSignal): Promise<Dataset> {
    const dataset = this.#dataset;
    const reports = this.#downloadReports(signal);
    try {
      const onShard = () => {
        const { loaded } = dataset;
        for (const { position, resolve } of this.#waiting) if (loaded.has(position)) resolve();
        this.#waiting = this.#waiting.filter(({ position }) => !loaded.has(position));
      };
      const { total, fromCache } = await this.#host.loadDataset(dataset, needs, signal, {
        onProgress: reports.onProgress,
        onShard,
      });
      reports.end();
      this.#reports.onStatus({ state: 'ready', total, fromCache });
      return dataset;
    } catch (error) {
      reports.end();
      if (!signal.aborted) this.#reports.onStatus({ state: 'idle' });
      throw error;
    }
  }

  /** At most one report in each interval; what arrives in between is reported when the interval ends. */
  #downloadReports(signal: AbortSignal) {
    const startedAt = this.#now();
    let reportedAt = -Infinity;
    let firstReceived: number | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const end = () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    };
    const report = (received: number, total: number) => {
      end();
      if (signal.aborted) return;
      reportedAt = this.#now();
      const gained = received - firstReceived!;
      const secondsLeft =
        gained > 0 ? (((reportedAt - startedAt) / 1000) * (total - received)) / gained : null;
      this.#reports.onStatus({ state: 'loading', received, total, secondsLeft });
    };
    const onProgress = (received: number, total: number) => {
      firstReceived ??= received;
      const wait = reportedAt + REPORT_MILLISECONDS - this.#now();
      if (wait <= 0 || received >= total) return report(received, total);
      end();
      timer = setTimeout(report, wait, received, total);
    };
    return { onProgress, end };
  }
}
