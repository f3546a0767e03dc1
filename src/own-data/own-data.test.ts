// A dataset put together: classes, options, warnings, images added by hand, and what is refused at the end.

import { describe, expect, test } from 'vitest';
import type { OwnDataset } from '../contract/own-data.ts';
import { csvFile, newOwnData, png, readOrThrow, sources, text, tryRead } from './files.fixture.ts';
import { OwnData } from './own-data.ts';
import { Refused } from './refused.ts';

/** `count` images, each of its own. */
const images = (count: number, first = 0) => {
  const all = new Uint8Array(784 * count);
  for (let i = 0; i < count; i++) all.set([7, (first + i) >> 8, (first + i) & 255], 784 * i + 300);
  return all;
};
const drawn = (name: string, count: number, first = 0) => ({ name, images: images(count, first) });

function refusalIn(act: () => OwnDataset) {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  throw new Error('not refused');
}

describe('images made in the page', () => {
  test('make classes, class by class', () => {
    const data = newOwnData();
    expect(data.addDrawn([drawn('cat', 20)])).toMatchObject({
      format: 'drawn',
      trainCount: 16,
      testCount: 4,
    });
    expect(refusalIn(() => data.finish('x'))).toMatchObject({
      reason: 'too-few-classes',
      classes: 1,
      limit: 2,
    });
    const summary = data.addDrawn([drawn('dog', 10, 100), drawn(' cat ', 5, 200)]);
    expect(summary.classes.map(({ name, trainCount, testCount }) => [name, trainCount, testCount])).toEqual([
      ['cat', 20, 5],
      ['dog', 8, 2],
    ]);
    expect(summary.classes[0]!.samples).toHaveLength(12 * 784);
    const { facts, labels } = data.finish(' My \u202edata\n');
    expect(facts).toMatchObject({ name: 'My data', classes: ['cat', 'dog'], trainCount: 28, testCount: 7 });
    expect(labels).toHaveLength(35);
    expect(() => data.addDrawn([])).toThrow(Refused);
    expect(() => data.addDrawn([drawn(' ', 2)])).toThrow(Refused);
    expect(data.finish('').facts.contentHash).toBe(facts.contentHash);
  });

  test('and image files join what was read', async () => {
    const { data, summary } = await readOrThrow({
      'a/1.png': png(images(1)),
      'a/2.png': png(images(1, 1)),
      'b/1.png': png(images(1, 2)),
      'b/2.png': png(images(1, 3)),
    });
    expect(summary.suggestedName).toBe('a');
    const added = await data.addFiles(
      'c',
      sources({ 'x/test/9.png': png(images(1, 9)), 'notes.txt': text('a text') }),
    );
    expect(added.classes.map(({ name, trainCount }) => [name, trainCount])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    expect(added.refused).toEqual([{ count: 1, refusal: { file: 'notes.txt', reason: 'other-type' } }]);
    await expect(data.addFiles('c', sources({ 'notes.txt': text('a text') }))).rejects.toThrow('other-type');
    await expect(data.read([])).rejects.toThrow('no-files');
    expect(data.finish('').facts.classes).toEqual(['a', 'b', 'c']);
  });
});

describe('options', () => {
  test('dark drawings on a light background are inverted, and it can be undone', async () => {
    const light = {
      images: images(20).map((value) => 255 - value),
      labels: new Uint8Array(20).map((_, i) => i % 2),
    };
    const { data, summary } = await readOrThrow({ 'x.csv': csvFile(light) });
    expect(summary).toMatchObject({
      options: { invert: true, turn: false },
      suggested: { invert: true, turn: false },
    });
    expect(summary.classes[0]!.samples.filter((value) => value > 128)).toHaveLength(0);
    const dark = await readOrThrow({ 'x.csv': csvFile({ ...light, images: images(20) }) });
    expect(dark.summary).toMatchObject({ options: { invert: false }, suggested: { invert: false } });
    expect(data.finish('x').facts).toEqual(dark.data.finish('x').facts);
    const asRead = data.setOptions({ invert: false, turn: false });
    expect(asRead).toMatchObject({ options: { invert: false }, suggested: { invert: true } });
    expect(data.finish('x').facts.id).not.toBe(dark.data.finish('x').facts.id);
    data.setOptions({ invert: true, turn: false });
    expect(data.finish('x').facts).toEqual(dark.data.finish('x').facts);
  });
});

describe('warnings and refusals', () => {
  const part = (labels: number[], first = 0) => ({
    images: images(labels.length, first),
    labels: Uint8Array.from(labels),
  });

  test('few images, one class of more than half, duplicates', async () => {
    const train = part([
      ...Array.from({ length: 30 }, () => 0),
      ...Array.from({ length: 12 }, () => 1),
      2,
      2,
    ]);
    const { summary } = await readOrThrow({
      'train.csv': csvFile(train),
      'test.csv': csvFile(part([0, 1, 2], 29)),
    });
    expect(summary.warnings).toEqual([
      { kind: 'few-images', classes: ['2'] },
      { kind: 'one-sided', class: '0', count: 31, total: 47 },
      { kind: 'duplicates', count: 3 },
    ]);
  });

  test('images that are all the same', async () => {
    const same = {
      images: new Uint8Array(784 * 20).fill(3),
      labels: new Uint8Array(20).map((_, i) => i % 2),
    };
    const { summary } = await readOrThrow({ 'x.csv': csvFile(same) });
    expect(summary.warnings).toEqual([{ kind: 'all-the-same' }, { kind: 'duplicates', count: 4 }]);
  });

  test('a class with test images alone, and no class with two images', async () => {
    const { data } = await readOrThrow({
      'train.csv': csvFile(part([0, 1, 0, 1])),
      'test.csv': csvFile(part([0, 1, 2], 50)),
    });
    expect(refusalIn(() => data.finish('x'))).toMatchObject({ reason: 'no-training-images', class: '2' });
    const single = await readOrThrow({ 'x.csv': csvFile(part([0, 1])) });
    expect(refusalIn(() => single.data.finish('x'))).toMatchObject({ reason: 'no-test-images' });
  });
});

test('progress goes from the start to the end', async () => {
  const reports: string[] = [];
  const data = new OwnData({
    decodeImage: () => Promise.resolve('damaged'),
    onProgress: ({ step, done, total }) => {
      expect(done).toBeLessThanOrEqual(total);
      reports.push(step);
    },
  });
  await data.read(sources({ 'x.csv': csvFile({ images: images(20), labels: new Uint8Array(20) }) }));
  expect(new Set(reports)).toEqual(new Set(['read', 'sort']));
});

test('JPEG and WebP files are decoded by the browser', async () => {
  const jpeg = new Uint8Array(
    Buffer.concat([
      Buffer.from('ffd8ffc0000b080038001c01011100ffda0008010100003f00', 'hex'),
      Buffer.from('00ffd9', 'hex'),
    ]),
  );
  const seen: number[] = [];
  const data = new OwnData({
    decodeImage: (bytes) => {
      seen.push(bytes.length);
      const length = 4 * 28 * 56;
      return Promise.resolve(
        seen.length === 2
          ? 'damaged'
          : {
              width: 28,
              height: 56,
              data: new Uint8ClampedArray(length).map((_, i) => (i % 4 === 3 ? 255 : 100)),
            },
      );
    },
    onProgress: () => undefined,
  });
  const summary = await data.read(sources({ 'a/1.jpg': jpeg, 'a/2.jpg': jpeg, 'b/3.jpg': jpeg }));
  expect(seen).toEqual([jpeg.length, jpeg.length, jpeg.length]);
  expect(summary.classes.map(({ samples }) => samples[300])).toEqual([100, 100]);
  expect(summary.refused).toEqual([{ count: 1, refusal: { file: 'a/2.jpg', reason: 'damaged' } }]);
});

test('a failed reading leaves what was read before', async () => {
  const { data } = await readOrThrow({
    'x.csv': csvFile({ images: images(20), labels: new Uint8Array(20).fill(1, 9) }),
  });
  const before = data.finish('x').facts;
  expect(await tryRead({ 'y.csv': text('1,2,3') }, data)).toMatchObject({
    refusal: { reason: 'csv-columns' },
  });
  expect(data.finish('x').facts).toEqual(before);
});
