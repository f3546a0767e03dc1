import { expect, test } from 'vitest';
import { ttaViews, averageTtaViews } from './tta-views.ts';

test('the second view is the mirror image of the first', () => {
  const pixels = Uint8Array.from({ length: 784 }, (_, i) => i % 251);
  const views = ttaViews(pixels);
  expect(views.subarray(0, 784)).toEqual(pixels);
  expect(views[784]).toBe(pixels[27]);
  expect(views[784 + 28 + 3]).toBe(pixels[28 + 24]);
  expect(ttaViews(views.slice(784)).slice(784)).toEqual(pixels);
});

test('two images give four views', () => {
  const [one, other] = [new Uint8Array(784).fill(1), Uint8Array.from({ length: 784 }, (_, i) => i % 251)];
  const views = ttaViews(one, other);
  expect(views).toHaveLength(4 * 784);
  expect(views.subarray(0, 784)).toEqual(one);
  expect(views.slice(2 * 784)).toEqual(ttaViews(other));
});

test('averages two views into one distribution', () => {
  const both = new Float32Array(20);
  both[3] = 1;
  both[10 + 3] = 0.5;
  both[10 + 4] = 0.5;
  const mean = averageTtaViews(both, 10);
  expect([mean.length, mean[3], mean[4], mean[0]]).toEqual([10, 0.75, 0.25, 0]);
});

test('averages four views with equal weights', () => {
  const all = new Float32Array(40);
  for (const view of [0, 1, 2]) all[10 * view + 6] = 1;
  all[10 * 3 + 9] = 1;
  expect(Array.from(averageTtaViews(all, 10))).toEqual([0, 0, 0, 0, 0, 0, 0.75, 0, 0, 0.25]);
});
