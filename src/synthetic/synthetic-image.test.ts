// Synthetic images depend on the seed and their index alone, and their styles have the expected statistics.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import { syntheticImage, type SyntheticSource } from './synthetic-image.ts';

const TSHIRT = CLASS_KEYS.indexOf('tshirt');
const SHIRT = CLASS_KEYS.indexOf('shirt');
const COUNT = 20;
/** FNV-1a hash of the pixels of the first 400 synthetic images. */
const SYNTHETIC_HASH = 1_138_575_087;

/** Twenty images of a textured block with a hole, two of each class. */
function trainingImages(): SyntheticSource {
  const random = randomStream(1, 'test');
  const images = new Uint8Array(COUNT * IMAGE_PIXELS);
  for (let i = 0; i < COUNT; i++) {
    for (let y = 0; y < IMAGE_SIDE; y++) {
      for (let x = 6; x < 22; x++) {
        const hole = x > 12 && x < 16 && y > 10 && y < 14;
        images[i * IMAGE_PIXELS + y * IMAGE_SIDE + x] = hole ? 0 : 120 + random.below(100);
      }
    }
  }
  const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 10);
  return { images, labels, sources: Uint32Array.from({ length: COUNT }, (_, i) => i), seed: 1 };
}
const input = trainingImages();
const synthetic = Array.from({ length: 400 }, (_, k) => syntheticImage(input, k));

test('image k is the same in any order, and different for another seed', () => {
  for (const k of [399, 7, 0]) expect(syntheticImage(input, k)).toEqual(synthetic[k]);
  expect(syntheticImage({ ...input, seed: 2 }, 7)).not.toEqual(synthetic[7]);
});

test('the images of a seed never change, because a link promises the same run', () => {
  let hash = 0x811c9dc5;
  for (const { pixels } of synthetic) {
    for (const value of pixels) hash = Math.imul(hash ^ value, 0x01000193);
  }
  expect(hash >>> 0).toBe(SYNTHETIC_HASH);
});

test('labels are those of the training images, except for T-shirts that become shirts', () => {
  let collared = 0;
  for (const [k, { label }] of synthetic.entries()) {
    const originalLabel = input.labels[k % COUNT]!;
    if (label === originalLabel) continue;
    expect([originalLabel, label]).toEqual([TSHIRT, SHIRT]);
    collared++;
  }
  expect(collared).toBeGreaterThan(0);
});

test('an image drawn from an outline keeps the class of its training image and uses none of its pixels', () => {
  const inverted = { ...input, images: input.images.map((value) => 255 - value), drawnPercent: 100 };
  for (let k = 0; k < 40; k++) {
    const image = syntheticImage({ ...input, drawnPercent: 100 }, k);
    expect(image.label).toBe(input.labels[k % COUNT]);
    expect(syntheticImage(inverted, k)).toEqual(image);
  }
});

test('the longer side of the garment fills the image, as in the dataset', () => {
  for (const { pixels } of synthetic) {
    const rows = Array.from({ length: IMAGE_SIDE }, (_, y) =>
      pixels.subarray(y * IMAGE_SIDE, (y + 1) * IMAGE_SIDE),
    );
    const top = rows.findIndex((row) => row.some((value) => value > 0));
    const bottom = rows.findLastIndex((row) => row.some((value) => value > 0));
    const columns = Array.from({ length: IMAGE_SIDE }, (_, x) => rows.some((row) => row[x]! > 0));
    const left = columns.indexOf(true);
    const right = columns.lastIndexOf(true);
    expect(Math.max(bottom - top, right - left)).toBeGreaterThanOrEqual(IMAGE_SIDE - 2);
  }
});

test('a mix of one style gives that style: flat images have one grey, lines leave the inside empty', () => {
  const none = { flat: 0, outlined: 0, detailed: 0, lines: 0 };
  const mostCommonGreyFraction = (pixels: Uint8Array) => {
    const counts = new Map<number, number>();
    for (const value of pixels) if (value > 0) counts.set(value, (counts.get(value) ?? 0) + 1);
    return Math.max(...counts.values()) / [...counts.values()].reduce((sum, count) => sum + count, 0);
  };
  const mean = (mix: typeof none, measure: (pixels: Uint8Array) => number) => {
    const values = Array.from({ length: 50 }, (_, k) =>
      measure(syntheticImage({ ...input, mix, drawnPercent: 0 }, k).pixels),
    );
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const covered = (pixels: Uint8Array) => pixels.filter((value) => value > 0).length / IMAGE_PIXELS;
  expect(mean({ ...none, flat: 100 }, mostCommonGreyFraction)).toBeGreaterThan(0.6);
  expect(mean(none, mostCommonGreyFraction)).toBeLessThan(0.2);
  expect(mean({ ...none, lines: 100 }, covered)).toBeLessThan(
    0.7 * mean({ ...none, outlined: 100 }, covered),
  );
});
