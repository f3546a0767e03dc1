// A small dataset of a person: three classes, each a bright band at its own height, on noise.

import { createHash } from 'node:crypto';
import { randomStream } from '../base/random.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { OwnDataset } from '../contract/own-data.ts';
import { presetFor, type RunConfig } from '../contract/config.ts';

/** `offset` moves the bands, for a dataset with other content. */
export function bandDataset(name: string, classes: readonly string[], offset = 0): OwnDataset {
  const random = randomStream(2, 'bands');
  const trainCount = 40 * classes.length;
  const testCount = 10 * classes.length;
  const images = new Uint8Array((trainCount + testCount) * IMAGE_PIXELS);
  const labels = Uint8Array.from({ length: trainCount + testCount }, (_, i) => i % classes.length);
  labels.forEach((label, i) => {
    for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) images[i * IMAGE_PIXELS + pixel] = random.below(60);
    const start = i * IMAGE_PIXELS + (label * 4 + 3 + offset) * 28;
    for (let pixel = 0; pixel < 84; pixel++) images[start + pixel] = 140 + random.below(116);
  });
  const contentHash = createHash('sha256').update(labels).update(images).digest('hex');
  const facts = {
    id: contentHash.slice(0, 12),
    name,
    classes: [...classes],
    trainCount,
    testCount,
    contentHash,
  };
  return { facts, images, labels };
}

export const own = bandDataset('Bands', ['low', 'middle', '<b>high</b>']);
/** The bands are learned in a second. */
export const ownConfig: RunConfig = {
  ...presetFor('article', own.facts.id),
  classes: 3,
  samples: own.facts.trainCount,
  c1: 2,
  c3: 3,
  f5: 12,
  f6: 10,
  activation: 'relu',
  epochs: 6,
  batch: 10,
  lr: 5e-3,
};
