import { describe, expect, it } from 'vitest';
import { randomStream } from '../base/random.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { nearestImages, type NearestImage } from './nearest-images.ts';

const COUNT = 1_300;
const random = randomStream(5, 'nearest-images');
const images = Uint8Array.from({ length: COUNT * IMAGE_PIXELS }, () => random.below(256));
const image = (index: number) => images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
// Image 1,299 is repeated at 700 and 900; 1,298 is repeated at 40 with one pixel changed by 28.
image(700).set(image(1_299));
image(900).set(image(1_299));
image(40).set(image(1_298));
image(40)[500] = (image(40)[500]! + 28) % 256;

const range = (first: number, count: number) => Uint32Array.from({ length: count }, (_, i) => first + i);

function search(queries: number[], candidates: Uint32Array): { found: NearestImage[]; yields: number } {
  const run = nearestImages(images, queries, candidates);
  for (let yields = 0; ; yields++) {
    const next = run.next();
    if (next.done) return { found: next.value, yields };
  }
}

describe('nearestImages', () => {
  it('finds the identical image, the first of equals', () => {
    expect(search([1_299], range(0, 1_200)).found).toEqual([{ index: 700, distance: 0 }]);
    expect(search([1_299], range(800, 400)).found).toEqual([{ index: 900, distance: 0 }]);
  });

  it('measures in grey levels', () => {
    const [nearest] = search([1_298], range(0, 1_200)).found;
    expect(nearest!.index).toBe(40);
    const changed = Math.abs(image(40)[500]! - image(1_298)[500]!);
    expect(nearest!.distance).toBeCloseTo(changed / 28, 12);
  });

  it('agrees with a plain search, over candidates with gaps', () => {
    const candidates = Uint32Array.of(...range(100, 250), ...range(600, 50));
    const queries = [1_290, 1_291, 1_292];
    const plain = queries.map((query) => {
      let best: NearestImage = { index: -1, distance: Infinity };
      for (const index of candidates) {
        const sum = image(query).reduce((sum, value, p) => sum + (value - image(index)[p]!) ** 2, 0);
        const distance = Math.sqrt(sum / IMAGE_PIXELS);
        if (distance < best.distance) best = { index, distance };
      }
      return best;
    });
    expect(search(queries, candidates).found).toEqual(plain);
  });

  it('yields between chunks, and returns -1 without candidates', () => {
    expect(search([1_299], range(0, 1_200)).yields).toBe(3);
    expect(search([1_299], range(0, 0)).found).toEqual([{ index: -1, distance: Infinity }]);
  });
});
