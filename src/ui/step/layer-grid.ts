// All values of a layer as one grid: maps as squares with gaps between them, dense layers in rows.

import type { Grid } from '../kit/values/grid.ts';

/** Values in a row of a dense layer. */
const DENSE_COLUMNS = 12;

/** `shape` is [channels, height, width] or [units]. The gaps, of one value, are NaN. */
export function layerGrid(values: Float32Array, shape: readonly number[]): Grid {
  const [channels = 0, height, width] = shape;
  if (height === undefined || width === undefined) {
    const columns = Math.min(DENSE_COLUMNS, values.length);
    return { columns, rows: Math.ceil(values.length / columns), values };
  }
  const across = Math.ceil(Math.sqrt(channels));
  const down = Math.ceil(channels / across);
  const columns = across * (width + 1) - 1;
  const rows = down * (height + 1) - 1;
  const joined = new Float32Array(columns * rows).fill(NaN);
  for (let map = 0; map < channels; map++) {
    const left = (map % across) * (width + 1);
    const top = Math.floor(map / across) * (height + 1);
    for (let y = 0; y < height; y++) {
      const from = (map * height + y) * width;
      joined.set(values.subarray(from, from + width), (top + y) * columns + left);
    }
  }
  return { columns, rows, values: joined };
}
