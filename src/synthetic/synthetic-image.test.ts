// Made pictures follow from the seed alone, whatever was made before; and they look as they should, by numbers.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import { syntheticImage, type SyntheticSource } from './synthetic-image.ts';

const TSHIRT = CLASS_KEYS.indexOf('tshirt');
const SHIRT = CLASS_KEYS.indexOf('shirt');
const COUNT = 20;
/** FNV-1a over the pixels of the first 400. */
const SYNTHETIC_HASH = 1_138_575_087;

/** Textured blocks with holes, of every class. */
function photographs(): SyntheticSource {
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
const from = photographs();
const made = Array.from({ length: 400 }, (_, k) => syntheticImage(from, k));

test('picture k is the same in any order, and another for another seed', () => {
  for (const k of [399, 7, 0]) expect(syntheticImage(from, k)).toEqual(made[k]);
  expect(syntheticImage({ ...from, seed: 2 }, 7)).not.toEqual(made[7]);
});

test('is fixed for ever: links name runs by it', () => {
  let hash = 0x811c9dc5;
  for (const { pixels } of made) {
    for (const value of pixels) hash = Math.imul(hash ^ value, 0x01000193);
  }
  expect(hash >>> 0).toBe(SYNTHETIC_HASH);
});

test('labels are the photographs’, but for T-shirts that became shirts', () => {
  let collared = 0;
  for (const [k, { label }] of made.entries()) {
    const photographed = from.labels[k % COUNT]!;
    if (label === photographed) continue;
    expect([photographed, label]).toEqual([TSHIRT, SHIRT]);
    collared++;
  }
  expect(collared).toBeGreaterThan(0);
});

test('what is drawn keeps its photograph’s class, and shows nothing of the photograph', () => {
  const bright = { ...from, images: from.images.map((value) => 255 - value), drawn: 100 };
  for (let k = 0; k < 40; k++) {
    const drawn = syntheticImage({ ...from, drawn: 100 }, k);
    expect(drawn.label).toBe(from.labels[k % COUNT]);
    expect(syntheticImage(bright, k)).toEqual(drawn);
  }
});

test('the longer side fills the picture, as the dataset’s do', () => {
  for (const { pixels } of made) {
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

test('a mix of one manner makes that manner: flat pictures have one grey, lines leave the inside empty', () => {
  const none = { flat: 0, outlined: 0, detailed: 0, lines: 0 };
  const greys = (pixels: Uint8Array) => {
    const counts = new Map<number, number>();
    for (const value of pixels) if (value > 0) counts.set(value, (counts.get(value) ?? 0) + 1);
    return Math.max(...counts.values()) / [...counts.values()].reduce((sum, count) => sum + count, 0);
  };
  const mean = (mix: typeof none, number: (pixels: Uint8Array) => number) => {
    const found = Array.from({ length: 50 }, (_, k) =>
      number(syntheticImage({ ...from, mix, drawn: 0 }, k).pixels),
    );
    return found.reduce((sum, value) => sum + value, 0) / found.length;
  };
  const covered = (pixels: Uint8Array) => pixels.filter((value) => value > 0).length / IMAGE_PIXELS;
  expect(mean({ ...none, flat: 100 }, greys)).toBeGreaterThan(0.6);
  expect(mean(none, greys)).toBeLessThan(0.2);
  expect(mean({ ...none, lines: 100 }, covered)).toBeLessThan(
    0.7 * mean({ ...none, outlined: 100 }, covered),
  );
});
