// Answers the page's requests that change nothing: predictions, test images, nearest training images, the weight file.

import { messageOf } from '../base/errors.ts';
import { SHARD_COUNT, TEST_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { hasTestSet, type Dataset } from '../dataset/fetch-shards.ts';
import { nearestImages } from '../dataset/nearest-images.ts';
import { filterExamples } from '../explain/filter-examples.ts';
import { splitSamples } from '../recipe/split.ts';
import { averageTtaViews, ttaViews } from '../image/tta-views.ts';
import type { SessionHost } from './host.ts';
import type { CurrentRun } from './run/job.ts';
import type { ShownRun } from './run/job.ts';
import { yieldToMessages } from './run/yield.ts';
import { weightFile } from './weight-file.ts';

type Emit = SessionHost['emit'];

type Request<T extends WorkerCommand['type']> = Extract<WorkerCommand, { type: T }>;

/** What a request is answered from. */
interface Sources {
  emit: Emit;
  dataset: Dataset;
  /** The run at the time of the call; it may end while a request is answered. */
  current(): CurrentRun | null;
}

export async function answerRequest(
  request: Request<'predict' | 'images' | 'nearest-images' | 'filter-examples' | 'export'>,
  { emit, dataset, current }: Sources,
): Promise<void> {
  switch (request.type) {
    case 'predict':
      return sendPrediction(emit, current, request);
    case 'images':
      return sendImages(emit, dataset, request.id, request.indices);
    case 'nearest-images':
      return sendNearestImages(emit, dataset, current()?.run ?? null, request);
    case 'filter-examples':
      return sendFilterExamples(emit, dataset, request);
    case 'export':
      return sendWeights(emit, current(), request.id);
    default:
      request satisfies never;
  }
}

/** Ten probabilities; null while the model has not learned anything or has no engine. A failing engine is reported. */
async function sendPrediction(
  emit: Emit,
  current: Sources['current'],
  { id, pixels, lines, fresh }: Request<'predict'>,
): Promise<void> {
  const { run, engine: currentEngine } = current() ?? { run: null, engine: null };
  if (fresh) run?.answerSoon();
  const step = run?.step ?? 0;
  const trained = step > 0 || run?.record.best;
  const engine = trained ? currentEngine : null;
  // Unfilled lines help a network that was trained on synthetic drawings, and mislead any other.
  const useLines = lines && run?.plan.config.synthetic;
  const images = useLines ? ([pixels, lines] as const) : ([pixels] as const);
  const valid = images.every(({ length }) => length === IMAGE_PIXELS);
  try {
    const views = engine && valid ? await engine.predict(ttaViews(...images)) : null;
    emit({ type: 'prediction', id, probabilities: views && averageTtaViews(views), step });
  } catch (error) {
    // An engine that was disposed of or lost meanwhile has no model.
    if (current()?.engine !== engine) emit({ type: 'prediction', id, probabilities: null, step });
    else emit({ type: 'request-failed', id, message: messageOf(error) });
  }
}

const isTestIndex = (index: number) => Number.isInteger(index) && index >= 0 && index < TEST_COUNT;

/** Copies of images by their index in the dataset. */
function copyImages({ images, labels }: Dataset, indices: readonly number[]) {
  const pixels = new Uint8Array(indices.length * IMAGE_PIXELS);
  indices.forEach((index, i) => {
    pixels.set(images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS), i * IMAGE_PIXELS);
  });
  return { pixels, labels: Uint8Array.from(indices, (index) => labels[index]!) };
}

/** Test images with their labels; indices outside of the test set are left out. */
function sendImages(emit: Emit, dataset: Dataset, id: number, requested: readonly number[]): void {
  if (!hasTestSet(dataset)) return emit({ type: 'refused', id, reason: 'no-data' });
  const indices = requested.filter(isTestIndex);
  const { pixels, labels } = copyImages(
    dataset,
    indices.map((index) => TRAIN_COUNT + index),
  );
  emit({ type: 'images', id, indices, pixels, labels }, [pixels.buffer, labels.buffer]);
}

/** For each test image the most similar one of those that the run was trained on and that are loaded. */
async function sendNearestImages(
  emit: Emit,
  dataset: Dataset,
  run: ShownRun | null,
  { id, indices: requested }: Request<'nearest-images'>,
): Promise<void> {
  const indices = requested.filter(isTestIndex);
  // What weights from a file were trained on is unknown.
  const trained = run && run.plan.start.kind !== 'file' ? splitSamples(run.plan.config).train : null;
  const all = trained ?? Uint32Array.from({ length: TRAIN_COUNT }, (_, index) => index);
  const candidates = all.filter((index) => dataset.loaded.has(Math.floor(index / SHARD_COUNT)));
  if (!hasTestSet(dataset) || candidates.length === 0)
    return emit({ type: 'refused', id, reason: 'no-data' });
  const queries = indices.map((index) => TRAIN_COUNT + index);
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
async function sendFilterExamples(
  emit: Emit,
  dataset: Dataset,
  { id, first, count, ...filter }: Request<'filter-examples'>,
): Promise<void> {
  const end = Math.min(first + count, TRAIN_COUNT);
  const indices: number[] = [];
  for (let index = first; index < end; index++) {
    if (dataset.loaded.has(Math.floor(index / SHARD_COUNT))) indices.push(index);
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

function sendWeights(emit: Emit, current: CurrentRun | null, id: number): void {
  const best = current?.run.record.best;
  if (!best) return emit({ type: 'refused', id, reason: 'no-model' });
  const { name, bytes } = weightFile(best, current.run.plan.start);
  emit({ type: 'exported', id, name, bytes }, [bytes.buffer]);
}
