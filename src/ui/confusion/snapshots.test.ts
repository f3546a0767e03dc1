import { expect, it } from 'vitest';
import { emptySnapshot, snapshotAt } from './snapshots.ts';

const counts = (count: number) => new Uint16Array(100).fill(count);
const EPOCHS = [
  { epoch: 1, validationConfusion: counts(1) },
  { epoch: 2, validationConfusion: counts(2) },
];
const result = (...predicted: number[]) => ({
  labels: new Uint8Array(predicted.length),
  predicted: Uint8Array.from(predicted),
});

it('compares an epoch with the one before', () => {
  expect(snapshotAt(0, EPOCHS, null, null, 10)).toEqual({
    kind: 'epoch',
    epoch: 1,
    counts: counts(1),
    before: null,
  });
  expect(snapshotAt(1, EPOCHS, result(0), result(1), 10)).toMatchObject({ epoch: 2, before: counts(1) });
});

it('compares the final test with that of an earlier run', () => {
  const snapshot = snapshotAt(2, EPOCHS, result(0, 0, 3), result(3, 3, 3), 10)!;
  expect(snapshot.kind).toBe('test');
  expect([...snapshot.counts.subarray(0, 4)]).toEqual([2, 0, 0, 1]);
  expect([...snapshot.before!.subarray(0, 4)]).toEqual([0, 0, 0, 3]);
  expect(snapshotAt(2, EPOCHS, result(0), null, 10)).toMatchObject({ before: null });
});

it('has no snapshot after the last', () => {
  expect(snapshotAt(2, EPOCHS, null, null, 10)).toBeNull();
  expect(snapshotAt(0, [], null, null, 10)).toBeNull();
});

it.each([3, 36])('counts the final test of %i classes', (classes) => {
  const { counts } = snapshotAt(0, [], result(0, classes - 1), null, classes)!;
  expect(counts).toHaveLength(classes ** 2);
  expect([counts[0], counts[classes - 1]]).toEqual([1, 1]);
  expect(emptySnapshot(classes).counts).toEqual(new Uint16Array(classes ** 2));
});
