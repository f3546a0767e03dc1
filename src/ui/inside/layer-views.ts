// The arrays of an inspection as grids to draw: the maps of each layer, and the weights of one unit.

import { ACTIVATION_LAYERS, activationShapes, type ActivationLayer } from '../../contract/activations.ts';
import type { Inspection } from '../../contract/inspection.ts';
import { parameterLayout, type TensorName } from '../../contract/model.ts';

/** Values row by row. The last row of a dense layer may be incomplete. */
export interface Grid {
  columns: number;
  rows: number;
  values: Float32Array;
}

export interface LayerView {
  layer: ActivationLayer;
  /** One grid for each channel; a dense layer is one grid. */
  maps: Grid[];
  /** The values of all maps. */
  values: Float32Array;
}

/** One unit: cell `cell` of map `map`. */
export interface Unit {
  layer: ActivationLayer;
  map: number;
  cell: number;
}

/** Columns of a dense layer's grid: the largest number in this range that leaves no row incomplete, else `otherwise`. */
const DENSE_COLUMNS = { most: 24, least: 12, otherwise: 20 };

export function layerViews({ model, activations }: Inspection): LayerView[] {
  const shapes = activationShapes(model);
  return ACTIVATION_LAYERS.map((layer) => {
    const [channels, rows, columns] = shapes[layer];
    const values = activations[layer];
    if (rows === undefined || columns === undefined) return { layer, values, maps: [cells(values)] };
    const size = rows * columns;
    const maps = Array.from({ length: channels! }, (_, map) => ({
      columns,
      rows,
      values: values.subarray(map * size, (map + 1) * size),
    }));
    return { layer, values, maps };
  });
}

function cells(values: Float32Array): Grid {
  const { most, least, otherwise } = DENSE_COLUMNS;
  let columns = most;
  while (columns >= least && values.length % columns !== 0) columns--;
  if (columns < least) columns = Math.min(otherwise, values.length);
  return { columns, rows: Math.ceil(values.length / columns), values };
}

/** The index of the value farthest from zero; the first of equal ones. */
export function strongest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > Math.abs(values[best]!)) best = i;
  return best;
}

/** The weights of a unit, one grid for each input map. */
export interface UnitWeights {
  grids: Grid[];
  bias: number;
}

/** Null for a pooling layer, which has no weights. */
export function weightsOf(inspection: Inspection, { layer, map, cell }: Unit): UnitWeights | null {
  switch (layer) {
    case 's2':
    case 's4':
      return null;
    case 'c1':
    case 'c3':
      return { grids: squares(row(inspection, layer, map)), bias: biasOf(inspection, layer, map) };
    case 'f5':
      return { grids: squares(row(inspection, layer, cell)), bias: biasOf(inspection, layer, cell) };
    case 'f6':
      return { grids: [cells(row(inspection, layer, cell))], bias: biasOf(inspection, layer, cell) };
    case 'logits':
      return { grids: [cells(row(inspection, 'f7', cell))], bias: biasOf(inspection, 'f7', cell) };
    default:
      return layer satisfies never;
  }
}

/** All kernels of a convolution: for each of its maps one for each input map. */
export function filtersOf(inspection: Inspection, layer: 'c1' | 'c3'): Grid[][] {
  return Array.from({ length: inspection.model[layer] }, (_, map) => squares(row(inspection, layer, map)));
}

type WeightLayer = 'c1' | 'c3' | 'f5' | 'f6' | 'f7';

function tensor({ model, parameters }: Inspection, name: TensorName) {
  const { offset, size, shape } = parameterLayout(model).tensors.find((one) => one.name === name)!;
  return { values: parameters.subarray(offset, offset + size), outputs: shape[0]! };
}

/** The weights of one output unit or map. */
function row(inspection: Inspection, layer: WeightLayer, output: number): Float32Array {
  const { values, outputs } = tensor(inspection, `${layer}.weight`);
  const length = values.length / outputs;
  return values.subarray(output * length, (output + 1) * length);
}

function biasOf(inspection: Inspection, layer: WeightLayer, output: number): number {
  return tensor(inspection, `${layer}.bias`).values[output]!;
}

/** Splits weights into 5x5 grids: the kernels, or the input maps of f5. */
function squares(weights: Float32Array): Grid[] {
  return Array.from({ length: weights.length / 25 }, (_, i) => ({
    columns: 5,
    rows: 5,
    values: weights.subarray(i * 25, (i + 1) * 25),
  }));
}

/** Joins 5x5 grids into one: a column for each entry. Gaps of one value between them are NaN. */
export function joinSquares(columnsOfSquares: readonly Grid[][]): Grid {
  const columns = columnsOfSquares.length * 6 - 1;
  const rows = Math.max(...columnsOfSquares.map(({ length }) => length)) * 6 - 1;
  const values = new Float32Array(columns * rows).fill(NaN);
  for (const [x, squaresBelow] of columnsOfSquares.entries()) {
    for (const [y, square] of squaresBelow.entries()) {
      square.values.forEach((value, i) => {
        values[(y * 6 + Math.floor(i / 5)) * columns + x * 6 + (i % 5)] = value;
      });
    }
  }
  return { columns, rows, values };
}
