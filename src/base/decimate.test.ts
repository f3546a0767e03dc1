import { expect, test } from 'vitest';
import { decimate } from './decimate.ts';
import { GrowableFloat32 } from './growable.ts';

test('a short series is itself', () => {
  expect(decimate([3, 1], 4)).toEqual([
    { center: 0.5, mean: 3 },
    { center: 1.5, mean: 1 },
  ]);
});

test('a long series keeps its mean and stays within the limit', () => {
  const series = Float32Array.from({ length: 7500 }, (_, i) => i % 100);
  const buckets = decimate(series, 160);
  expect(buckets.length).toBeLessThanOrEqual(160);
  expect(buckets[0]!.center).toBe(32);
  expect(buckets.at(-1)!.center).toBeLessThanOrEqual(7500);
});

test('early buckets do not change while the series grows within one bucket size', () => {
  const series = Array.from({ length: 200 }, (_, i) => i);
  expect(decimate(series, 160).slice(0, 60)).toEqual(decimate(series.slice(0, 170), 160).slice(0, 60));
});

test('a growable buffer keeps its values over growth and clears', () => {
  const buffer = new GrowableFloat32();
  for (let i = 0; i < 3000; i++) buffer.append([i]);
  expect(buffer.length).toBe(3000);
  expect(buffer.view()[2999]).toBe(2999);
  buffer.clear();
  expect(buffer.view().length).toBe(0);
});
