import { describe, expect, test } from 'vitest';
import { idxFile, readOrThrow, refusalOf } from './files.fixture.ts';

/** `count` images of which image i is filled with i. */
const images = (count: number, first = 1) =>
  Uint8Array.from({ length: 784 * count }, (_, k) => first + Math.floor(k / 784));
const labels = (count: number) => Uint8Array.from({ length: count }, (_, i) => i % 2);
const imageFile = (count: number, first = 1) => idxFile([count, 28, 28], images(count, first));
const labelFile = (count: number) => idxFile([count], labels(count));

describe('IDX files', () => {
  test('two pairs without a part in their names: the larger one is for training', async () => {
    const { summary } = await readOrThrow({
      'a.idx': labelFile(6),
      'b.idx': imageFile(4, 100),
      'c.idx': labelFile(4),
      'd.idx': imageFile(6),
    });
    expect(summary).toMatchObject({ format: 'idx', trainCount: 6, testCount: 4, heldOut: false });
  });

  test('pairs of the same size are distinguished by their names, also by those of folders', async () => {
    const { summary } = await readOrThrow({
      't10k-images-idx3-ubyte/images': imageFile(4, 100),
      't10k-labels-idx1-ubyte/labels': labelFile(4),
      'train-images.idx3-ubyte': imageFile(4),
      'train-labels.idx1-ubyte': labelFile(4),
    });
    expect(summary).toMatchObject({ trainCount: 4, testCount: 4, heldOut: false });
  });

  test('QMNIST’s labels have the class in the first of eight columns of 32 bits', async () => {
    const rows = new DataView(new ArrayBuffer(4 * 8 * 6));
    for (let i = 0; i < 6; i++) {
      rows.setInt32(32 * i, 7 + (i % 2));
      rows.setInt32(32 * i + 4, 1000 + i);
    }
    const { summary } = await readOrThrow({
      'qmnist-train-images-idx3-ubyte': imageFile(6),
      'qmnist-train-labels-idx2-int': idxFile([6, 8], new Uint8Array(rows.buffer), 12),
    });
    expect(summary.classes.map(({ name }) => name)).toEqual(['7', '8']);
    expect(summary).toMatchObject({ trainCount: 4, testCount: 2, heldOut: true });
  });

  const pair = { 'labels.idx': labelFile(6) };
  test.each([
    [
      { 'a.idx': idxFile([6, 32, 32], new Uint8Array(6 * 1024)) },
      { reason: 'array-shape', shape: [6, 32, 32] },
    ],
    [{ 'a.idx': idxFile([0, 28, 28], new Uint8Array(0)) }, { reason: 'array-shape', shape: [0, 28, 28] }],
    [{ 'a.idx': idxFile([6, 28, 28], new Uint8Array(4 * 6 * 784), 13) }, { reason: 'idx-type', type: '0d' }],
    [{ 'a.idx': imageFile(6).slice(0, -1) }, { reason: 'array-length', bytes: 4719, expected: 4720 }],
    [{ 'a.idx': idxFile([6, 28, 28], images(7)) }, { reason: 'array-length', bytes: 5504, expected: 4720 }],
    [{ 'a.idx': imageFile(6).slice(0, 12) }, { reason: 'cut-off' }],
    [
      { 'a.idx': imageFile(5), ...pair },
      { reason: 'no-labels', images: 5 },
    ],
    [{ 'a.idx': imageFile(6) }, { reason: 'no-labels', images: 6 }],
    [{ ...pair }, { file: 'labels.idx', reason: 'no-images', labels: 6 }],
    [
      { 'a.idx': idxFile([6], labels(6), 13), ...pair },
      { reason: 'idx-type', type: '0d' },
    ],
  ])('refused: %#', async (files, expected) => {
    expect(await refusalOf(files as Record<string, Uint8Array<ArrayBuffer>>)).toMatchObject({
      file: Object.keys(files)[0],
      ...expected,
    });
  });

  test('files of several datasets are refused by their names', async () => {
    const files = {
      'balanced-train-images': imageFile(6),
      'balanced-train-labels': labelFile(6),
      'letters-train-images': imageFile(4),
      'letters-train-labels': labelFile(4),
    };
    expect(await refusalOf(files)).toMatchObject({
      reason: 'several-datasets',
      files: [
        'balanced-train-images',
        'balanced-train-labels',
        'letters-train-images',
        'letters-train-labels',
      ],
    });
  });

  test('the rest is read where one pair is damaged, and the summary says so', async () => {
    const { summary } = await readOrThrow({
      'train-images': imageFile(6),
      'train-labels': labelFile(6),
      't10k-images': imageFile(4).slice(0, -5),
      't10k-labels': labelFile(4),
    });
    expect(summary.heldOut).toBe(true);
    expect(summary.refused).toEqual([
      { count: 1, refusal: { file: 't10k-images', reason: 'array-length', bytes: 3147, expected: 3152 } },
      { count: 1, refusal: { file: 't10k-labels', reason: 'no-images', labels: 4 } },
    ]);
  });
});
