// Images of the dataset for the page: test images, the training images nearest to them, and those that a map responds to
// most.

import { shardOf, type DatasetFacts } from '../contract/dataset.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { hasTestSet, type Dataset } from '../dataset/dataset.ts';
import { nearestImages } from '../dataset/nearest-images.ts';
import { filterExamples } from '../explain/filter-examples.ts';
import { splitSamples } from '../recipe/split.ts';
import type { SessionHost } from './host.ts';
import type { ShownRun } from './run/job.ts';
import { yieldToMessages } from './run/yield.ts';

type Emit = SessionHost['emit'];

const testIndices = (indices: readonly number[], { testCount }: DatasetFacts) =>
  indices.filter((index) => Number.isInteger(index) && index >= 0 && index < testCount);

/** Copies of images by their index in the dataset. */
function copyImages({ images, labels }: Dataset, indices: readonly number[]) {
  const pixels = new Uint8Array(indices.length * IMAGE_PIXELS);
  indices.forEach((index, i) => {
    pixels.set(images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS), i * IMAGE_PIXELS);
  });
  return { pixels, labels: Uint8Array.from(indices, (index) => labels[index]!) };
}

/** Test images with their labels; indices outside of the test set are left out. */
export function sendImages(
  emit: Emit,
  dataset: Dataset,
  { id, indices: requested }: Extract<WorkerCommand, { type: 'images' }>,
): void {
  if (!hasTestSet(dataset)) return emit({ type: 'refused', id, reason: 'no-data' });
  const { facts } = dataset;
  const indices = testIndices(requested, facts);
  const { pixels, labels } = copyImages(
    dataset,
    indices.map((index) => facts.trainCount + index),
  );
  emit({ type: 'images', id, indices, pixels, labels }, [pixels.buffer, labels.buffer]);
}

/** For each test image the most similar one of those that the run was trained on and that are loaded. */
export async function sendNearestImages(
  emit: Emit,
  dataset: Dataset,
  run: ShownRun | null,
  { id, indices: requested }: Extract<WorkerCommand, { type: 'nearest-images' }>,
): Promise<void> {
  const { facts } = dataset;
  const indices = testIndices(requested, facts);
  // What weights from a file were trained on is unknown.
  const trained = run && run.plan.start.kind !== 'file' ? splitSamples(run.plan.config).train : null;
  const all = trained ?? Uint32Array.from({ length: facts.trainCount }, (_, index) => index);
  const candidates = all.filter((index) => dataset.loaded.has(shardOf(index)));
  if (!hasTestSet(dataset) || candidates.length === 0)
    return emit({ type: 'refused', id, reason: 'no-data' });
  const queries = indices.map((index) => facts.trainCount + index);
  const found = await inPortions(nearestImages(dataset.images, queries, candidates));
  const { pixels, labels } = copyImages(
    dataset,
    found.map(({ index }) => index),
  );
  const distances = Float32Array.from(found, ({ distance }) => distance);
  const compared = { count: candidates.length, ofRun: trained !== null };
  emit({ type: 'nearest-images', id, indices, pixels, labels, distances, compared }, [
    pixels.buffer,
    labels.buffer,
  ]);
}

/** Of the training images that are loaded. */
export async function sendFilterExamples(
  emit: Emit,
  dataset: Dataset,
  { id, first, count, ...filter }: Extract<WorkerCommand, { type: 'filter-examples' }>,
): Promise<void> {
  const end = Math.min(first + count, dataset.facts.trainCount);
  const indices: number[] = [];
  for (let index = first; index < end; index++) {
    if (dataset.loaded.has(shardOf(index))) indices.push(index);
  }
  if (indices.length === 0) return emit({ type: 'refused', id, reason: 'no-data' });
  const examples = await inPortions(filterExamples(filter, dataset.images, indices));
  const { pixels, labels } = copyImages(
    dataset,
    examples.map(({ index }) => index),
  );
  emit({ type: 'filter-examples', id, examples, pixels, labels, searched: indices.length }, [
    pixels.buffer,
    labels.buffer,
  ]);
}

/** Handles other messages at every yield of `search`. */
async function inPortions<T>(search: Generator<void, T>): Promise<T> {
  let progress = search.next();
  while (!progress.done) {
    await yieldToMessages();
    progress = search.next();
  }
  return progress.value;
}
