import { expect, test } from 'vitest';
import { ChunkSizer } from './chunk-sizer.ts';

test('chunks grow towards the target by at most four times each', () => {
  const sizer = new ChunkSizer(1);
  sizer.record(1, 1);
  expect(sizer.fitting(80)).toBe(4);
  sizer.record(4, 4);
  expect(sizer.fitting(80)).toBe(16);
  sizer.record(16, 16);
  sizer.record(64, 64);
  expect(sizer.fitting(80)).toBe(80);
});

test('a chunk has at least one item, however slow', () => {
  const sizer = new ChunkSizer(4);
  sizer.record(4, 12_000);
  expect(sizer.fitting(80)).toBe(1);
  expect(sizer.millisecondsPerItem).toBe(3000);
});

test('one slow chunk among fast ones does not change the speed', () => {
  const sizer = new ChunkSizer(8);
  for (let i = 0; i < 5; i++) sizer.record(8, 16);
  sizer.record(8, 400);
  expect(sizer.millisecondsPerItem).toBe(2);
});

test('a short chunk among long ones does not limit the next', () => {
  const sizer = new ChunkSizer(1);
  for (const items of [1, 4, 16, 64]) sizer.record(items, items);
  expect(sizer.fitting(5)).toBe(5);
  sizer.record(5, 5);
  expect(sizer.fitting(80)).toBe(80);
});
