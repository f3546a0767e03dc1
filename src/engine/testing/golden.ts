// Reads a golden case: what PyTorch computed in float64 for one network (tools/golden.py says how).
// Pure: the two files come in as parsed JSON and an ArrayBuffer, from the file system in Node or by fetch in a browser.

import type { Optimizer } from '../../contract/config.ts';
import { parameterLayout, type ModelConfig } from '../../contract/model.ts';
import type { EngineSpec } from '../engine.ts';

/** NAME.json and NAME.bin lie beside this file. */
export const GOLDEN_NAMES = ['article', 'tanh-max', 'relu-dense', 'adamw-smoothing', 'sgd-decay'] as const;
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

/** NAME.json as it is written. */
export interface GoldenIndex {
  name: string;
  model: ModelConfig;
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
  /** One a step; exact in single precision. */
  learningRates: Float32Array;
  /** The first batch as the network sees it, mirrored and moved: [batch, 28, 28]. */
  batchImages: Uint8Array;
  /** Flat parameters before the first step; exact in single precision. */
  initial: Float32Array;
  /** Of the first batch at the initial parameters: [batch, 10]. */
  logits: Float64Array;
  /** Of the first batch's mean loss, in the layout of the parameters. */
  gradients: Float64Array;
  /** Flat parameters after the first step and after all steps. */
  afterOne: Float64Array;
  afterAll: Float64Array;
  /** Mean loss (with label smoothing) and right predictions of each step, before its update. */
  losses: Float64Array;
  correct: Uint32Array;
}

/** Puts the two files of a case together. Throws if they do not fit each other or the layout of contract/model.ts. */
export function parseGolden(index: GoldenIndex, bytes: ArrayBuffer): GoldenCase {
  const { name, model, optimizer, weightDecay, labelSmoothing, batch } = index;
  const expected = parameterLayout(model).tensors.map(({ name, shape }) => ({ name, shape }));
  if (JSON.stringify(index.parameters) !== JSON.stringify(expected)) {
    throw new Error(`golden case ${name}: PyTorch's parameters are not those of the layout`);
  }
  const take = <N extends ArrayName>(key: N) => {
    const kind = ARRAY_TYPES[key];
    const entry = index.arrays[key];
    if (entry?.type !== kind) throw new Error(`golden case ${name}: ${key} is missing or no ${kind}`);
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
