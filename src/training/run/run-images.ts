// The images of a run, which may train on those that are here while the others are still loaded.

import { shardOf, type DatasetFacts } from '../../contract/dataset.ts';
import { decodeSample, plainSample } from '../../contract/sample.ts';
import { imageCount, testShards, type Dataset } from '../../dataset/dataset.ts';
import type { Engine } from '../../engine/engine.ts';
import type { DatasetLoader, ImageNeeds } from '../dataset-loader.ts';
import type { TrainingSet } from '../training-set.ts';
import type { RunControl } from './control.ts';

interface ShardLoader extends Pick<DatasetLoader, 'untilLoaded'> {
  dataset: Pick<Dataset, 'loaded'>;
}

export class RunImages {
  readonly facts: DatasetFacts;
  /** Of all images, those that are not loaded yet as well. */
  readonly labels: Uint8Array;
  readonly #images: Uint8Array;
  readonly #engine: Pick<Engine, 'upload'>;
  readonly #config: ImageNeeds;
  readonly #loader: ShardLoader;
  /** Shards of the run that the engine lacks, by their position. */
  readonly #missing: Set<number>;

  constructor(
    config: ImageNeeds,
    { facts, images, labels }: TrainingSet,
    engine: Pick<Engine, 'upload'>,
    loader: ShardLoader,
  ) {
    this.facts = facts;
    this.labels = labels;
    this.#images = images;
    this.#engine = engine;
    this.#config = config;
    this.#loader = loader;
    this.#missing = new Set(testShards(facts));
    for (let shard = 0; shard <= shardOf(config.samples - 1); shard++) this.#missing.add(shard);
  }

  /** Gives the engine what is loaded. Before the run and after each wait. */
  async upload(): Promise<void> {
    const { loaded } = this.#loader.dataset;
    const arrived = [...this.#missing].filter((shard) => loaded.has(shard));
    if (arrived.length === 0) return;
    await this.#engine.upload(this.#images, this.labels);
    for (const shard of arrived) this.#missing.delete(shard);
  }

  /**
   * Waits for images of `samples`, or of the whole run, until the run's loop has to take a turn. Resolves to whether it
   * waited: then ask again. Calls `prepare` before a wait.
   */
  async wait(
    samples: Uint32Array | 'all',
    control: RunControl,
    prepare: () => Promise<void>,
  ): Promise<boolean> {
    await this.upload();
    const shard = samples === 'all' ? [...this.#missing][0] : this.#firstMissing(samples);
    if (shard === undefined) return false;
    // Begun first, so that what the person does meanwhile ends it.
    const waiting = control.waitFor(this.#loader.untilLoaded(shard, this.#config));
    // Thrown below.
    waiting.catch(() => {});
    await prepare();
    await waiting;
    return true;
  }

  /** How many steps of `batch` images `samples` are enough for, from the first on, before the next wait. */
  steps(samples: Uint32Array, batch: number): number {
    if (this.#missing.size === 0) return Infinity;
    const first = samples.findIndex((word) => !this.#holds(word));
    return first === -1 ? Infinity : Math.floor(first / batch);
  }

  /** A word for each test image. */
  testSamples(): Uint32Array {
    const { trainCount, testCount } = this.facts;
    return Uint32Array.from({ length: testCount }, (_, i) => plainSample(trainCount + i));
  }

  testLabels(): Uint8Array {
    return this.labels.slice(this.facts.trainCount, imageCount(this.facts));
  }

  #firstMissing(samples: Uint32Array): number | undefined {
    const word = samples.find((sample) => !this.#holds(sample));
    return word === undefined ? undefined : shardOf(decodeSample(word).index);
  }

  /** Synthetic images are generated before the run. */
  #holds(word: number): boolean {
    if (this.#missing.size === 0) return true;
    const { index } = decodeSample(word);
    return index >= imageCount(this.facts) || !this.#missing.has(shardOf(index));
  }
}
