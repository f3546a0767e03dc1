import { expect, test } from 'vitest';
import { PRESETS } from '../../contract/config.ts';
import { activationShapes, ACTIVATION_LAYERS, type Activations } from '../../contract/activations.ts';
import { strongestCell } from './strongest-cell.ts';

const model = PRESETS.article;
const shapes = activationShapes(model);
const zeros = () =>
  Object.fromEntries(
    ACTIVATION_LAYERS.map((layer) => [layer, new Float32Array(shapes[layer].reduce((a, b) => a * b))]),
  ) as unknown as Activations;

test('the strongest cell has the largest absolute value of its own map', () => {
  const activations = zeros();
  activations.c3[99] = 5;
  activations.c3[100 + 37] = -3;
  activations.c3[100 + 38] = 2;
  expect(strongestCell({ model, activations }, 'c3', 1)).toBe(37);
  activations.f6[83] = 0.1;
  expect(strongestCell({ model, activations }, 'f6', 0)).toBe(83);
});

test('a map of equal values has its middle cell', () => {
  const activations = zeros();
  expect(strongestCell({ model, activations }, 'c3', 2)).toBe(5 * 10 + 5);
  activations.c1.fill(0.5);
  expect(strongestCell({ model, activations }, 'c1', 5)).toBe(14 * 28 + 14);
  expect(strongestCell({ model, activations }, 'f5', 0)).toBe(0);
});
