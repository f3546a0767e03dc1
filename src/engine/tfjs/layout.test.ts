// The engine's order compared with the shared one, at indices worked out by hand.

import { expect, test } from 'vitest';
import { PRESETS } from '../../contract/config.ts';
import { parameterLayout } from '../../contract/model.ts';
import { fromEngine, layerMatrices, permutation, toEngine } from './layout.ts';

const MODELS = [PRESETS.article, PRESETS.modern, { ...PRESETS.article, c1: 3, c3: 5, f5: 7, f6: 9 }];

test.each(MODELS)('is a permutation, and converting back gives the original: %o', (model) => {
  const { size } = parameterLayout(model);
  const table = permutation(model);
  expect(Array.from(table.toSorted())).toEqual(Array.from({ length: size }, (_, i) => i));
  const shared = Float32Array.from({ length: size }, (_, i) => i);
  expect(fromEngine(table, toEngine(table, shared))).toEqual(shared);
});

test.each(MODELS)('puts each element where its layer looks for it: %o', (model) => {
  const { tensors, size } = parameterLayout(model);
  const engineOrder = toEngine(
    permutation(model),
    Float32Array.from({ length: size }, (_, i) => i),
  );
  const { c3, f5, f6 } = layerMatrices(model);
  const start = (name: string) => tensors.find((tensor) => tensor.name === name)!.offset;
  // c3.weight[out 1, in 2, row 0, column 3] is at rotated row 4, column 1.
  expect(engineOrder[c3.offset + ((4 * 5 + 1) * model.c1 + 2) * c3.outputs + 1]).toBe(
    start('c3.weight') + ((1 * model.c1 + 2) * 5 + 0) * 5 + 3,
  );
  // f5.weight[out 6, channel 4, row 2, column 0] is at rotated row 2, column 4.
  expect(engineOrder[f5.offset + ((2 * 5 + 4) * model.c3 + 4) * f5.outputs + 6]).toBe(
    start('f5.weight') + 6 * f5.inputs + 4 * 25 + 2 * 5 + 0,
  );
  expect(engineOrder[f6.offset + 5 * f6.outputs + 8]).toBe(start('f6.weight') + 8 * f6.inputs + 5);
  // The bias follows its weight, as one more row.
  expect(engineOrder[f6.offset + f6.inputs * f6.outputs + 3]).toBe(start('f6.bias') + 3);
});
