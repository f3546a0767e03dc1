// The configuration of a run on another dataset.

import { FIELDS, presetFor, splitCounts, type PresetName, type RunConfig } from '../contract/config.ts';
import { FASHION_ID, type DatasetFacts } from '../contract/dataset.ts';

/** A small dataset gets more epochs than its preset has: Sprint needs about so many steps to learn. */
const LEAST_STEPS = 2000;
/** Of fewer images a fifth is for the validation: the best epoch of many is not found with a few images. */
const FEW_IMAGES = 10_000;
const FEW_SPLIT = 0.8;

/** `preset` for a run on all training images of `facts`, with the engine and the seed of `config`. */
export function presetOn(
  facts: DatasetFacts,
  preset: PresetName,
  config: Pick<RunConfig, 'engine' | 'seed'>,
): RunConfig {
  const { engine, seed } = config;
  const fresh: RunConfig = { ...presetFor(preset, facts.id), engine, seed };
  if (facts.id === FASHION_ID) return fresh;
  const samples = facts.trainCount;
  const split = samples < FEW_IMAGES ? Math.min(fresh.split, FEW_SPLIT) : fresh.split;
  const sized = { ...fresh, classes: facts.classes.length, samples, split };
  const stepsPerEpoch = Math.ceil(splitCounts(sized).train / sized.batch);
  const needed = Math.min(FIELDS.epochs.max, Math.ceil(LEAST_STEPS / stepsPerEpoch));
  return { ...sized, epochs: Math.max(sized.epochs, needed) };
}

/** `config`, which may come from a link, for the dataset that it names: its number of classes, and no more images than it has. */
export function fittedTo(facts: DatasetFacts, config: RunConfig): RunConfig {
  const samples = Math.min(config.samples, facts.trainCount);
  return { ...config, classes: facts.classes.length, samples };
}
