// The staircase from Classic LeNet to Modern LeNet: each rung changes one thing and keeps the changes below it.

import { FASHION_ID } from './dataset.ts';
import { presetFor, PRESETS, type ConfigField, type RunConfig } from './config.ts';

/** In the order of the years in which the ideas became common. */
export const RUNGS = [
  'pooling',
  'activation',
  'dense',
  'optimizer',
  'schedule',
  'widths',
  'augmentation',
  'regularization',
] as const;
export type Rung = (typeof RUNGS)[number];

/** The fields that a rung takes from Modern LeNet. */
const RUNG_FIELDS: Readonly<Record<Rung, readonly ConfigField[]>> = {
  pooling: ['pooling'],
  activation: ['activation'],
  dense: ['dense'],
  /** A learning rate suits one optimizer and one batch size. */
  optimizer: ['optimizer', 'lr', 'batch'],
  schedule: ['schedule'],
  widths: ['c1', 'c3', 'f5', 'f6'],
  augmentation: ['flip', 'shift'],
  regularization: ['decay', 'smoothing'],
};

/** The configuration of each rung with the base's seed; the first is the article's. */
export function staircaseConfigs(base: RunConfig, rungs: readonly Rung[]): RunConfig[] {
  const { data, classes, samples, split, epochs, seed } = base;
  const modern = presetFor('modern', data);
  const start = { ...presetFor('article', data), classes, samples, split, epochs, seed };
  const configs: RunConfig[] = [start];
  for (const rung of rungs) {
    const changes = Object.fromEntries(RUNG_FIELDS[rung].map((field) => [field, modern[field]]));
    configs.push({ ...configs.at(-1)!, ...changes });
  }
  return configs;
}

/** Sprint's budget on FashionMNIST; on other data the base's own. */
export function staircaseBudget(base: RunConfig): RunConfig {
  if (base.data !== FASHION_ID) return base;
  const { epochs, samples, split } = PRESETS.sprint;
  return { ...base, epochs, samples, split };
}
