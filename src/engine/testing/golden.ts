// Reads a golden case: PyTorch's results in float64 for one network, computed by tools/golden.py. Its two files are
// passed as parsed JSON and an ArrayBuffer.

import type { Optimizer } from '../../contract/config.ts';
import { parameterLayout, type ModelConfig } from '../../contract/model.ts';
import type { EngineSpec } from '../engine.ts';

/** NAME.json and NAME.bin are in golden/. */
export const GOLDEN_NAMES = [
  'article',
  'tanh-max',
  'relu-dense',
  'adamw-smoothing',
  'sgd-decay',
  'three-classes',
  'many-classes',
] as const;
export type GoldenName = (typeof GOLDEN_NAMES)[number];

const ARRAY_KINDS = {
  uint8: Uint8Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

const ARRAY_TYPES = {
  images: 'uint8',
  labels: 'uint8',
  samples: 'uint32',
  learningRates: 'float32',
  batchImages: 'uint8',
  initial: 'float32',
  logits: 'float64',
  gradients: 'float64',
  afterOne: 'float64',
  afterAll: 'float64',
  losses: 'float64',
  correct: 'uint32',
} as const satisfies Record<string, keyof typeof ARRAY_KINDS>;
type ArrayName = keyof typeof ARRAY_TYPES;

/** The content of NAME.json. */
export interface GoldenIndex {
  name: string;
  /** Without `classes` in the cases of ten classes. */
  model: Omit<ModelConfig, 'classes'> & { classes?: number };
  optimizer: Optimizer;
  weightDecay: number;
  labelSmoothing: number;
  batch: number;
  parameters: { name: string; shape: number[] }[];
  arrays: Record<string, { type: string; shape: number[]; offset: number }>;
}

export interface GoldenCase {
  name: string;
  spec: EngineSpec;
  batch: number;
  /** The dataset: [count, 28, 28] and [count]. */
  images: Uint8Array;
  labels: Uint8Array;
  /** Sample words of all steps, one after another; the last step may be short. */
  samples: Uint32Array;
  /** One for each step; exact in single precision. */
  learningRates: Float32Array;
  /** The first batch, mirrored and shifted by its sample words: [batch, 28, 28]. */
  batchImages: Uint8Array;
  /** Flat parameters before the first step; exact in single precision. */
  initial: Float32Array;
  /** Logits of the first batch at the initial parameters: [batch, classes]. */
  logits: Float64Array;
  /** Gradients of the first batch's mean loss, in the layout of the parameters. */
  gradients: Float64Array;
  /** Flat parameters after the first step and after all steps. */
  afterOne: Float64Array;
  afterAll: Float64Array;
  /** Mean loss (with label smoothing) and correct predictions of each step, before its update. */
  losses: Float64Array;
  correct: Uint32Array;
}

/** Parses the two files of a case. Throws if they do not match each other or the layout of contract/model.ts. */
export function parseGolden(index: GoldenIndex, bytes: ArrayBuffer): GoldenCase {
  const { name, optimizer, weightDecay, labelSmoothing, batch } = index;
  const model: ModelConfig = { classes: 10, ...index.model };
  const expected = parameterLayout(model).tensors.map(({ name, shape }) => ({ name, shape }));
  if (JSON.stringify(index.parameters) !== JSON.stringify(expected)) {
    throw new Error(`golden case ${name}: PyTorch's parameters are not those of the layout`);
  }
  const take = <N extends ArrayName>(key: N) => {
    const kind = ARRAY_TYPES[key];
    const entry = index.arrays[key];
    if (entry?.type !== kind) throw new Error(`golden case ${name}: ${key} is missing or not ${kind}`);
    const length = entry.shape.reduce((product, extent) => product * extent, 1);
    type Kind = (typeof ARRAY_KINDS)[(typeof ARRAY_TYPES)[N]];
    return new ARRAY_KINDS[kind](bytes, entry.offset, length) as InstanceType<Kind>;
  };
  return {
    name,
    spec: { model, optimizer, weightDecay, labelSmoothing, maxBatch: batch },
    batch,
    images: take('images'),
    labels: take('labels'),
    samples: take('samples'),
    learningRates: take('learningRates'),
    batchImages: take('batchImages'),
    initial: take('initial'),
    logits: take('logits'),
    gradients: take('gradients'),
    afterOne: take('afterOne'),
    afterAll: take('afterAll'),
    losses: take('losses'),
    correct: take('correct'),
  };
}
