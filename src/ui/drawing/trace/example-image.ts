// Test pictures for the pad: any, or one of a class. The labels are the worker's, so a class is found by asking.

import { TEST_COUNT } from '../../../contract/dataset.ts';
import type { Commands } from '../../../store/commands.ts';

export interface Example {
  /** From 1. */
  place: number;
  pixels: Uint8Array;
  label: number;
}

type Ask = Commands['images'];

/** Pictures asked for at a time: all but one time in a thousand some are of the class. */
const HANDFUL = 64;

const anyPlace = () => Math.floor(Math.random() * TEST_COUNT);

/** Null while the data is not there. */
export async function anyExample(ask: Ask): Promise<Example | null> {
  const place = anyPlace();
  const answer = await ask([place]);
  return answer && { place: place + 1, pixels: answer.pixels, label: answer.labels[0]! };
}

/** One of the class `label` at another place than `besides`; null while the data is not there. */
export async function exampleOf(ask: Ask, label: number, besides?: number): Promise<Example | null> {
  for (;;) {
    const answer = await ask(Array.from({ length: HANDFUL }, anyPlace));
    if (!answer) return null;
    const { indices, labels, pixels } = answer;
    const k = labels.findIndex((found, i) => found === label && indices[i]! + 1 !== besides);
    if (k < 0) continue;
    const size = pixels.length / indices.length;
    return { place: indices[k]! + 1, pixels: pixels.slice(k * size, (k + 1) * size), label };
  }
}
