import { expect, test } from 'vitest';
import { Snapshots, MOST_MODELS } from './snapshots.ts';

function stateOf(epoch: number, size = 2) {
  const none = new Float32Array(0);
  return { step: epoch * 10, parameters: new Float32Array(size).fill(epoch), moment1: none, moment2: none };
}

test('every epoch is kept while there is room, and found by its number', () => {
  const models = new Snapshots();
  expect(models.at(null)).toBeNull();
  for (let epoch = 0; epoch < MOST_MODELS; epoch++) models.keep(epoch, stateOf(epoch));
  expect(models.epochs).toEqual(Array.from({ length: MOST_MODELS }, (_, epoch) => epoch));
  expect(models.at(7)).toEqual({ epoch: 7, step: 70, parameters: Float32Array.of(7, 7) });
  expect(models.at(null)?.epoch).toBe(MOST_MODELS - 1);
});

test('beyond that they are thinned evenly; the first and the newest stay', () => {
  const models = new Snapshots();
  for (let epoch = 0; epoch <= 500; epoch++) {
    models.keep(epoch, stateOf(epoch));
    expect(models.epochs.length).toBeLessThanOrEqual(MOST_MODELS);
    expect(models.epochs.at(-1)).toBe(epoch);
    expect(models.epochs[0]).toBe(0);
  }
  const gaps = models.epochs.slice(1).map((epoch, i) => epoch - models.epochs[i]!);
  expect(new Set(gaps.slice(0, -1))).toEqual(new Set([16]));
  expect(gaps.at(-1)).toBeLessThanOrEqual(16);
  expect(models.epochs.length).toBeGreaterThan(MOST_MODELS / 2);
  // An epoch that is gone is answered by the one before it.
  expect(models.at(33)?.epoch).toBe(32);
});

test('an epoch done anew takes the place of what came after', () => {
  const models = new Snapshots();
  for (let epoch = 0; epoch < 6; epoch++) models.keep(epoch, stateOf(epoch));
  models.keep(3, { ...stateOf(3), step: 31 });
  expect(models.epochs).toEqual([0, 1, 2, 3]);
  expect(models.at(9)?.step).toBe(31);
  models.clear();
  expect(models.epochs).toEqual([]);
});

test('of large networks fewer are kept', () => {
  const models = new Snapshots();
  for (let epoch = 0; epoch < 20; epoch++) models.keep(epoch, stateOf(epoch, 2 ** 20));
  // 8 of 4 MiB would fit.
  expect(models.epochs).toEqual([0, 4, 8, 12, 16, 19]);
});
