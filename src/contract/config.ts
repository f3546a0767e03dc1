// The configuration of a run: its fields with their bounds, and the presets. With it, a run can be repeated exactly.

import { ACTIVATIONS, POOLINGS, type ModelConfig } from './model.ts';
import {
  CLASS_KEYS,
  CLASS_LIMITS,
  FASHION_ID,
  IMAGE_LIMIT,
  SYNTHETIC_LIMIT,
  TRAIN_COUNT,
} from './dataset.ts';

/** Engines in the order in which the page lists them. */
export const ENGINE_NAMES = ['webgpu', 'tfjs', 'wasm', 'reference'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];
export const INITIALIZATIONS = ['pytorch', 'xavier', 'he'] as const;
export type Initialization = (typeof INITIALIZATIONS)[number];
export const OPTIMIZERS = ['adam', 'adamw', 'sgd'] as const;
export type Optimizer = (typeof OPTIMIZERS)[number];
export const SCHEDULES = ['constant', 'one-cycle'] as const;
export type Schedule = (typeof SCHEDULES)[number];
export const ORDERS = ['streamed', 'shuffled'] as const;
export type Order = (typeof ORDERS)[number];

export interface RunConfig extends ModelConfig {
  /** The preset that the values started from. */
  preset: PresetName;
  epochs: number;
  batch: number;
  /** Learning rate; the peak of a one-cycle schedule. */
  lr: number;
  /** Determines split, shuffles, initial parameters and augmentation. */
  seed: number;
  /** The id of the dataset (contract/dataset.ts). */
  data: string;
  /** Number of training images used, from the start of the training set, before the split. */
  samples: number;
  /** Fraction of `samples` that is trained on; the rest is the validation set. */
  split: number;
  /** Number of additional training images that look like drawings, generated from the others: see synthetic/. */
  synthetic: number;
  /**
   * Of the training images in the first epoch. `streamed`: shuffled within each shard, one shard after another, so that
   * training can begin when the first shard is loaded; with synthetic images as `shuffled`. `shuffled`: all together, as in
   * the other epochs.
   */
  order: Order;
  engine: EngineName | 'auto';
  /** Threads of the wasm engine; 0 chooses the number. Changes the speed, not the results. */
  threads: number;
  init: Initialization;
  optimizer: Optimizer;
  /** Weight decay of all parameters, as in PyTorch: added to the gradient for adam and sgd, decoupled for adamw. */
  decay: number;
  schedule: Schedule;
  /** Label smoothing of the training loss. */
  smoothing: number;
  /** Mirror training images at random. */
  flip: boolean;
  /** Shift training images at random, by up to this many pixels in x and in y. */
  shift: number;
}

export type ConfigField = Exclude<keyof RunConfig, 'preset'>;
export type FieldSpec =
  | { kind: 'integer' | 'number'; min: number; max: number }
  | { kind: 'choice'; values: readonly string[] }
  /** `only`: the one value it can have. */
  | { kind: 'switch'; only?: boolean }
  | { kind: 'dataset' };

/** Bounds of every field of a run on FashionMNIST, for links, files, the form and the tests. */
export const FIELDS = {
  epochs: { kind: 'integer', min: 1, max: 200 },
  batch: { kind: 'integer', min: 1, max: 512 },
  lr: { kind: 'number', min: 1e-6, max: 10 },
  seed: { kind: 'integer', min: 0, max: 0xffffffff },
  data: { kind: 'dataset' },
  classes: { kind: 'integer', min: CLASS_KEYS.length, max: CLASS_KEYS.length },
  samples: { kind: 'integer', min: 100, max: TRAIN_COUNT },
  split: { kind: 'number', min: 0.5, max: 0.95 },
  synthetic: { kind: 'integer', min: 0, max: SYNTHETIC_LIMIT },
  order: { kind: 'choice', values: ORDERS },
  engine: { kind: 'choice', values: ['auto', ...ENGINE_NAMES] },
  threads: { kind: 'integer', min: 0, max: 16 },
  activation: { kind: 'choice', values: ACTIVATIONS },
  pooling: { kind: 'choice', values: POOLINGS },
  dense: { kind: 'switch' },
  c1: { kind: 'integer', min: 1, max: 32 },
  c3: { kind: 'integer', min: 1, max: 64 },
  f5: { kind: 'integer', min: 1, max: 400 },
  f6: { kind: 'integer', min: 1, max: 400 },
  init: { kind: 'choice', values: INITIALIZATIONS },
  optimizer: { kind: 'choice', values: OPTIMIZERS },
  decay: { kind: 'number', min: 0, max: 1 },
  schedule: { kind: 'choice', values: SCHEDULES },
  smoothing: { kind: 'number', min: 0, max: 0.5 },
  flip: { kind: 'switch' },
  shift: { kind: 'integer', min: 0, max: 4 },
} as const satisfies Record<ConfigField, FieldSpec>;

