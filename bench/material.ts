// What every system of the bench starts from: the article's network, its parameters, and an epoch's order of pictures.

import { PRESETS } from '../src/contract/config.ts';
import { initialParameters } from '../src/recipe/initial-parameters.ts';
import { epochOrder, splitSamples } from '../src/recipe/split.ts';
import { BATCH } from './systems.ts';

export const ARTICLE = PRESETS.article;

/** The initial parameters of the article's run, in the flat layout of contract/model.ts. */
export function articleParameters(): Float32Array<ArrayBuffer> {
  return initialParameters(ARTICLE, ARTICLE.init, ARTICLE.seed);
}

/** The sample words of its first epoch, 48,000, all unturned. */
export function articleOrder(): Uint32Array<ArrayBuffer> {
  return new Uint32Array(epochOrder(ARTICLE, splitSamples(ARTICLE).train, 1));
}

/** The words of `steps` whole batches from step `first` on; after an epoch the same order comes again. */
export function batchWords(order: Uint32Array, first: number, steps: number): Uint32Array {
  const words = new Uint32Array(steps * BATCH);
  for (let i = 0; i < words.length; i++) words[i] = order[(first * BATCH + i) % order.length]!;
  return words;
}
