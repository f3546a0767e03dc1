// Requests and contents of the gallery's image cache.

import { expect, test, vi } from 'vitest';
import type { LabelledImages } from '../../store/answers.ts';
import { createImageCache } from './image-cache.ts';

/** Images whose every pixel is the place and whose label is the place modulo 10. */
function answerFor(places: number[]): LabelledImages {
  const pixels = new Uint8Array(places.length * 784);
  for (const [k, place] of places.entries()) pixels.fill(place, k * 784, (k + 1) * 784);
  return { indices: places, pixels, labels: Uint8Array.from(places, (place) => place % 10) };
}

test('stores each image with its own pixels and label', async () => {
  const cache = createImageCache((places) => Promise.resolve(answerFor(places)));
  await cache.request([3, 14]);
  expect(cache.get(14)?.label).toBe(4);
  expect(cache.get(14)?.pixels).toHaveLength(784);
  expect(new Set(cache.get(14)?.pixels)).toEqual(new Set([14]));
  expect(cache.get(4)).toBeUndefined();
});

test('requests an image once, whether it is pending or stored', async () => {
  const fetchImages = vi.fn<(places: number[]) => Promise<LabelledImages>>((places) =>
    Promise.resolve(answerFor(places)),
  );
  const cache = createImageCache(fetchImages);
  const first = cache.request([1, 2]);
  const second = cache.request([2, 3]);
  await Promise.all([first, second]);
  await cache.request([1, 2, 3]);
  expect(fetchImages.mock.calls).toEqual([[[1, 2]], [[3]]]);
});

test('requests an image again after a refusal', async () => {
  const answers: (LabelledImages | null)[] = [null, answerFor([5])];
  const cache = createImageCache(() => Promise.resolve(answers.shift() ?? null));
  await cache.request([5]);
  expect(cache.get(5)).toBeUndefined();
  expect(cache.version()).toBe(0);
  await cache.request([5]);
  expect(cache.get(5)?.label).toBe(5);
});

test('notifies its listeners until they unsubscribe', async () => {
  const cache = createImageCache((places) => Promise.resolve(answerFor(places)));
  const listener = vi.fn<() => void>();
  const unsubscribe = cache.subscribe(listener);
  await cache.request([1]);
  expect(listener).toHaveBeenCalledTimes(1);
  expect(cache.version()).toBe(1);
  unsubscribe();
  await cache.request([2]);
  expect(listener).toHaveBeenCalledTimes(1);
});
