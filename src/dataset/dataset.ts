// The images of one dataset in memory, FashionMNIST's or a person's own.

import {
  DATASET_COUNT,
  FASHION,
  SHARD_COUNT,
  shardOf,
  SYNTHETIC_LIMIT,
  type DatasetFacts,
} from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { OwnDataset } from '../contract/own-data.ts';

/** All images in one array, so that an index does not depend on what is loaded. Images that are not loaded are unspecified. */
export interface Dataset {
  readonly facts: DatasetFacts;
  /** [train + test, 28, 28]; for FashionMNIST with room for synthetic images behind them. */
  readonly images: Uint8Array;
  /** A label for each image. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** The verified shards by their position. A person's dataset is loaded as a whole, and has all of its positions. */
  readonly loaded: Map<number, { bytes: number; fromCache: boolean }>;
}

/** Bytes for all images of FashionMNIST. Pages that are never written take no memory. */
export const IMAGES_BYTES = (DATASET_COUNT + SYNTHETIC_LIMIT) * IMAGE_PIXELS;

/** FashionMNIST before anything is loaded, in `images` where the caller provides the memory. */
export function createDataset(images: Uint8Array = new Uint8Array(IMAGES_BYTES)): Dataset {
  return {
    facts: FASHION,
    images,
    labels: new Uint8Array(DATASET_COUNT + SYNTHETIC_LIMIT),
    loaded: new Map(),
  };
}

/** A person's dataset, whose images are copied into `memory` where the caller provides it. */
export function createOwnDataset({ facts, images, labels }: OwnDataset, memory?: Uint8Array): Dataset {
  memory?.set(images);
  const positions = Array.from({ length: Math.ceil(labels.length / SHARD_COUNT) }, (_, position) => position);
  return {
    facts,
    images: memory?.subarray(0, images.length) ?? images,
    labels,
    loaded: new Map(positions.map((position) => [position, { bytes: 0, fromCache: true }])),
  };
}

export function hasTestSet(dataset: Dataset): boolean {
  return testShards(dataset.facts).every((position) => dataset.loaded.has(position));
}

/** Training and test images. Synthetic images follow them. */
export function imageCount({ trainCount, testCount }: DatasetFacts): number {
  return trainCount + testCount;
}

/** The positions of the shards that have the test images. */
export function testShards(facts: DatasetFacts): number[] {
  const first = shardOf(facts.trainCount);
  return Array.from({ length: shardOf(imageCount(facts) - 1) - first + 1 }, (_, i) => first + i);
}
