import { expect, test } from 'vitest';
import { CodeLoadError, loadCode } from './load-code.ts';

test('gives what was loaded', async () => {
  expect(await loadCode(() => Promise.resolve({ answer: 42 }))).toEqual({ answer: 42 });
});

test.each([
  new TypeError('Failed to fetch dynamically imported module: https://page.example/assets/tfjs-1a2b.js'),
  new TypeError('error loading dynamically imported module: https://page.example/assets/tfjs-1a2b.js'),
  new TypeError('Importing a module script failed.'),
  new Error('Unable to preload CSS for /assets/panel-1a2b.css'),
])('names a part that could not be fetched: %s', async (cause) => {
  const loading = loadCode(() => Promise.reject(cause));
  await expect(loading).rejects.toBeInstanceOf(CodeLoadError);
  await expect(loading).rejects.toMatchObject({ message: cause.message, cause });
});

test.each([new TypeError('x is not a function'), new Error('no SIMD here'), 'a text'])(
  'rejects with the error of a part that failed: %s',
  async (error) => {
    const failing = async () => {
      throw error;
    };
    await expect(loadCode(failing)).rejects.toBe(error);
  },
);