/** Those of a run on other data. Mirrored and synthetic images suit garments alone; other data is loaded as a whole. */
const OTHER_FIELDS: Record<ConfigField, FieldSpec> = {
  ...FIELDS,
  classes: { kind: 'integer', ...CLASS_LIMITS },
  samples: { kind: 'integer', min: 2, max: IMAGE_LIMIT },
  synthetic: { kind: 'integer', min: 0, max: 0 },
  order: { kind: 'choice', values: ['shuffled'] },
  flip: { kind: 'switch', only: false },
};

/** The bounds of every field of a run on the dataset `data`. */
export function fieldsOf(data: string): Record<ConfigField, FieldSpec> {
  return data === FASHION_ID ? FIELDS : OTHER_FIELDS;
}

/** Field names of earlier versions, in links, saved runs and weight files. */
export const FIELD_ALIASES: Readonly<Record<string, ConfigField>> = { made: 'synthetic' };

export const PRESET_NAMES = ['article', 'sprint', 'modern', 'sketch'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** Today's activation, pooling, optimizer and schedule within Classic LeNet's number of parameters: 60,674. */
const MODERN: Readonly<RunConfig> = {
  preset: 'modern',
  epochs: 30,
  batch: 64,
  lr: 3e-3,
  seed: 1,
  data: FASHION_ID,
  samples: TRAIN_COUNT,
  split: 0.9,
  synthetic: 0,
  order: 'streamed',
  engine: 'auto',
  threads: 0,
  activation: 'relu',
  pooling: 'max',
  dense: true,
  classes: CLASS_KEYS.length,
  c1: 24,
  c3: 32,
  f5: 48,
  f6: 40,
  init: 'pytorch',
  optimizer: 'adamw',
  decay: 0.03,
  schedule: 'one-cycle',
  smoothing: 0.05,
  flip: true,
  shift: 1,
};

export const PRESETS: Record<PresetName, Readonly<RunConfig>> = {
  /** The tutorial's run: 61,706 parameters. */
  article: {
    preset: 'article',
    epochs: 5,
    batch: 32,
    lr: 1e-3,
    seed: 1,
    data: FASHION_ID,
    samples: TRAIN_COUNT,
    split: 0.8,
    synthetic: 0,
    order: 'streamed',
    engine: 'auto',
    threads: 0,
    activation: 'sigmoid',
    pooling: 'average',
    dense: false,
    classes: CLASS_KEYS.length,
    c1: 6,
    c3: 16,
    f5: 120,
    f6: 84,
    init: 'pytorch',
    optimizer: 'adam',
    decay: 0,
    schedule: 'constant',
    smoothing: 0,
    flip: false,
    shift: 0,
  },
  /** Few epochs, for a good accuracy soon without a GPU: 43,402 parameters. */
  sprint: {
    preset: 'sprint',
    epochs: 5,
    batch: 32,
    lr: 7e-3,
    seed: 1,
    data: FASHION_ID,
    samples: TRAIN_COUNT,
    split: 0.95,
    synthetic: 0,
    order: 'streamed',
    engine: 'auto',
    threads: 0,
    activation: 'relu',
    pooling: 'max',
    dense: true,
    classes: CLASS_KEYS.length,
    c1: 4,
    c3: 24,
    f5: 64,
    f6: 32,
    init: 'pytorch',
    optimizer: 'adamw',
    decay: 0.02,
    schedule: 'one-cycle',
    smoothing: 0.05,
    flip: false,
    shift: 0,
  },
  modern: MODERN,
  /** For drawings: the recipe of `modern`, trained on synthetic images too. */
  sketch: { ...MODERN, preset: 'sketch', epochs: 15, synthetic: 40_000, order: 'shuffled' },
};

/** The preset for a run on the dataset `data`. */
export function presetFor(preset: PresetName, data: string): RunConfig {
  const config: RunConfig = { ...PRESETS[preset], data };
  if (data !== FASHION_ID) Object.assign(config, { synthetic: 0, order: 'shuffled', flip: false });
  return config;
}

/** Training and validation images of a run without the synthetic ones; each at least 1. */
export function splitCounts({ samples, split }: Pick<RunConfig, 'samples' | 'split'>): {
  train: number;
  validation: number;
} {
  const train = Math.min(samples - 1, Math.max(1, Math.round(samples * split)));
  return { train, validation: samples - train };
}

/** Training images, synthetic ones included, validation images and steps of a run of `config`. */
export function runCounts(config: RunConfig): {
  trainCount: number;
  validationCount: number;
  stepsPerEpoch: number;
  totalSteps: number;
} {
  const { train, validation } = splitCounts(config);
  const trainCount = train + config.synthetic;
  const stepsPerEpoch = Math.ceil(trainCount / config.batch);
  return {
    trainCount,
    validationCount: validation,
    stepsPerEpoch,
    totalSteps: stepsPerEpoch * config.epochs,
  };
}
