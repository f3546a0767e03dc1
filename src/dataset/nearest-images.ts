// The training image nearest to a given one by root mean square difference of the grey levels. The search is exact: it
// compares every candidate, and stops early on one that is already farther than the best so far.

import { IMAGE_PIXELS } from '../contract/model.ts';

export interface NearestImage {
  /** Index of the nearest candidate, the first of equals; -1 without candidates. */
  index: number;
  /** In grey levels: 0 (identical) to 255. */
  distance: number;
}

/** Candidates between two yields. */
const CHUNK = 500;
/** Pixels between two comparisons of the sum. */
const STRIP = IMAGE_PIXELS / 7;

/**
 * The nearest of `candidates` to each of `queries` (both indices into `images`, which is [any, 28, 28]). A generator that
 * yields every few milliseconds, so that the caller can handle other messages in between.
 */
export function* nearestImages(
  images: Uint8Array,
  queries: readonly number[],
  candidates: Uint32Array,
): Generator<void, NearestImage[]> {
  const best = queries.map(() => ({ index: -1, sum: Infinity }));
  for (let from = 0; from < candidates.length; from += CHUNK) {
    const chunk = candidates.subarray(from, from + CHUNK);
    queries.forEach((query, q) => {
      const found = best[q]!;
      for (const candidate of chunk) {
        const sum = squaredDifference(images, query, candidate, found.sum);
        if (sum >= found.sum) continue;
        found.sum = sum;
        found.index = candidate;
      }
    });
    yield;
  }
  return best.map(({ index, sum }) => ({ index, distance: Math.sqrt(sum / IMAGE_PIXELS) }));
}

/** Sum of squared differences of images `a` and `b`. Stops early with a value of at least `bound` once it exceeds that. */
function squaredDifference(images: Uint8Array, a: number, b: number, bound: number): number {
  let sum = 0;
  let i = a * IMAGE_PIXELS;
  let j = b * IMAGE_PIXELS;
  for (const end = i + IMAGE_PIXELS; i < end && sum < bound;) {
    for (const strip = i + STRIP; i < strip; i++, j++) {
      const difference = images[i]! - images[j]!;
      sum += difference * difference;
    }
  }
  return sum;
}
