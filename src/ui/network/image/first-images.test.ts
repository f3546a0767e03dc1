import { expect, test } from 'vitest';
import { ownDataset } from '../../../store/finished-run.fixture.ts';
import { firstImages, searchedIndices } from './first-images.ts';

/** A test set whose image `index` has the class `labelOf(index)` and is filled with `index % 251`. */
function testSet(labelOf: (index: number) => number) {
  const requested: number[] = [];
  const request = async (indices: number[]) => {
    requested.push(...indices);
    const pixels = new Uint8Array(indices.length * 784);
    for (const [k, index] of indices.entries()) pixels.fill(index % 251, k * 784, (k + 1) * 784);
    return { indices, pixels, labels: Uint8Array.from(indices, labelOf) };
  };
  return { requested, request };
}

test.each([3, 36])(
  'the first image of each of %i classes, in one request where they alternate',
  async (classes) => {
    const { requested, request } = testSet((index) => (index + 1) % classes);
    const found = (await firstImages(request, ownDataset(classes)))!;
    expect(found.map(({ label }) => label)).toEqual(Array.from({ length: classes }, (_, label) => label));
    expect(found.map(({ index }) => index)).toEqual(
      found.map(({ label }) => (label + classes - 1) % classes),
    );
    for (const { index, pixels } of found) expect(pixels).toEqual(new Uint8Array(784).fill(index % 251));
    expect(requested.length).toBeLessThanOrEqual(256);
  },
);

test('classes that follow one another are found in a large test set', async () => {
  const dataset = { ...ownDataset(36), testCount: 72_000 };
  const { requested, request } = testSet((index) => Math.floor(index / 2000));
  const found = (await firstImages(request, dataset))!;
  expect(found).toHaveLength(36);
  expect(requested.length).toBeLessThanOrEqual(4096);
});

test('a class without test images is left out', async () => {
  const { request } = testSet((index) => (index % 2) * 2);
  const found = (await firstImages(request, ownDataset(3)))!;
  expect(found.map(({ label, index }) => [label, index])).toEqual([
    [0, 0],
    [2, 1],
  ]);
});

test('no images before the data has arrived', async () => {
  expect(await firstImages(async () => null, ownDataset(3))).toBeNull();
});

test('all images of a small test set are looked through, and even steps of a large one', () => {
  expect(searchedIndices(5)).toEqual([0, 1, 2, 3, 4]);
  const many = searchedIndices(10_000);
  expect(many).toHaveLength(4096);
  expect(new Set(many).size).toBe(4096);
  expect(many.at(-1)).toBeLessThan(10_000);
});
