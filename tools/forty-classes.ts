// 40 classes made from FashionMNIST, garment x quarter turn: a dataset of a person with more classes than garments.

import { IMAGE_PIXELS } from '../src/contract/model.ts';
import { adjust, NO_ADJUSTMENT } from '../src/image/adjust.ts';
import type { Part } from '../src/own-data/draft.ts';
import { fashion, imageOf } from '../src/own-data/files.fixture.ts';

export const FORTY = Array.from({ length: 40 }, (_, k) => String(k));

/** The first images of FashionMNIST, each once: image i is turned by i quarters, and its label is 4 * garment + i % 4. */
export function fortyClasses(trainCount: number, testCount: number): { train: Part; test: Part } {
  const { train, test } = fashion(trainCount, testCount);
  return { train: turned(train), test: turned(test) };
}

function turned(part: Part): Part {
  const images = new Uint8Array(part.images.length);
  for (let i = 0; i < part.labels.length; i++) {
    const turn = 90 * (i % 4);
    images.set(adjust(imageOf(part, i), { ...NO_ADJUSTMENT, turn }), i * IMAGE_PIXELS);
  }
  return { images, labels: part.labels.map((label, i) => 4 * label + (i % 4)) };
}
