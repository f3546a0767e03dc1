// The arrays of an inspection as grids to draw: the maps of a layer, and the learned kernels of a convolution.

import { activationShapes, type ActivationLayer } from '../../contract/activations.ts';
import type { Pass } from '../../explain/value.ts';
import type { Grid } from '../kit/values/grid.ts';
import { parameterLayout } from '../../contract/model.ts';

/** Columns of a dense layer's grid of numbers. */
const DENSE_COLUMNS = 10;

/** One grid for each map; a dense layer is one grid. */
export function mapGrids(
  { model, activations }: Pick<Pass, 'model' | 'activations'>,
  layer: ActivationLayer,
): Grid[] {
  const [channels, rows, columns] = activationShapes(model)[layer];
  const values = activations[layer];
  if (rows === undefined || columns === undefined) {
    const across = Math.min(DENSE_COLUMNS, values.length);
    return [{ columns: across, rows: Math.ceil(values.length / across), values }];
  }
  const size = rows * columns;
  return Array.from({ length: channels! }, (_, map) => ({
    columns,
    rows,
    values: values.subarray(map * size, (map + 1) * size),
  }));
}

/** All kernels of a convolution: for each of its maps one for each input map. */
export function filtersOf(
  { model, parameters }: Pick<Pass, 'model' | 'parameters'>,
  layer: 'c1' | 'c3',
): Grid[][] {
  const { tensors } = parameterLayout(model);
  const { offset, fanIn } = tensors.find(({ name }) => name === `${layer}.weight`)!;
  return Array.from({ length: model[layer] }, (_, map) => {
    const first = offset + map * fanIn;
    return Array.from({ length: fanIn / 25 }, (_kernel, i) => ({
      columns: 5,
      rows: 5,
      values: parameters.subarray(first + i * 25, first + (i + 1) * 25),
    }));
  });
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
