// What the drawing shows of a chosen value: the windows of its operands, a line from each with its share of the sum, and
// the part of the image that it sees.

import { calculate } from '../../../explain/calculate.ts';
import { receptiveField } from '../../../explain/receptive-field.ts';
import { sideOf, type Pass, type UnitRef, type ValueRef } from '../../../explain/value.ts';
import { IMAGE_SIDE, type ModelConfig } from '../../../contract/model.ts';
import { mapBox, valueBox } from './boxes.ts';
import type { Box } from './box.ts';
import type { DiagramLayout, LayerLayout } from './layout.ts';

export interface Link {
  from: Box;
  to: Box;
  /** The operand's part of the sum, -1 … 1 of the largest; 1 while values are unknown. */
  strength: number;
}

export interface Links {
  windows: Box[];
  links: Link[];
  /** The part of the image that the value depends on; null for a pixel, and where it is the whole image. */
  field: Box | null;
}

/** Of a dense unit's operands those with the largest products. */
const MOST_UNITS = 12;
const NONE: Links = { windows: [], links: [], field: null };

/** Rows and columns [from, to) of a map or of the image, cut to `side`. */
function windowIn(box: Box, side: number, row: number, column: number, size: number): Box {
  const cell = box.width / side;
  const cut = (value: number) => Math.min(side, Math.max(0, value));
  const top = cut(row);
  const left = cut(column);
  return {
    x: box.x + left * cell,
    y: box.y + top * cell,
    width: (cut(column + size) - left) * cell,
    height: (cut(row + size) - top) * cell,
  };
}

function fieldBox(layout: DiagramLayout, ref: UnitRef): Box | null {
  const side = sideOf(ref.layer);
  if (side === null) return null;
  const { top, left, bottom, right } = receptiveField(
    ref.layer,
    Math.floor(ref.cell / side),
    ref.cell % side,
  );
  const cell = layout.image.width / IMAGE_SIDE;
  return {
    x: layout.image.x + left * cell,
    y: layout.image.y + top * cell,
    width: (right - left) * cell,
    height: (bottom - top) * cell,
  };
}

/** `pass` is null while there are no values. */
export function linksOf(layout: DiagramLayout, model: ModelConfig, pass: Pass | null, ref: ValueRef): Links {
  switch (ref.kind) {
    case 'pixel':
    case 'loss':
      return NONE;
    case 'probability':
      return linksOf(layout, model, pass, { kind: 'unit', layer: 'logits', map: 0, cell: ref.label });
    case 'unit':
      return unitLinks(layout, model, pass, ref);
    default:
      return ref satisfies never;
  }
}

function unitLinks(layout: DiagramLayout, model: ModelConfig, pass: Pass | null, ref: UnitRef): Links {
  const to = valueBox(layout, ref)!;
  const field = fieldBox(layout, ref);
  const side = sideOf(ref.layer) ?? 1;
  const row = Math.floor(ref.cell / side);
  const column = ref.cell % side;
  const { layers } = layout;
  switch (ref.layer) {
    case 'c1': {
      const window = windowIn(layout.image, IMAGE_SIDE, row - 2, column - 2, 5);
      return { windows: [], links: [{ from: window, to, strength: 1 }], field };
    }
    case 's2':
    case 's4': {
      const before = layers[ref.layer === 's2' ? 'c1' : 'c3'];
      const window = windowIn(mapBox(before, ref.map), before.cellColumns, row * 2, column * 2, 2);
      return { windows: [window], links: [{ from: window, to, strength: 1 }], field };
    }
    case 'c3': {
      const windows = Array.from({ length: model.c1 }, (_, map) =>
        windowIn(mapBox(layers.s2, map), layers.s2.cellColumns, row, column, 5),
      );
      const shares = new Float64Array(model.c1).fill(1);
      const found = pass && calculate(pass, ref);
      if (found?.kind === 'convolution') for (const { map, sum } of found.inputs) shares[map] = sum;
      return { windows, links: toLinks(windows, shares, to), field };
    }
    case 'f5':
      return { windows: [], links: mapLinks(layers.s4, pass, ref, to), field };
    case 'f6':
    case 'logits': {
      const found = pass && calculate(pass, ref);
      if (found?.kind !== 'dense') return { windows: [], links: [], field };
      const terms = found.terms.slice(0, MOST_UNITS);
      const from = terms.map((term) => valueBox(layout, term.ref)!);
      const products = terms.map(({ product }) => product);
      return { windows: from, links: toLinks(from, products, to), field };
    }
    default:
      return ref.layer satisfies never;
  }
}

/** A unit of f5 reads every cell of s4: one line for each map, with the sum of its products. */
function mapLinks(s4: LayerLayout, pass: Pass | null, ref: UnitRef, to: Box): Link[] {
  const shares = new Float64Array(s4.maps).fill(pass ? 0 : 1);
  const found = pass && calculate(pass, ref);
  if (found?.kind === 'dense') {
    for (const term of found.terms) if (term.ref.kind === 'unit') shares[term.ref.map]! += term.product;
  }
  const boxes = Array.from({ length: s4.maps }, (_, map) => mapBox(s4, map));
  return toLinks(boxes, shares, to);
}

function toLinks(from: Box[], shares: ArrayLike<number>, to: Box): Link[] {
  let largest = 0;
  for (let i = 0; i < shares.length; i++) largest = Math.max(largest, Math.abs(shares[i]!));
  return from.map((box, i) => ({ from: box, to, strength: largest > 0 ? shares[i]! / largest : 0 }));
}
