// Test pictures by class, out of a test set whose picture at place i is of class i % 10 and filled with i % 251.

import { expect, test } from 'vitest';
import { anyExample, exampleOf } from './example-image.ts';

const SIZE = 784;

async function ask(indices: number[]) {
  const pixels = new Uint8Array(indices.length * SIZE);
  for (const [k, index] of indices.entries()) pixels.fill(index % 251, k * SIZE, (k + 1) * SIZE);
  return { indices, pixels, labels: Uint8Array.from(indices, (index) => index % 10) };
}

test.each([0, 3, 9])('a picture of class %i, with its own pixels and its number', async (label) => {
  const example = (await exampleOf(ask, label))!;
  expect(example.label).toBe(label);
  expect((example.place - 1) % 10).toBe(label);
  expect(example.pixels).toEqual(new Uint8Array(SIZE).fill((example.place - 1) % 251));
});

test('asks again until one is of the class, and never gives the one that is there', async () => {
  // Picture 17 alone at first, then 27.
  const handfuls = [[17], [17, 18, 17], [16, 27]];
  const scripted = async () => ask(handfuls.shift()!);
  expect((await exampleOf(scripted, 7, 18))?.place).toBe(28);
  expect(handfuls).toEqual([]);
});

test('none while the data is not there', async () => {
  const refused = async () => null;
  expect(await exampleOf(refused, 3)).toBeNull();
  expect(await anyExample(refused)).toBeNull();
});
