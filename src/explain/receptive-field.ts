// The receptive field of a unit, which follows from LeNet's kernels (5x5; c1 padded by 2) and poolings (2x2).

import type { ActivationLayer } from '../contract/activations.ts';
import { IMAGE_SIDE } from '../contract/model.ts';

/** Pixels [top, bottom) and [left, right). */
export interface Field {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** In pixels, for rows and columns: the step from one unit to the next, the padding before the first, and the size. */
const FIELDS: Partial<Record<ActivationLayer, { step: number; before: number; size: number }>> = {
  c1: { step: 1, before: 2, size: 5 },
  s2: { step: 2, before: 2, size: 6 },
  c3: { step: 2, before: 2, size: 14 },
  s4: { step: 4, before: 2, size: 16 },
};

/** The field of the unit in `row` and `column` of any map of `layer`. A dense unit has the whole image as its field. */
export function receptiveField(layer: ActivationLayer, row: number, column: number): Field {
  const field = FIELDS[layer];
  if (!field) return { top: 0, left: 0, bottom: IMAGE_SIDE, right: IMAGE_SIDE };
  const { step, before, size } = field;
  const first = (index: number) => Math.max(0, index * step - before);
  const end = (index: number) => Math.min(IMAGE_SIDE, index * step - before + size);
  return { top: first(row), left: first(column), bottom: end(row), right: end(column) };
}
