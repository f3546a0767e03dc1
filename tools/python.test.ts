// Which Python the tests get.

import { afterEach, expect, test, vi } from 'vitest';
import { pythonWith } from './python.ts';

afterEach(() => vi.unstubAllEnvs());

test('a module without a known package is refused', async () => {
  await expect(pythonWith(['numpy', 'left_pad'])).rejects.toThrow('left_pad');
});

test('a PYTHON that can’t import the modules is an error, not a reason to skip', async () => {
  vi.stubEnv('PYTHON', '/nowhere/python3');
  await expect(pythonWith(['numpy'])).rejects.toThrow('PYTHON names /nowhere/python3');
});
