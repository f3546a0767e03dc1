import { describe, expect, test } from 'vitest';
import { randomStream } from './random.ts';
import { connectedComponents, dilate, floodFill, scaleByArea } from './raster.ts';

/** A mask from rows of text: `#` is 1. */
const maskOf = (...rows: string[]) =>
  Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));
const textOf = (mask: Uint8Array, width: number) =>
  Array.from({ length: mask.length / width }, (_, y) =>
    Array.from(mask.subarray(y * width, (y + 1) * width), (value) => '.#'[value] ?? value).join(''),
  );

describe('floodFill', () => {
  test('fills the pixels joined by their sides and returns their indices', () => {
    const mask = maskOf('..#..', '.#..#', '#.##.');
    expect(Array.from(floodFill(mask, 5, 0, 2)).toSorted((a, b) => a - b)).toEqual([0, 1, 5]);
    expect(textOf(mask, 5)).toEqual(['22#..', '2#..#', '#.##.']);
  });

  test('stays within the rows: the end of one row is not joined to the start of the next', () => {
    const mask = maskOf('##.', '.##', '##.');
    floodFill(mask, 3, 2, 2);
    expect(textOf(mask, 3)).toEqual(['##2', '.##', '##.']);
  });

  test('changes nothing where the start has the value already', () => {
    const mask = maskOf('.#', '#.');
    expect(floodFill(mask, 2, 1, 1)).toHaveLength(0);
    expect(textOf(mask, 2)).toEqual(['.#', '#.']);
  });

  test('fills a whole raster with a queue of its size', () => {
    const pixels = new Uint8Array(40 * 30);
    expect(floodFill(pixels, 40, 617, 9, new Int32Array(1200))).toHaveLength(1200);
    expect(pixels.every((value) => value === 9)).toBe(true);
  });
});

describe('connectedComponents', () => {
  test('gives the groups in the order of their first pixels, with their boxes', () => {
    const mask = maskOf('.##.#', '#.#..', '#..##');
    const found = connectedComponents(mask, 5);
    expect(found.map(({ pixels }) => Array.from(pixels).toSorted((a, b) => a - b))).toEqual([
      [1, 2, 7],
      [4],
      [5, 10],
      [13, 14],
    ]);
    expect(found.map(({ box }) => [box.left, box.top, box.width, box.height])).toEqual([
      [1, 0, 2, 2],
      [4, 0, 1, 1],
      [0, 1, 1, 2],
      [3, 2, 2, 1],
    ]);
    expect(textOf(mask, 5)).toEqual(['.##.#', '#.#..', '#..##']);
  });

  test('an empty mask has none', () => {
    expect(connectedComponents(new Uint8Array(12), 4)).toEqual([]);
  });
});

describe('dilate', () => {
  /** Straight from the definition. */
  const expected = (mask: Uint8Array, width: number, height: number, reach: number, value: number) =>
    mask.map((old, i) => {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const near = Math.max(Math.abs(x - (i % width)), Math.abs(y - Math.floor(i / width))) <= reach;
          if (near && mask[y * width + x] === value) return value;
        }
      }
      return old;
    });

  test.each([0, 1] as const)('of %i gives every pixel within the square, at the edges too', (value) => {
    const random = randomStream(1, 'masks');
    for (const [width, height] of [
      [13, 9],
      [7, 16],
      [1, 5],
    ] as const) {
      const mask = Uint8Array.from({ length: width * height }, () =>
        random.below(12) === 0 ? value : 1 - value,
      );
      for (const reach of [0, 1, 2, 20]) {
        const dilated = mask.slice();
        dilate(dilated, width, height, reach, value);
        expect(dilated).toEqual(expected(mask, width, height, reach, value));
      }
    }
  });
});

describe('scaleByArea', () => {
  test('gives the means of the areas, cut through pixels where they end inside one', () => {
    // Three columns become two: each is a whole column and half of the middle one.
    expect(Array.from(scaleByArea([0, 90, 240], 3, { left: 0, top: 0, width: 3, height: 1 }, 2, 1))).toEqual([
      30, 190,
    ]);
    expect(
      Array.from(scaleByArea([0, 100, 200, 40], 2, { left: 0, top: 0, width: 2, height: 2 }, 1, 1)),
    ).toEqual([85]);
  });

  test('takes the box alone and keeps it as it is at its own size', () => {
    const raster = Uint8Array.from({ length: 20 }, (_, i) => i);
    const box = { left: 1, top: 2, width: 3, height: 2 };
    expect(Array.from(scaleByArea(raster, 5, box, 3, 2))).toEqual([11, 12, 13, 16, 17, 18]);
    expect(Array.from(scaleByArea(raster, 5, box, 6, 2))).toEqual([
      11, 11, 12, 12, 13, 13, 16, 16, 17, 17, 18, 18,
    ]);
  });

  test('keeps the mean', () => {
    const random = randomStream(2, 'values');
    const raster = Float32Array.from({ length: 60 * 35 }, () => random.below(256));
    const mean = (values: ArrayLike<number>) =>
      Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;
    const scaled = scaleByArea(raster, 60, { left: 0, top: 0, width: 60, height: 35 }, 17, 11);
    expect(Math.abs(mean(scaled) - mean(raster))).toBeLessThan(0.5);
  });
});
