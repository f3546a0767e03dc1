// Random test images for the pad: of any class or of a given one. Only the worker has the labels, so a class is found by
// requesting random images.

import { TEST_COUNT } from '../../../contract/dataset.ts';
import type { Commands } from '../../../store/commands.ts';

export interface Example {
  /** In the test set, from 1. */
  number: number;
  pixels: Uint8Array;
  label: number;
}

type RequestImages = Commands['images'];

/** Images in a request. The probability that none has the class is 0.9^64, about 0.1%. */
const BATCH = 64;

const randomIndex = () => Math.floor(Math.random() * TEST_COUNT);

/** Null before the data has arrived. */
export async function anyExample(request: RequestImages): Promise<Example | null> {
  const index = randomIndex();
  const answer = await request([index]);
  return answer && { number: index + 1, pixels: answer.pixels, label: answer.labels[0]! };
}

/** One of class `label` with another number than `except`; null before the data has arrived. */
export async function exampleOf(
  request: RequestImages,
  label: number,
  except?: number,
): Promise<Example | null> {
  for (;;) {
    const answer = await request(Array.from({ length: BATCH }, randomIndex));
    if (!answer) return null;
    const { indices, labels, pixels } = answer;
    const k = labels.findIndex((found, i) => found === label && indices[i]! + 1 !== except);
    if (k < 0) continue;
    const size = pixels.length / indices.length;
    return { number: indices[k]! + 1, pixels: pixels.slice(k * size, (k + 1) * size), label };
  }
}
