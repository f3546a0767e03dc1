import { describe, expect, it } from 'vitest';
import { randomStream } from '../base/random.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { nearestImages, type Neighbour, type ImageRange } from './nearest-images.ts';

const COUNT = 1_300;
const random = randomStream(5, 'nearest-images');
const images = Uint8Array.from({ length: COUNT * IMAGE_PIXELS }, () => random.below(256));
const picture = (index: number) => images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
// Picture 1,299 stands at 700 and again at 900; 1,298 stands at 40 with one pixel changed by 28.
picture(700).set(picture(1_299));
picture(900).set(picture(1_299));
picture(40).set(picture(1_298));
picture(40)[500] = (picture(40)[500]! + 28) % 256;

function search(queries: number[], candidates: ImageRange[]): { found: Neighbour[]; breaths: number } {
  const run = nearestImages(images, queries, candidates);
  for (let breaths = 0; ; breaths++) {
    const next = run.next();
    if (next.done) return { found: next.value, breaths };
  }
}

describe('nearestPictures', () => {
  it('finds the same picture, the first of equals', () => {
    expect(search([1_299], [{ first: 0, count: 1_200 }]).found).toEqual([{ index: 700, distance: 0 }]);
    expect(search([1_299], [{ first: 800, count: 400 }]).found).toEqual([{ index: 900, distance: 0 }]);
  });

  it('measures in grey levels', () => {
    const [nearest] = search([1_298], [{ first: 0, count: 1_200 }]).found;
    expect(nearest!.index).toBe(40);
    const changed = Math.abs(picture(40)[500]! - picture(1_298)[500]!);
    expect(nearest!.distance).toBeCloseTo(changed / 28, 12);
  });

  it('agrees with a plain search, over several stretches', () => {
    const candidates = [
      { first: 100, count: 250 },
      { first: 600, count: 50 },
    ];
    const queries = [1_290, 1_291, 1_292];
    const plain = queries.map((query) => {
      let best: Neighbour = { index: -1, distance: Infinity };
      for (const { first, count } of candidates) {
        for (let index = first; index < first + count; index++) {
          const sum = picture(query).reduce((sum, value, p) => sum + (value - picture(index)[p]!) ** 2, 0);
          const distance = Math.sqrt(sum / IMAGE_PIXELS);
          if (distance < best.distance) best = { index, distance };
        }
      }
      return best;
    });
    expect(search(queries, candidates).found).toEqual(plain);
  });

  it('breathes between pieces, and says when there is nothing to compare with', () => {
    expect(search([1_299], [{ first: 0, count: 1_200 }]).breaths).toBe(3);
    expect(search([1_299], []).found).toEqual([{ index: -1, distance: Infinity }]);
  });
});
