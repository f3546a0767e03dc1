import { expect, test } from 'vitest';
import { MOST_SNAPSHOTS, Snapshots } from './snapshots.ts';

function stateOf(epoch: number, size = 2) {
  const none = new Float32Array(0);
  return { step: epoch * 10, parameters: new Float32Array(size).fill(epoch), moment1: none, moment2: none };
}

test('every epoch has a snapshot while there is room', () => {
  const snapshots = new Snapshots();
  expect(snapshots.at(null)).toBeNull();
  for (let epoch = 0; epoch < MOST_SNAPSHOTS; epoch++) snapshots.add(epoch, stateOf(epoch));
  expect(snapshots.epochs).toEqual(Array.from({ length: MOST_SNAPSHOTS }, (_, epoch) => epoch));
  expect(snapshots.at(7)).toEqual({ epoch: 7, step: 70, parameters: Float32Array.of(7, 7) });
  expect(snapshots.at(null)?.epoch).toBe(MOST_SNAPSHOTS - 1);
});

test('without room they are thinned evenly; the first and the newest stay', () => {
  const snapshots = new Snapshots();
  for (let epoch = 0; epoch <= 500; epoch++) {
    snapshots.add(epoch, stateOf(epoch));
    expect(snapshots.epochs.length).toBeLessThanOrEqual(MOST_SNAPSHOTS);
    expect(snapshots.epochs.at(-1)).toBe(epoch);
    expect(snapshots.epochs[0]).toBe(0);
  }
  const gaps = snapshots.epochs.slice(1).map((epoch, i) => epoch - snapshots.epochs[i]!);
  expect(new Set(gaps.slice(0, -1))).toEqual(new Set([16]));
  expect(gaps.at(-1)).toBeLessThanOrEqual(16);
  expect(snapshots.epochs.length).toBeGreaterThan(MOST_SNAPSHOTS / 2);
  // For an epoch without a snapshot, the one before it is given.
  expect(snapshots.at(33)?.epoch).toBe(32);
});

test('an epoch that is trained once more replaces its snapshot and all later ones', () => {
  const snapshots = new Snapshots();
  for (let epoch = 0; epoch < 6; epoch++) snapshots.add(epoch, stateOf(epoch));
  snapshots.add(3, { ...stateOf(3), step: 31 });
  expect(snapshots.epochs).toEqual([0, 1, 2, 3]);
  expect(snapshots.at(9)?.step).toBe(31);
});

test('there are fewer snapshots of large networks', () => {
  const snapshots = new Snapshots();
  for (let epoch = 0; epoch < 20; epoch++) snapshots.add(epoch, stateOf(epoch, 2 ** 20));
  // 8 of 4 MiB would fit.
  expect(snapshots.epochs).toEqual([0, 4, 8, 12, 16, 19]);
});
