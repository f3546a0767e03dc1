// The test images that the gallery shows, in their order, as places in the test set from 0.

import type { TestResult } from '../../contract/metrics.ts';
import type { GalleryQuery } from '../../store/gallery-query.ts';

/** The final test's prediction for each test image. */
export type Scores = Pick<TestResult, 'predicted' | 'confidence' | 'labels'>;

/** The places of the images that match `query`. Equal confidences stay in dataset order. */
export function selectImages(query: GalleryQuery, scores: Scores): Uint32Array {
  const { predicted, confidence, labels } = scores;
  const places = new Uint32Array(labels.length);
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    const correct = predicted[i] === labels[i];
    if (query.outcome !== 'all' && correct !== (query.outcome === 'right')) continue;
    if (query.trueClass !== null && labels[i] !== query.trueClass) continue;
    if (query.predictedClass !== null && predicted[i] !== query.predictedClass) continue;
    places[count++] = i;
  }
  const selected = places.slice(0, count);
  if (query.order === 'dataset') return selected;
  const sign = query.order === 'most-confident' ? -1 : 1;
  return selected.sort((a, b) => sign * (confidence[a]! - confidence[b]!) || a - b);
}

/** 0, 1, … count - 1: every image in dataset order. */
export function everyImage(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, place) => place);
}

/** One page of a selection of places. */
export interface Page {
  /** From 0. */
  number: number;
  /** At least 1, so that an empty selection still has a page. */
  count: number;
  places: number[];
  /** The places of the next page; empty on the last one. */
  next: number[];
}

/** The page of `size` images that contains position `first`; positions past the end give the last page. */
export function pageAt(places: Uint32Array, first: number, size: number): Page {
  const count = Math.max(1, Math.ceil(places.length / size));
  const number = Math.min(count - 1, Math.max(0, Math.floor(first / size)));
  const slice = (page: number) => [...places.subarray(page * size, (page + 1) * size)];
  return { number, count, places: slice(number), next: slice(number + 1) };
}
