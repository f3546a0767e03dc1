import { expect, test } from 'vitest';
import { layerGrid } from './layer-grid.ts';

test('maps become squares in rows, with gaps', () => {
  const values = Float32Array.from({ length: 12 }, (_, i) => i + 1);
  const { columns, rows, values: joined } = layerGrid(values, [3, 2, 2]);
  expect([columns, rows]).toEqual([5, 5]);
  const row = (y: number) => [...joined.subarray(y * columns, (y + 1) * columns)];
  expect([0, 1, 2, 3, 4].map(row)).toEqual([
    [1, 2, NaN, 5, 6],
    [3, 4, NaN, 7, 8],
    [NaN, NaN, NaN, NaN, NaN],
    [9, 10, NaN, NaN, NaN],
    [11, 12, NaN, NaN, NaN],
  ]);
});

test('the units of a dense layer stand in rows of twelve', () => {
  const values = new Float32Array(30);
  expect(layerGrid(values, [30])).toEqual({ columns: 12, rows: 3, values });
  expect(layerGrid(values.subarray(0, 10), [10])).toMatchObject({ columns: 10, rows: 1 });
});
