// The relative error in every comparison of engines. It is that of a tensor and not of its elements, since an element
// near zero may be the sum of terms that are not.

import { parameterLayout, type ModelConfig } from '../../contract/model.ts';

export interface Measured {
  what: string;
  error: number;
}

/**
 * Largest |actual - expected| over largest |expected - base|; `base` is zero where it is left out.
 * With `base` the parameters before a step, it is the error relative to the largest change of the tensor.
 * Infinite where the lengths differ, where `actual` has NaN, and where all expected values are zero but not the actual.
 */
export function relativeError(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  base?: ArrayLike<number>,
): number {
  if (actual.length !== expected.length) return Infinity;
  let worst = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i]! - expected[i]!);
    if (Number.isNaN(error)) return Infinity;
    worst = Math.max(worst, error);
    largest = Math.max(largest, Math.abs(expected[i]! - (base ? base[i]! : 0)));
  }
  return worst === 0 ? 0 : worst / largest;
}

/** The relative error of each named tensor of a flat array. */
export function tensorErrors(
  what: string,
  model: ModelConfig,
  actual: Float32Array | Float64Array,
  expected: Float32Array | Float64Array,
  base?: Float32Array | Float64Array,
): Measured[] {
  return parameterLayout(model).tensors.map(({ name, offset, size }) => {
    const part = (flat: Float32Array | Float64Array) => flat.subarray(offset, offset + size);
    return {
      what: `${what}: ${name}`,
      error: relativeError(part(actual), part(expected), base && part(base)),
    };
  });
}
