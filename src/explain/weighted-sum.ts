// The end of a weighted sum: the bias, and the activation by the reference's own function.

import type { Activation } from '../contract/model.ts';
import { activate } from '../engine/reference/activation.ts';
import type { WeightedSum } from './calculation.ts';

export function activated(kind: Activation, sum: number): number {
  const values = Float64Array.of(sum);
  activate(kind, values);
  return values[0]!;
}

export function finish(
  products: number,
  parameters: Float32Array,
  biasParameter: number,
  activation: Activation | null,
  engineValue: number,
): WeightedSum {
  const bias = parameters[biasParameter]!;
  const sum = products + bias;
  const value = activation ? activated(activation, sum) : sum;
  return { bias, biasParameter, sum, activation, value, engineValue };
}
