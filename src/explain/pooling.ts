// One value of s2 or s4: the mean or the largest of a 2x2 block.

import type { PoolingCalculation } from './calculation.ts';
import { indexOf, sideOf, type Pass, type UnitRef } from './value.ts';

export function poolingOf(pass: Pass, ref: UnitRef, layer: 's2' | 's4'): PoolingCalculation {
  const from = layer === 's2' ? 'c1' : 'c3';
  const side = sideOf(layer)!;
  const corner = Math.floor(ref.cell / side) * 2 * (2 * side) + (ref.cell % side) * 2;
  const refs = [0, 1, 2 * side, 2 * side + 1].map((step): UnitRef => ({
    kind: 'unit',
    layer: from,
    map: ref.map,
    cell: corner + step,
  }));
  const inputs = refs.map((input) => pass.activations[from][indexOf(input)]!);
  const { pooling } = pass.model;
  const largest = Math.max(...inputs);
  const average = pooling === 'average';
  return {
    kind: 'pooling',
    ref,
    pooling,
    refs,
    inputs,
    chosen: average ? null : Math.max(0, inputs.indexOf(largest)),
    value: average ? inputs.reduce((sum, value) => sum + value, 0) / inputs.length : largest,
    engineValue: pass.activations[layer][indexOf(ref)]!,
  };
}
