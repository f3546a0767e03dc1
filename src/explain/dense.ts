// One unit of f5, f6 or one logit: the products of all units of the layer before.

import type { ActivationLayer } from '../contract/activations.ts';
import type { DenseCalculation } from './calculation.ts';
import { parametersOf } from './parameters.ts';
import { sideOf, type Pass, type UnitRef } from './value.ts';
import { finish } from './weighted-sum.ts';

type DenseLayer = 'f5' | 'f6' | 'logits';
const BEFORE: Record<DenseLayer, ActivationLayer> = { f5: 's4', f6: 'f5', logits: 'f6' };

export function denseOf(pass: Pass, ref: UnitRef, layer: DenseLayer): DenseCalculation {
  const { model, parameters, activations } = pass;
  const before = BEFORE[layer];
  const side = sideOf(before);
  const perMap = side === null ? Infinity : side * side;
  const { weight, perOutput, bias } = parametersOf(model, layer === 'logits' ? 'f7' : layer);
  const first = weight + ref.cell * perOutput;
  let sum = 0;
  const terms = Array.from(activations[before], (input, i) => {
    const map = Math.floor(i / perMap);
    const cell = side === null ? i : i % perMap;
    const parameter = first + i;
    const product = input * parameters[parameter]!;
    sum += product;
    const operand: UnitRef = { kind: 'unit', layer: before, map, cell };
    return { ref: operand, input, weight: parameters[parameter]!, parameter, product };
  });
  terms.sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const activation = layer !== 'logits' && model.dense ? model.activation : null;
  return {
    kind: 'dense',
    ref,
    terms,
    ...finish(sum, parameters, bias + ref.cell, activation, activations[layer][ref.cell]!),
  };
}
