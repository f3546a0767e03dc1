// Answers to the page's requests, which change nothing: predictions, test pictures, what looks like them, and the weight file.

import type { RunStart } from '../contract/metrics.ts';
import { SHARD_COUNT, TEST_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { ttaViews, averageTtaViews } from '../image/tta-views.ts';
import { hasTestSet, type Dataset } from '../dataset/fetch-shards.ts';
import { nearestImages, type ImageRange } from '../dataset/nearest-images.ts';
import type { Engine } from '../engine/engine.ts';
import type { Run } from './run/run.ts';
import type { BestModel } from './run/run-record.ts';
import { weightFile } from './weight-file.ts';
import { yieldToMessages } from './run/yield.ts';

type Emit = (event: WorkerEvent, transfer?: ArrayBuffer[]) => void;

type Request = Extract<WorkerCommand, { type: 'predict' | 'images' | 'nearest-images' | 'export' }>;

/** What a request may look at. */
interface Place {
  emit: Emit;
  dataset: Dataset;
  engine: Engine | null;
  kept: BestModel | null;
  run: Run | null;
}

export async function answerRequest(
  request: Request,
  { emit, dataset, engine, kept, run }: Place,
): Promise<void> {
  switch (request.type) {
    case 'predict': {
      if (request.fresh) run?.answerSoon();
      const step = run?.step ?? 0;
      const ready = kept !== null || step > 0;
      // Lines alone say something to a network that was trained on drawings, and mislead the others.
      const lines = (kept?.config ?? run?.plan.config)?.synthetic ? (request.lines ?? null) : null;
      return sendPrediction(emit, ready ? engine : null, step, { ...request, lines });
    }
    case 'images':
      return sendPictures(emit, dataset, request.id, request.indices);
    case 'nearest-images':
      return sendNeighbours(emit, dataset, request.id, request.indices);
    case 'export':
      return sendWeights(emit, kept, run?.plan.start, request.id);
    default:
      request satisfies never;
  }
}

/** Ten probabilities; none from an engine that failed, or, then `engine` is null, while the model has learned nothing. */
async function sendPrediction(
  emit: Emit,
  engine: Engine | null,
  step: number,
  { id, pixels, lines }: { id: number; pixels: Uint8Array; lines: Uint8Array | null },
): Promise<void> {
  const pictures = lines ? [pixels, lines] : [pixels];
  const valid = pictures.every(({ length }) => length === IMAGE_PIXELS);
  const views = () => ttaViews(...pictures);
  const probabilities =
    engine && valid ? await engine.predict(views()).then(averageTtaViews, () => null) : null;
  emit({ type: 'prediction', id, probabilities, step });
}

const isTestPlace = (index: number) => Number.isInteger(index) && index >= 0 && index < TEST_COUNT;

/** Copies of pictures by their index in the dataset. */
function copyPictures({ images, labels }: Dataset, indices: readonly number[]) {
  const pixels = new Uint8Array(indices.length * IMAGE_PIXELS);
  indices.forEach((index, place) => {
    pixels.set(images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS), place * IMAGE_PIXELS);
  });
  return { pixels, labels: Uint8Array.from(indices, (index) => labels[index]!) };
}

/** Test pictures with their labels; places outside of the test set are left out. */
function sendPictures(emit: Emit, dataset: Dataset, id: number, indices: number[]): void {
  const asked = indices.filter(isTestPlace);
  if (!hasTestSet(dataset)) {
    emit({ type: 'refused', id, reason: 'no-data' });
    return;
  }
  const { pixels, labels } = copyPictures(
    dataset,
    asked.map((index) => TRAIN_COUNT + index),
  );
  emit({ type: 'images', id, indices: asked, pixels, labels }, [pixels.buffer, labels.buffer]);
}

/** The training pictures that look most like some test pictures, of the shards that are here. */
async function sendNeighbours(emit: Emit, dataset: Dataset, id: number, indices: number[]): Promise<void> {
  const asked = indices.filter(isTestPlace);
  const stretches: ImageRange[] = [...dataset.loaded.keys()]
    .map((shard) => ({ first: shard * SHARD_COUNT, count: SHARD_COUNT }))
    .filter(({ first }) => first < TRAIN_COUNT)
    .sort((a, b) => a.first - b.first);
  if (!hasTestSet(dataset) || stretches.length === 0) {
    emit({ type: 'refused', id, reason: 'no-data' });
    return;
  }
  const queries = asked.map((index) => TRAIN_COUNT + index);
  const search = nearestImages(dataset.images, queries, stretches);
  let step = search.next();
  while (!step.done) {
    await yieldToMessages();
    step = search.next();
  }
  const nearest = step.value.map(({ index }) => index);
  const { pixels, labels } = copyPictures(dataset, nearest);
  const distances = Float32Array.from(step.value, ({ distance }) => distance);
  const compared = stretches.length * SHARD_COUNT;
  emit({ type: 'nearest-images', id, indices: asked, pixels, labels, distances, compared }, [
    pixels.buffer,
    labels.buffer,
  ]);
}

function sendWeights(emit: Emit, kept: BestModel | null, origin: RunStart | undefined, id: number): void {
  if (!kept || !origin) {
    emit({ type: 'refused', id, reason: 'no-model' });
    return;
  }
  const { name, bytes } = weightFile(kept, origin);
  emit({ type: 'exported', id, name, bytes }, [bytes.buffer]);
}
