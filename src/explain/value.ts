// A reference to one value of the network for one image, and its value as the engine computed it.

import { activationShapes, type ActivationLayer } from '../contract/activations.ts';
import type { Inspection } from '../contract/inspection.ts';
import { IMAGE_PIXELS, IMAGE_SIDE, type ModelConfig } from '../contract/model.ts';

export type ValueRef =
  /** `cell` is row * 28 + column. */
  | { kind: 'pixel'; cell: number }
  /** Cell `cell` (row by row) of map `map`. Units of dense layers and logits are cells of map 0. */
  | { kind: 'unit'; layer: ActivationLayer; map: number; cell: number }
  | { kind: 'probability'; label: number }
  /** The cross-entropy of this image, as the evaluation computes it: without label smoothing. */
  | { kind: 'loss' };

export type UnitRef = Extract<ValueRef, { kind: 'unit' }>;

/** One image's way through the network. */
export type Pass = Pick<
  Inspection,
  'model' | 'pixels' | 'label' | 'activations' | 'probabilities' | 'parameters'
>;

/** Side of a layer's square maps; null for a layer of single units. */
export function sideOf(layer: ActivationLayer): number | null {
  switch (layer) {
    case 'c1':
      return IMAGE_SIDE;
    case 's2':
      return IMAGE_SIDE / 2;
    case 'c3':
      return 10;
    case 's4':
      return 5;
    case 'f5':
    case 'f6':
    case 'logits':
      return null;
    default:
      return layer satisfies never;
  }
}

/** Maps of a layer; 1 for a layer of single units. */
export function mapCount(model: ModelConfig, layer: ActivationLayer): number {
  return sideOf(layer) === null ? 1 : activationShapes(model)[layer][0]!;
}

/** Cells of one map. */
export function cellCount(model: ModelConfig, layer: ActivationLayer): number {
  const side = sideOf(layer);
  return side === null ? activationShapes(model)[layer][0]! : side * side;
}

/** Whether `pass` has this value: networks differ in their widths, and only a labelled image has a loss. */
export function hasValue({ model, label }: Pick<Pass, 'model' | 'label'>, ref: ValueRef): boolean {
  switch (ref.kind) {
    case 'pixel':
      return ref.cell >= 0 && ref.cell < IMAGE_PIXELS;
    case 'unit':
      return ref.map < mapCount(model, ref.layer) && ref.cell < cellCount(model, ref.layer);
    case 'probability':
      return ref.label >= 0 && ref.label < model.classes;
    case 'loss':
      return label !== null;
    default:
      return ref satisfies never;
  }
}

/** The position of a unit in its layer's flat activations. */
export function indexOf({ layer, map, cell }: UnitRef): number {
  const side = sideOf(layer);
  return side === null ? cell : map * side * side + cell;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Columns and rows of the map that a pixel or a unit is in; single units are in one row. */
function gridOf(model: ModelConfig, ref: Extract<ValueRef, { kind: 'pixel' | 'unit' }>): [number, number] {
  if (ref.kind === 'pixel') return [IMAGE_SIDE, IMAGE_SIDE];
  const side = sideOf(ref.layer);
  return side === null ? [cellCount(model, ref.layer), 1] : [side, side];
}

const MOVES: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** The pixel or unit beside another one of its map; null beyond the edge, and for probabilities and the loss. */
export function neighbourOf(model: ModelConfig, ref: ValueRef, direction: Direction): ValueRef | null {
  if (ref.kind !== 'pixel' && ref.kind !== 'unit') return null;
  const [columns, rows] = gridOf(model, ref);
  const [x, y] = MOVES[direction];
  const row = Math.floor(ref.cell / columns) + y;
  const column = (ref.cell % columns) + x;
  if (row < 0 || row >= rows || column < 0 || column >= columns) return null;
  return { ...ref, cell: row * columns + column };
}

export function sameValue(a: ValueRef | null, b: ValueRef | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
