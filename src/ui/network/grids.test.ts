import { expect, test } from 'vitest';
import { ACTIVATION_LAYERS, activationShapes, createActivations } from '../../contract/activations.ts';
import { PRESETS } from '../../contract/config.ts';
import { parameterLayout } from '../../contract/model.ts';
import { filtersOf, joinSquares, mapGrids } from './grids.ts';

const model = PRESETS.article;
const activations = createActivations(model, (_layer, size, offset) =>
  Float32Array.from({ length: size }, (_, i) => offset + i),
);
const parameters = Float32Array.from({ length: parameterLayout(model).size }, (_, i) => i);

test('every value of every layer is in one grid', () => {
  for (const layer of ACTIVATION_LAYERS) {
    const grids = mapGrids({ model, activations }, layer);
    const [channels, rows, columns] = activationShapes(model)[layer];
    expect(grids.flatMap(({ values }) => [...values])).toEqual([...activations[layer]]);
    if (rows) expect(grids).toHaveLength(channels!);
    if (rows) expect(grids[0]).toMatchObject({ rows, columns });
    for (const grid of grids) expect(grid.rows * grid.columns).toBeGreaterThanOrEqual(grid.values.length);
  }
});

test('all kernels of c3, joined with gaps', () => {
  const filters = filtersOf({ model, parameters }, 'c3');
  const { offset, size } = parameterLayout(model).tensors.find(({ name }) => name === 'c3.weight')!;
  const all = filters.flat().map(({ values }) => values);
  const kernels = Array.from(parameters.subarray(offset, offset + size));
  expect(all.flatMap((values) => Array.from(values))).toEqual(kernels);
  const joined = joinSquares(filters);
  expect(joined).toMatchObject({ columns: 16 * 6 - 1, rows: 6 * 6 - 1 });
  expect(joined.values[0]).toBe(offset);
  expect(joined.values[5]).toBeNaN();
  expect(joined.values.filter(Number.isFinite)).toHaveLength(size);
});
