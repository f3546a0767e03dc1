// A filter as a multiple of what it was before it was scaled by hand.

import type { FilterLayer } from '../../../contract/edit.ts';
import type { ModelConfig } from '../../../contract/model.ts';
import { parametersOf } from '../../../explain/parameters.ts';

/** The weights of a map's filter, [input maps, 5, 5]; not copied. */
export function filterWeights(
  model: ModelConfig,
  parameters: Float32Array,
  layer: FilterLayer,
  map: number,
): Float32Array {
  const { weight, perOutput } = parametersOf(model, layer);
  return parameters.subarray(weight + map * perOutput, weight + (map + 1) * perOutput);
}

/** Factors have two decimals. */
export function roundFactor(factor: number): number {
  return Math.round(factor * 100) / 100;
}

export function scaledFilter(base: Float32Array, factor: number): Float32Array {
  return base.map((weight) => weight * factor);
}

/** The factor with which `base` gives exactly `weights`; null where there is none. */
export function factorOf(base: Float32Array, weights: Float32Array): number | null {
  const largest = base.reduce((best, weight, i) => (Math.abs(weight) > Math.abs(base[best]!) ? i : best), 0);
  const factor = base[largest] === 0 ? 1 : roundFactor(weights[largest]! / base[largest]!);
  return scaledFilter(base, factor).every((weight, i) => weight === weights[i]) ? factor : null;
}
