// Test images by class, from a test set whose image at index i has class i % 10 and is filled with i % 251.

import { expect, test } from 'vitest';
import { anyExample, exampleOf, type Example } from './example-image.ts';

const SIZE = 784;

async function request(indices: number[]) {
  const pixels = new Uint8Array(indices.length * SIZE);
  for (const [k, index] of indices.entries()) pixels.fill(index % 251, k * SIZE, (k + 1) * SIZE);
  return { indices, pixels, labels: Uint8Array.from(indices, (index) => index % 10) };
}

test.each([0, 3, 9])('an image of class %i, with its own pixels and its number', async (label) => {
  const example = (await exampleOf(request, 10_000, label)) as Example;
  expect(example.label).toBe(label);
  expect((example.number - 1) % 10).toBe(label);
  expect(example.pixels).toEqual(new Uint8Array(SIZE).fill((example.number - 1) % 251));
});

test('requests more until one has the class, and never returns the excepted one', async () => {
  // At first image 18 alone has the class, then 28.
  const batches = [[17], [17, 18, 17], [16, 27]];
  const scripted = async () => request(batches.shift()!);
  expect(await exampleOf(scripted, 10_000, 7, 18)).toMatchObject({ number: 28 });
  expect(batches).toEqual([]);
});

test('no image before the data has arrived', async () => {
  const refused = async () => null;
  expect(await exampleOf(refused, 10_000, 3)).toBeNull();
  expect(await anyExample(refused, 10_000)).toBeNull();
});

test('a class without test images is missing, after a limited number of requests', async () => {
  let requests = 0;
  const counted = async (indices: number[]) => {
    requests++;
    return request(indices);
  };
  expect(await exampleOf(counted, 36, 11)).toBe('missing');
  expect(requests).toBeLessThan(100);
});
