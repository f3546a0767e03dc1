// The Data view of an open page, and files to choose there: images of FashionMNIST's test set.

import { encode } from 'fast-png';
import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import type { Page } from 'playwright/test';

const PIXELS = 784;
const FOLDER = new URL('../public/data/', import.meta.url);
export const NAMES = [
  'top',
  'trouser',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'boot',
];

/** The first images of FashionMNIST's test set, with their labels. */
export function testImages(count: number): { pixels: Uint8Array; label: number }[] {
  const file = readdirSync(FOLDER).find((name) => name.startsWith('fashion-mnist-test'))!;
  const content = gunzipSync(readFileSync(new URL(file, FOLDER)));
  return Array.from({ length: count }, (_, i) => ({
    label: content[i]!,
    pixels: new Uint8Array(content.subarray(10_000 + i * PIXELS, 10_000 + (i + 1) * PIXELS)),
  }));
}

const png = (data: Uint8Array) => encode({ width: 28, height: 28, data, channels: 1, depth: 8 });

/** A zip with a folder of PNGs for each class. */
function zipOf(images: readonly { pixels: Uint8Array; label: number }[], nameOf: (label: number) => string) {
  const files: Zippable = {};
  images.forEach(({ pixels, label }, i) => (files[`${nameOf(label)}/${i}.png`] = png(pixels)));
  return Buffer.from(zipSync(files, { level: 0 }));
}

export function dataView(page: Page) {
  const set = page.getByRole('region', { name: 'Data set', exact: true });
  return {
    set,
    rows: set.getByRole('row'),
    files: page.getByLabel('Choose files'),
    use: set.getByRole('button', { name: 'Use this data', exact: true }),
    back: set.getByRole('button', { name: 'Back to FashionMNIST', exact: true }),
    open: page.getByRole('button', { name: 'Your data', exact: true }),
  };
}

/** A zip of 1,000 images, with a folder for each class. */
export const thousand = () => ({
  name: 'clothes.zip',
  mimeType: 'application/zip',
  buffer: zipOf(testImages(1000), (label) => NAMES[label]!),
});
