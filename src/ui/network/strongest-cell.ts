// The cell of a map that says most about it.

import type { ActivationLayer } from '../../contract/activations.ts';
import { cellCount, indexOf, sideOf, type Pass } from '../../explain/value.ts';

/** The cell with the largest absolute value; the middle one where none is larger. */
export function strongestCell(
  { model, activations }: Pick<Pass, 'model' | 'activations'>,
  layer: ActivationLayer,
  map: number,
): number {
  const first = indexOf({ kind: 'unit', layer, map, cell: 0 });
  const values = activations[layer].subarray(first, first + cellCount(model, layer));
  const half = Math.floor((sideOf(layer) ?? 0) / 2);
  const middle = half * (sideOf(layer) ?? 0) + half;
  return values.reduce(
    (best, value, cell) => (Math.abs(value) > Math.abs(values[best]!) ? cell : best),
    middle,
  );
}
