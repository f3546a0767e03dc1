// The training picture that looks most like a given one, by root mean square difference of the grey levels. Exact: it
// looks at every candidate, but leaves one as soon as it is further away than the best so far.

import { IMAGE_PIXELS } from '../contract/model.ts';

export interface Neighbour {
  /** Index of the nearest candidate, the first of equals; -1 without candidates. */
  index: number;
  /** 0 (the same picture) … 255 grey levels. */
  distance: number;
}

/** A stretch of the one pixel array. */
export interface ImageRange {
  first: number;
  count: number;
}

/** Candidates between two breaths, and pixels between two looks at the sum. */
const PIECE = 500;
const STRIP = IMAGE_PIXELS / 7;

/**
 * The nearest of `candidates` to each of `queries` (indices into `images`, which is [any, 28, 28]). A generator that
 * yields every few milliseconds, so that its caller can let others have the thread.
 */
export function* nearestImages(
  images: Uint8Array,
  queries: readonly number[],
  candidates: readonly ImageRange[],
): Generator<void, Neighbour[]> {
  const best = queries.map(() => ({ index: -1, sum: Infinity }));
  for (const { first, count } of candidates) {
    for (let from = first; from < first + count; from += PIECE) {
      const to = Math.min(from + PIECE, first + count);
      queries.forEach((query, q) => {
        const found = best[q]!;
        for (let candidate = from; candidate < to; candidate++) {
          const sum = squaredDifference(images, query, candidate, found.sum);
          if (sum >= found.sum) continue;
          found.sum = sum;
          found.index = candidate;
        }
      });
      yield;
    }
  }
  return best.map(({ index, sum }) => ({ index, distance: Math.sqrt(sum / IMAGE_PIXELS) }));
}

/** Of two pictures; some number of at least `enough` once it is certain to reach that. */
function squaredDifference(images: Uint8Array, a: number, b: number, enough: number): number {
  let sum = 0;
  let i = a * IMAGE_PIXELS;
  let j = b * IMAGE_PIXELS;
  for (const end = i + IMAGE_PIXELS; i < end && sum < enough;) {
    for (const strip = i + STRIP; i < strip; i++, j++) {
      const difference = images[i]! - images[j]!;
      sum += difference * difference;
    }
  }
  return sum;
}
