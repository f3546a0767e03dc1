import { expect, test } from 'vitest';
import { ChunkSizer } from './chunk-sizer.ts';

test('grows towards the target by at most four times a piece', () => {
  const pace = new ChunkSizer(1);
  pace.record(1, 1);
  expect(pace.fitting(80)).toBe(4);
  pace.record(4, 4);
  expect(pace.fitting(80)).toBe(16);
  pace.record(16, 16);
  pace.record(64, 64);
  expect(pace.fitting(80)).toBe(80);
});

test('never falls below one item, however slow', () => {
  const pace = new ChunkSizer(4);
  pace.record(4, 12_000);
  expect(pace.fitting(80)).toBe(1);
  expect(pace.millisecondsPerItem).toBe(3000);
});

test('one slow piece among fast ones does not change the speed', () => {
  const pace = new ChunkSizer(8);
  for (let i = 0; i < 5; i++) pace.record(8, 16);
  pace.record(8, 400);
  expect(pace.millisecondsPerItem).toBe(2);
});

test('a short piece among long ones holds nothing back', () => {
  const pace = new ChunkSizer(1);
  for (const items of [1, 4, 16, 64]) pace.record(items, items);
  expect(pace.fitting(5)).toBe(5);
  pace.record(5, 5);
  expect(pace.fitting(80)).toBe(80);
});
