// Properties of the canonical order: it follows from the images and labels alone.

import { createHash } from 'node:crypto';
import { array, assert, double, integer, nat, oneof, property, record, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_OPTIONS } from '../contract/own-data.ts';
import { arrange } from './canonical-order.ts';
import { compareNames } from './class-list.ts';
import { emptyPart, pick, takeFirst, truncate, type Draft, type Part } from './draft.ts';

function draftOf(train: Part, test: Part = emptyPart(), classes = ['a', 'b', 'c']): Draft {
  return {
    suggestedName: 'x',
    format: 'idx',
    classes,
    names: {},
    train,
    test,
    recognised: null,
    found: 0,
    refused: [],
    ignoredCount: 0,
  };
}

/** Images of few different values, so that some are equal. */
const part = array(record({ label: nat(2), value: nat(40), place: nat(783) }), {
  minLength: 1,
  maxLength: 40,
}).map((items): Part => {
  const images = new Uint8Array(items.length * 784);
  for (const [i, { value, place }] of items.entries()) images[784 * i + place] = value;
  return { images, labels: Uint8Array.from(items, ({ label }) => label) };
});

const shuffled = (part: Part, keys: readonly number[]) =>
  pick(
    part,
    Array.from(part.labels, (_, i) => i).toSorted((a, b) => keys[a]! - keys[b]! || a - b),
  );

describe('the canonical order', () => {
  test('does not depend on the order of the files or on the numbers of the classes', () => {
    assert(
      property(part, part, array(double({ noNaN: true }), { minLength: 40, maxLength: 40 }), (a, b, keys) => {
        const first = arrange(draftOf(a, b), NO_OPTIONS);
        const other = shuffled(a, keys);
        const renumbered = { ...other, labels: other.labels.map((label) => 2 - label) };
        const test = { ...b, labels: b.labels.map((label) => 2 - label) };
        expect(arrange(draftOf(renumbered, test, ['c', 'b', 'a']), NO_OPTIONS)).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  test('holds out a fifth of each class, at least one, leaving at least one', () => {
    assert(
      property(part, (given) => {
        const { classes, train, test, heldOut } = arrange(draftOf(given), NO_OPTIONS);
        expect(heldOut).toBe(true);
        for (const [number, name] of classes.entries()) {
          const count = given.labels.filter((label) => ['a', 'b', 'c'][label] === name).length;
          const tested = test.labels.filter((label) => label === number).length;
          expect(tested).toBe(Math.min(count - 1, Math.max(1, Math.round(count / 5))));
          expect(train.labels.filter((label) => label === number).length).toBe(count - tested);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('sorts by the SHA-256 of label and pixels, and hashes labels, then images', () => {
    const images = Uint8Array.from({ length: 784 * 9 }, (_, i) => (i * 31) % 251);
    const { train, test, contentHash } = arrange(
      draftOf(
        { images, labels: Uint8Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2) },
        {
          images: images.slice(784 * 8),
          labels: Uint8Array.of(1),
        },
      ),
      NO_OPTIONS,
    );
    const hash = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');
    const digests = Array.from(train.labels, (label, i) =>
      hash(Uint8Array.of(label), train.images.subarray(784 * i, 784 * (i + 1))),
    );
    expect(digests).toEqual(digests.toSorted());
    expect(contentHash).toBe(hash(train.labels, test.labels, train.images, test.images));
  });

  test('applies the options before; twice is none', () => {
    const images = Uint8Array.from({ length: 784 * 4 }, (_, i) => (i * 7) % 256);
    const given = { images, labels: Uint8Array.of(0, 1, 0, 1) };
    const plain = arrange(draftOf(given, given), NO_OPTIONS);
    const once = arrange(draftOf(given, given), { invert: true, turn: true });
    expect(once.contentHash).not.toBe(plain.contentHash);
    const swapped = Uint8Array.from(
      { length: 784 },
      (_, i) => 255 - images[28 * (i % 28) + Math.floor(i / 28)]!,
    );
    expect(
      [0, 1, 2, 3].some(
        (i) => Buffer.compare(once.train.images.subarray(784 * i, 784 * i + 784), swapped) === 0,
      ),
    ).toBe(true);
    const twice = arrange(draftOf(once.train, once.test, once.classes), { invert: true, turn: true });
    expect(twice).toEqual(plain);
  });
});

test('names sort by an order: numbers by value, then naturally', () => {
  const name = oneof(integer({ min: -20, max: 20 }).map(String), stringMatching(/^[ab1-3]{1,4}$/));
  assert(
    property(name, name, name, (a, b, c) => {
      expect(Math.sign(compareNames(a, b))).toBe(-Math.sign(compareNames(b, a)) + 0);
      if (compareNames(a, b) <= 0 && compareNames(b, c) <= 0)
        expect(compareNames(a, c)).toBeLessThanOrEqual(0);
    }),
  );
  expect(['b', 'a10', '2', 'a9', '10', 'a', 'Z', '01'].toSorted(compareNames)).toEqual([
    '01',
    '2',
    '10',
    'Z',
    'a',
    'a9',
    'a10',
    'b',
  ]);
});

test('beyond the limit the first of each class are taken, the same fraction of each', () => {
  assert(
    property(
      array(nat(4), { minLength: 1, maxLength: 200 }),
      integer({ min: 10, max: 200 }),
      (groups, limit) => {
        const taken = takeFirst(groups, limit);
        expect(taken).toHaveLength(Math.min(limit, groups.length));
        expect(taken).toEqual([...new Set(taken)].toSorted((a, b) => a - b));
        for (const group of new Set(groups)) {
          const all = groups.flatMap((other, i) => (other === group ? [i] : []));
          const own = taken.filter((i) => groups[i] === group);
          expect(own.length).toBeGreaterThan(0);
          expect(own).toEqual(all.slice(0, own.length));
          expect(Math.abs(own.length - (all.length * taken.length) / groups.length)).toBeLessThan(6);
        }
      },
    ),
  );
  const labels = Uint8Array.from({ length: 100 }, (_, i) => Number(i % 4 === 0));
  const images = new Uint8Array(78_400).map((_, i) => Math.floor(i / 784));
  const cut = truncate(draftOf({ images, labels }, { images, labels }), 40);
  expect([cut.train.labels.length, cut.test.labels.length]).toEqual([20, 20]);
  expect(cut.train.labels.reduce((sum, label) => sum + label)).toBe(5);
  expect([cut.train.images[0], cut.train.images[784]]).toEqual([0, 1]);
});
