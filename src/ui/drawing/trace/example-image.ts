// Random test images for the pad: of any class or of a given one. Only the worker has the labels, so a class is found by
// requesting random images.

import type { Commands } from '../../../store/commands.ts';

export interface Example {
  /** In the test set, from 1. */
  number: number;
  pixels: Uint8Array;
  label: number;
}

type RequestImages = Commands['images'];

/** Images in a request. With ten classes the probability that none has the class is 0.9^64, about 0.1%. */
const BATCH = 64;
/** After so many requests a class counts as missing: one with a share of 0.2% is found with a probability of 99.7%. */
const MOST_REQUESTS = 45;

const randomIndex = (testCount: number) => Math.floor(Math.random() * testCount);

/** Null before the data has arrived. */
export async function anyExample(request: RequestImages, testCount: number): Promise<Example | null> {
  const index = randomIndex(testCount);
  const answer = await request([index]);
  return answer && { number: index + 1, pixels: answer.pixels, label: answer.labels[0]! };
}

/**
 * One of class `label` with another number than `except`; null before the data has arrived, 'missing' where none is found.
 * `testCount`: images of the test set.
 */
export async function exampleOf(
  request: RequestImages,
  testCount: number,
  label: number,
  except?: number,
): Promise<Example | 'missing' | null> {
  for (let requested = 0; requested < MOST_REQUESTS; requested++) {
    const answer = await request(Array.from({ length: BATCH }, () => randomIndex(testCount)));
    if (!answer) return null;
    const { indices, labels, pixels } = answer;
    const k = labels.findIndex((found, i) => found === label && indices[i]! + 1 !== except);
    if (k < 0) continue;
    const size = pixels.length / indices.length;
    return { number: indices[k]! + 1, pixels: pixels.slice(k * size, (k + 1) * size), label };
  }
  return 'missing';
}
