// Answers to the page's requests, which change nothing: test pictures and the weight file.

import { TEST_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { Event } from '../contract/messages.ts';
import { hasTestSet, type Dataset } from '../data/fetch-shards.ts';
import type { KeptModel } from './run-record.ts';
import { weightFile } from './weight-file.ts';

type Emit = (event: Event, transfer?: ArrayBuffer[]) => void;

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

export function sendWeights(emit: Emit, kept: KeptModel | null, id: number): void {
  if (!kept) {
    emit({ type: 'refused', id, reason: 'no-model' });
    return;
  }
  const { name, bytes } = weightFile(kept);
  emit({ type: 'exported', id, name, bytes }, [bytes.buffer]);
}
