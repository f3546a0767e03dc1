// The test images that stand for the classes: FashionMNIST's come from a file of the page, those of other data from the
// worker.

import type { DatasetFacts } from '../../../contract/dataset.ts';
import { IMAGE_PIXELS } from '../../../contract/model.ts';
import type { Commands } from '../../../store/commands.ts';

/** A test image that stands for a class. */
export interface ExampleImage {
  label: number;
  /** In the test set. */
  index: number;
  /** [28, 28]; null until it is there. */
  pixels: Uint8Array | null;
}

/** At most so many test images are looked through. */
const MOST_SEARCHED = 4096;
const BATCH = 256;

/**
 * The test images that are looked through, by rising index. Of a larger test set they are spread evenly, for its classes
 * may stand one after the other.
 */
export function searchedIndices(testCount: number): number[] {
  const count = Math.min(testCount, MOST_SEARCHED);
  return Array.from({ length: count }, (_, k) => Math.floor((k * testCount) / count));
}

/**
 * The first of the searched images of each class, by label; a class without one is left out. Null before the data has
 * arrived.
 */
export async function firstImages(
  request: Commands['images'],
  { classes, testCount }: Pick<DatasetFacts, 'classes' | 'testCount'>,
): Promise<ExampleImage[] | null> {
  const indices = searchedIndices(testCount);
  const found = new Map<number, ExampleImage>();
  for (let start = 0; start < indices.length && found.size < classes.length; start += BATCH) {
    const answer = await request(indices.slice(start, start + BATCH));
    if (!answer) return null;
    for (const [k, index] of answer.indices.entries()) {
      const label = answer.labels[k]!;
      if (found.has(label)) continue;
      found.set(label, {
        label,
        index,
        pixels: answer.pixels.slice(k * IMAGE_PIXELS, (k + 1) * IMAGE_PIXELS),
      });
    }
  }
  return [...found.values()].sort((a, b) => a.label - b.label);
}
