// The calculation of one value of the network: its operands, the steps between, and the value. Types only.

import type { Activation, Pooling } from '../contract/model.ts';
import type { UnitRef, ValueRef } from './value.ts';

/** What an output's weighted sum becomes: `sum`, bias included, and the activation that follows, if any. */
export interface WeightedSum {
  bias: number;
  /** Index of the bias in the flat parameters. */
  biasParameter: number;
  sum: number;
  activation: Activation | null;
  value: number;
  /** The value as the engine computed it, in single precision. */
  engineValue: number;
}

/** The part of a convolution's sum that comes from one input map (for c1 from the image). */
export interface ConvolutionInput {
  map: number;
  /** [5, 5]; null for the padding around the image, which is 0. */
  refs: readonly (ValueRef | null)[];
  /** [5, 5] */
  inputs: Float64Array;
  /** [5, 5] */
  weights: Float64Array;
  /** [5, 5] */
  products: Float64Array;
  /** Index of the first of the 25 weights in the flat parameters. */
  firstParameter: number;
  sum: number;
}

export interface DenseTerm {
  ref: ValueRef;
  input: number;
  weight: number;
  parameter: number;
  product: number;
}

export interface ConvolutionCalculation extends WeightedSum {
  kind: 'convolution';
  ref: UnitRef;
  /** The strongest first: by the absolute value of its sum. */
  inputs: ConvolutionInput[];
}

export interface PoolingCalculation {
  kind: 'pooling';
  ref: UnitRef;
  pooling: Pooling;
  /** The 2x2 block, row by row. */
  refs: ValueRef[];
  inputs: number[];
  /** The largest of the four, the first of equals; null for the mean. */
  chosen: number | null;
  value: number;
  engineValue: number;
}

export interface DenseCalculation extends WeightedSum {
  kind: 'dense';
  ref: UnitRef;
  /** All terms, by the absolute value of their product, the largest first. */
  terms: DenseTerm[];
}

export interface ProbabilityCalculation {
  kind: 'probability';
  ref: ValueRef;
  label: number;
  logits: Float64Array;
  largest: number;
  /** exp(logit - largest) of each class. */
  exponentials: Float64Array;
  total: number;
  value: number;
  engineValue: number;
}

export interface LossCalculation {
  kind: 'loss';
  ref: ValueRef;
  label: number;
  probability: number;
  /** -ln(probability), in nats, from the logits, since a probability may round to zero. */
  value: number;
}

export interface PixelCalculation {
  kind: 'pixel';
  ref: ValueRef;
  /** 0 … 255 */
  byte: number;
  value: number;
}

export type Calculation =
  | ConvolutionCalculation
  | PoolingCalculation
  | DenseCalculation
  | ProbabilityCalculation
  | LossCalculation
  | PixelCalculation;
