// Inputs of every system: Classic LeNet, its initial parameters, and the order of an epoch's images.

import { PRESETS } from '../src/contract/config.ts';
import { initialParameters } from '../src/recipe/initial-parameters.ts';
import { epochOrder, splitSamples } from '../src/recipe/split.ts';

export const ARTICLE = PRESETS.article;
/** Images of one step of Classic LeNet. */
export const BATCH = ARTICLE.batch;

/** The initial parameters of Classic LeNet, in the flat layout of contract/model.ts. */
export function articleParameters(): Float32Array<ArrayBuffer> {
  return initialParameters(ARTICLE, ARTICLE.init, ARTICLE.seed);
}

/** The 48,000 sample words of its first epoch, without mirroring or shifts. */
export function articleOrder(): Uint32Array<ArrayBuffer> {
  return new Uint32Array(epochOrder(ARTICLE, splitSamples(ARTICLE).train, 1));
}

/** The words of `steps` full batches from step `first` on. The order repeats after its last full batch. */
export function batchWords(order: Uint32Array, first: number, steps: number, batch: number): Uint32Array {
  const length = order.length - (order.length % batch);
  const words = new Uint32Array(steps * batch);
  for (let i = 0; i < words.length; i++) words[i] = order[(first * batch + i) % length]!;
  return words;
}
