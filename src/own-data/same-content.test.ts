// Real images through every format: FashionMNIST is recognised, and the same images and labels give the same dataset.

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { adjust, NO_ADJUSTMENT } from '../image/adjust.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { Part } from './draft.ts';
import { csvFile, fashion, idxFile, imageOf, pngFiles, readOrThrow, zip } from './files.fixture.ts';

/** 40 classes: garment x quarter turn. Image i is turned by i quarters. */
function turned(part: Part): Part {
  const images = new Uint8Array(part.images.length);
  for (let i = 0; i < part.labels.length; i++) {
    const turn = 90 * (i % 4);
    images.set(adjust(imageOf(part, i), { ...NO_ADJUSTMENT, turn }), i * IMAGE_PIXELS);
  }
  return { images, labels: part.labels.map((label, i) => 4 * label + (i % 4)) };
}

const idxFiles = (
  { train, test }: { train: Part; test?: Part },
  pack = (bytes: Uint8Array<ArrayBuffer>) => bytes,
) => ({
  't10k-labels-idx1-ubyte': test ? pack(idxFile([test.labels.length], test.labels)) : new Uint8Array(0),
  'train-images-idx3-ubyte': pack(idxFile([train.labels.length, 28, 28], train.images)),
  't10k-images-idx3-ubyte': test
    ? pack(idxFile([test.labels.length, 28, 28], test.images))
    : new Uint8Array(0),
  'train-labels-idx1-ubyte': pack(idxFile([train.labels.length], train.labels)),
});

test('FashionMNIST is recognised by its content, of 70,000 images', async () => {
  const parts = fashion(60_000, 10_000);
  const { summary, data } = await readOrThrow(idxFiles(parts));
  expect(summary).toMatchObject({
    suggestedName: 'FashionMNIST',
    recognised: { id: 'fashion-mnist', by: 'content' },
    trainCount: 60_000,
    testCount: 10_000,
    heldOut: false,
    suggested: { invert: false, turn: false },
    refused: [],
  });
  expect(summary.classes.map(({ name }) => name)).toEqual(
    'T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot'.split(','),
  );
  expect(
    summary.classes.every(({ trainCount, testCount }) => trainCount === 6000 && testCount === 1000),
  ).toBe(true);
  const { images, labels } = data.finish('FashionMNIST');
  expect([images.length, labels.length]).toEqual([70_000 * IMAGE_PIXELS, 70_000]);
}, 120_000);

test('40 classes give the same dataset as IDX, gzipped IDX, CSV and a ZIP archive of PNG files', async () => {
  const { train } = fashion(2000, 1);
  const part = turned(train);
  const images = idxFile([2000, 784], part.images);
  const labels = idxFile([2000], part.labels);
  const packed = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
  const table = csvFile(part);
  const files = pngFiles(part, undefined, 'my set/');
  const results = await Promise.all(
    [
      { 'images.idx': images, 'labels.idx': labels },
      { 'labels.idx.gz': packed(labels), 'images.idx.gz': packed(images) },
      { 'table.csv': table },
      { 'table.csv.gz': packed(table) },
      { 'turned.zip': zip(files) },
      { 'turned.zip': zip({ 'data/b.idx': labels, 'data/a.idx': images }) },
      { 'turned.zip': zip({ 'table.csv': table }, 0) },
      Object.fromEntries(Object.entries(files).toReversed()) as Record<string, Uint8Array<ArrayBuffer>>,
    ].map(readOrThrow),
  );
  const datasets = results.map(({ data }) => data.finish('turned'));
  const [first, ...others] = datasets;
  expect(first!.facts).toMatchObject({ name: 'turned', trainCount: 1600, testCount: 400 });
  expect(first!.facts.classes).toEqual(Array.from({ length: 40 }, (_, k) => String(k)));
  expect(first!.facts.id).toBe(first!.facts.contentHash.slice(0, 12));
  for (const { facts, images, labels } of others) {
    expect(facts).toEqual(first!.facts);
    // The matcher would compare value by value, for minutes.
    expect(Buffer.compare(images, first!.images)).toBe(0);
    expect(Buffer.compare(labels, first!.labels)).toBe(0);
  }
}, 60_000);
