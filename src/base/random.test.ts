import { expect, test } from 'vitest';
import { randomStream, shuffle } from './random.ts';

test('the same seed and name give the same numbers; another seed or name gives others', () => {
  const take = (seed: number, name: string) => Array.from({ length: 8 }, randomStream(seed, name).u32);
  expect(take(1, 'init')).toEqual(take(1, 'init'));
  expect(take(1, 'init')).not.toEqual(take(2, 'init'));
  expect(take(1, 'init')).not.toEqual(take(1, 'split'));
});

test('a stream never changes, since links name runs by their seed', () => {
  const random = randomStream(1, 'split');
  // From sfc32 written in Python.
  expect([random.u32(), random.u32(), random.u32()]).toEqual([817503578, 2520888483, 404891797]);
});

test('unit numbers are uniform over [0, 1)', () => {
  const random = randomStream(7, 'test');
  const bins = new Uint32Array(10);
  for (let i = 0; i < 100_000; i++) bins[Math.floor(random.unit() * 10)]!++;
  // Ten thousand in each bin, within five standard deviations of 95.
  for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(475);
});

test('a shuffle keeps every item and moves most of them', () => {
  const items = Uint32Array.from({ length: 1000 }, (_, i) => i);
  shuffle(items, randomStream(3, 'shuffle 1'));
  expect(items.toSorted()).toEqual(Uint32Array.from({ length: 1000 }, (_, i) => i));
  expect(items.filter((item, i) => item === i).length).toBeLessThan(10);
});
