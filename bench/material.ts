// Inputs of every system: a network, its initial parameters, and the order of an epoch's images. Classic LeNet's for peers.

import { PRESETS, type RunConfig } from '../src/contract/config.ts';
import { initialParameters } from '../src/recipe/initial-parameters.ts';
import { epochOrder, splitSamples } from '../src/recipe/split.ts';

export const ARTICLE = PRESETS.article;
/** Images of one step of Classic LeNet. */
export const BATCH = ARTICLE.batch;

/** The initial parameters of a run, in the flat layout of contract/model.ts. */
export function startParameters(config: RunConfig): Float32Array<ArrayBuffer> {
  return initialParameters(config, config.init, config.seed);
}

/** The sample words of a run's first epoch: 48,000 of Classic LeNet, without mirroring or shifts. */
export function firstOrder(config: RunConfig): Uint32Array<ArrayBuffer> {
  return new Uint32Array(epochOrder(config, splitSamples(config).train, 1));
}

/** The words of `steps` full batches from step `first` on. The order repeats after its last full batch. */
export function batchWords(order: Uint32Array, first: number, steps: number, batch: number): Uint32Array {
  const length = order.length - (order.length % batch);
  const words = new Uint32Array(steps * batch);
  for (let i = 0; i < words.length; i++) words[i] = order[(first * batch + i) % length]!;
  return words;
}
