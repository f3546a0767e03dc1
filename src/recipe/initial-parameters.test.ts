// The initial parameters: their bounds and distribution, and the same values for the same seed.

import { describe, expect, test } from 'vitest';
import { INITIALIZATIONS, PRESETS } from '../contract/config.ts';
import { parameterLayout } from '../contract/model.ts';
import { initialParameters } from './initial-parameters.ts';

const model = PRESETS.article;
const { tensors, size } = parameterLayout(model);

/** Bounds of Classic LeNet, by hand. */
const BOUNDS = {
  pytorch: { 'c1.weight': 1 / 5, 'c1.bias': 1 / 5, 'f5.weight': 1 / 20, 'f7.bias': 1 / Math.sqrt(84) },
  xavier: { 'c1.weight': Math.sqrt(6 / 175), 'c1.bias': 0, 'f5.weight': Math.sqrt(6 / 520), 'f7.bias': 0 },
  he: { 'c1.weight': Math.sqrt(6 / 25), 'c1.bias': 0, 'f5.weight': Math.sqrt(6 / 400), 'f7.bias': 0 },
} as const;

describe('initialParameters', () => {
  test.each(INITIALIZATIONS)('%s is uniform within its bounds', (init) => {
    const parameters = initialParameters(model, init, 1);
    expect(parameters.length).toBe(61_706);
    for (const [name, bound] of Object.entries(BOUNDS[init])) {
      const { offset, size } = tensors.find((tensor) => tensor.name === name)!;
      const values = parameters.subarray(offset, offset + size);
      const largest = Math.max(...values.map(Math.abs));
      expect(largest).toBeLessThanOrEqual(Math.fround(bound));
      if (bound === 0 || size < 100) continue;
      expect(largest).toBeGreaterThan(0.95 * bound);
      const mean = values.reduce((sum, value) => sum + value, 0) / size;
      const variance = values.reduce((sum, value) => sum + value * value, 0) / size;
      // A uniform's variance is bound^2 / 3; five standard errors of each.
      expect(Math.abs(mean)).toBeLessThan((5 * bound) / Math.sqrt(3 * size));
      expect(Math.abs(variance / (bound * bound) - 1 / 3)).toBeLessThan((5 * 0.3) / Math.sqrt(size));
    }
  });

  test('follows from the seed', () => {
    const first = initialParameters(model, 'pytorch', 7);
    expect(initialParameters(model, 'pytorch', 7)).toEqual(first);
    const other = initialParameters(model, 'pytorch', 8);
    let equal = 0;
    for (let i = 0; i < size; i++) if (other[i] === first[i]) equal++;
    expect(equal).toBeLessThan(10);
  });

  test('a wider layer does not change the parameters of the layers before it', () => {
    const wide = initialParameters({ ...model, f6: 100 }, 'pytorch', 1);
    const narrow = initialParameters(model, 'pytorch', 1);
    const { offset } = tensors.find(({ name }) => name === 'f6.weight')!;
    expect(wide.subarray(0, offset)).toEqual(narrow.subarray(0, offset));
  });
});
