// Answers to the page's requests, which change nothing: predictions, test pictures and the weight file.

import type { Origin } from '../contract/metrics.ts';
import { TEST_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { Event } from '../contract/messages.ts';
import { drawingViews, meanOfViews } from '../data/drawing-views.ts';
import { hasTestSet, type Dataset } from '../data/fetch-shards.ts';
import type { Engine } from '../engine/engine.ts';
import type { KeptModel } from './run-record.ts';
import { weightFile } from './weight-file.ts';

type Emit = (event: Event, transfer?: ArrayBuffer[]) => void;

/** Ten probabilities; none from an engine that failed, or while the model has learned nothing: `engine` is null then. */
export async function sendPrediction(
  emit: Emit,
  engine: Engine | null,
  step: number,
  { id, pixels }: { id: number; pixels: Uint8Array },
): Promise<void> {
  const valid = pixels.length === IMAGE_PIXELS;
  const probabilities =
    engine && valid ? await engine.predict(drawingViews(pixels)).then(meanOfViews, () => null) : null;
  emit({ type: 'prediction', id, probabilities, step });
}

/** Test pictures with their labels; places outside of the test set are left out. */
export function sendPictures(emit: Emit, dataset: Dataset, id: number, indices: number[]): void {
  const asked = indices.filter((index) => Number.isInteger(index) && index >= 0 && index < TEST_COUNT);
  if (!hasTestSet(dataset)) {
    emit({ type: 'refused', id, reason: 'no-data' });
    return;
  }
  const pixels = new Uint8Array(asked.length * IMAGE_PIXELS);
  const labels = new Uint8Array(asked.length);
  asked.forEach((index, place) => {
    const source = (TRAIN_COUNT + index) * IMAGE_PIXELS;
    pixels.set(dataset.images.subarray(source, source + IMAGE_PIXELS), place * IMAGE_PIXELS);
    labels[place] = dataset.labels[TRAIN_COUNT + index]!;
  });
  emit({ type: 'pictures', id, indices: asked, pixels, labels }, [pixels.buffer, labels.buffer]);
}

export function sendWeights(
  emit: Emit,
  kept: KeptModel | null,
  origin: Origin | undefined,
  id: number,
): void {
  if (!kept || !origin) {
    emit({ type: 'refused', id, reason: 'no-model' });
    return;
  }
  const { name, bytes } = weightFile(kept, origin);
  emit({ type: 'exported', id, name, bytes }, [bytes.buffer]);
}
