// Classes renamed and removed: what stays the same dataset and what becomes another one.

import { expect, test } from 'vitest';
import { pick, type Part } from './draft.ts';
import { csvFile, fashion, newOwnData, readOrThrow } from './files.fixture.ts';
import type { OwnData } from './own-data.ts';
import { Refused } from './refused.ts';

const images = (count: number, first: number) => {
  const all = new Uint8Array(784 * count);
  for (let i = 0; i < count; i++) all.set([7, first + i], 784 * i + 300);
  return all;
};

/** Ten images of each class. */
function drawn(...names: string[]): OwnData {
  const data = newOwnData();
  data.addDrawn(names.map((name, k) => ({ name, images: images(10, 20 * k) })));
  return data;
}

const namesOf = (data: OwnData) => data.finish('x').facts.classes;
const hashOf = (data: OwnData) => data.finish('x').facts.contentHash;

function refusalOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  throw new Error('not refused');
}

test('another name keeps the order and the dataset', () => {
  const data = drawn('ant', 'bee', 'cat');
  const before = hashOf(data);
  const { classes } = data.renameClass('ant', ' zebra\n');
  expect(classes.map(({ name }) => name)).toEqual(['zebra', 'bee', 'cat']);
  expect(namesOf(data)).toEqual(['zebra', 'bee', 'cat']);
  expect(hashOf(data)).toBe(before);
  data.setOptions({ invert: true, turn: false });
  expect(namesOf(data)).toEqual(['zebra', 'bee', 'cat']);
});

test('a name that is none, too long or another class’s is refused, and nothing changes', () => {
  const data = drawn('ant', 'bee');
  expect(refusalOf(() => data.renameClass('ant', ' \u202e '))).toEqual({ file: '', reason: 'no-class' });
  expect(refusalOf(() => data.renameClass('ant', 'x'.repeat(81)))).toMatchObject({ reason: 'class-name' });
  expect(refusalOf(() => data.renameClass('ant', 'bee'))).toEqual({
    file: '',
    reason: 'class-exists',
    class: 'bee',
  });
  expect(namesOf(data)).toEqual(['ant', 'bee']);
  // Names can be exchanged by way of a third one.
  data.renameClass('ant', 'x');
  data.renameClass('bee', 'ant');
  data.renameClass('x', 'bee');
  expect(namesOf(data)).toEqual(['bee', 'ant']);
});

test('images are added to the class that is shown under the name', () => {
  const data = drawn('ant', 'bee');
  data.renameClass('ant', 'wasp');
  expect(data.addDrawn([{ name: 'wasp', images: images(5, 100) }]).classes).toMatchObject([
    { name: 'wasp', trainCount: 12, testCount: 3 },
    { name: 'bee', trainCount: 8, testCount: 2 },
  ]);
  // A new class with the name from before is a class of its own.
  expect(data.addDrawn([{ name: 'ant', images: images(5, 120) }]).classes).toMatchObject([
    { name: 'ant', trainCount: 4, testCount: 1 },
    { name: 'bee', trainCount: 8, testCount: 2 },
    { name: 'wasp', trainCount: 12, testCount: 3 },
  ]);
});

test('a removed class takes its images along: the dataset is that of the others', async () => {
  const { train, test: held } = fashion(300, 100);
  const without = (part: Part): Part =>
    pick(
      part,
      [...part.labels.keys()].filter((i) => part.labels[i] !== 3),
    );
  const read = (one: Part, other: Part) =>
    readOrThrow({ 'train.csv': csvFile(one), 'test.csv': csvFile(other) });
  const { data } = await read(train, held);
  const others = await read(without(train), without(held));
  const summary = data.removeClass('3');
  expect(summary.classes.map(({ name }) => name)).toEqual('012456789'.split(''));
  expect(summary).toMatchObject({ trainCount: others.summary.trainCount, warnings: [] });
  expect(hashOf(data)).toBe(hashOf(others.data));
  data.removeClass('no such class');
  expect(hashOf(data)).toBe(hashOf(others.data));
});

test('with one class left it can’t be finished, and a class can be added again', () => {
  const data = drawn('ant', 'bee');
  data.removeClass('bee');
  expect(refusalOf(() => data.finish('x'))).toMatchObject({ reason: 'too-few-classes', classes: 1 });
  data.addDrawn([{ name: 'bee', images: images(10, 20) }]);
  expect(hashOf(data)).toBe(hashOf(drawn('ant', 'bee')));
});

test('a class that comes back after it was removed has the name of its files', () => {
  const data = drawn('ant', 'bee', 'cat');
  data.renameClass('cat', 'Katze');
  data.removeClass('Katze');
  data.renameClass('bee', 'Katze');
  data.addDrawn([{ name: 'cat', images: images(10, 40) }]);
  expect(namesOf(data)).toEqual(['ant', 'Katze', 'cat']);
  expect(hashOf(data)).toBe(hashOf(drawn('ant', 'bee', 'cat')));
});
