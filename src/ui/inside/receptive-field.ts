// Which pixels of the picture a unit can see. Worked out from LeNet's kernels (5x5; c1 padded by 2) and poolings (2x2).

import type { ActivationLayer } from '../../contract/activations.ts';
import { IMAGE_SIDE } from '../../contract/model.ts';

/** Pixels [top, bottom) and [left, right). */
export interface Field {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Pixels from one unit to the next, before the first one, and seen by each: along a row and down a column alike. */
const REACH: Partial<Record<ActivationLayer, { step: number; before: number; size: number }>> = {
  c1: { step: 1, before: 2, size: 5 },
  s2: { step: 2, before: 2, size: 6 },
  c3: { step: 2, before: 2, size: 14 },
  s4: { step: 4, before: 2, size: 16 },
};

/** Of the unit in `row` and `column` of any map of `layer`; a dense unit sees the whole picture. */
export function receptiveField(layer: ActivationLayer, row: number, column: number): Field {
  const reach = REACH[layer];
  if (!reach) return { top: 0, left: 0, bottom: IMAGE_SIDE, right: IMAGE_SIDE };
  const { step, before, size } = reach;
  const first = (place: number) => Math.max(0, place * step - before);
  const end = (place: number) => Math.min(IMAGE_SIDE, place * step - before + size);
  return { top: first(row), left: first(column), bottom: end(row), right: end(column) };
}
