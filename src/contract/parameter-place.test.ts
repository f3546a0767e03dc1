import { expect, test } from 'vitest';
import { PRESETS } from './config.ts';
import { parameterLayout } from './model.ts';
import { flatIndexOf, parameterName, placeOf } from './parameter-place.ts';

const model = PRESETS.article;

test('a kernel’s weight is named by output, input, row and column', () => {
  const c3 = parameterLayout(model).tensors.find(({ name }) => name === 'c3.weight')!;
  const index = c3.offset + ((4 * 6 + 2) * 5 + 1) * 5 + 3;
  expect(parameterName(placeOf(model, index)!)).toBe('c3.weight[4, 2, 1, 3]');
});

test('every index leads to its place and back', () => {
  const { size } = parameterLayout(model);
  const wrong = Array.from({ length: size }, (_, index) => index).filter(
    (index) => flatIndexOf(placeOf(model, index)!) !== index,
  );
  expect(wrong).toEqual([]);
});

test('an index outside of the model has no place', () => {
  const { size } = parameterLayout(model);
  expect([-1, 0.5, size, NaN].map((index) => placeOf(model, index))).toEqual([null, null, null, null]);
});
