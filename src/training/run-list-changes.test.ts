// Which runs stay in the list.

import { expect, test } from 'vitest';
import { IMPORTED_RUNS, OWN_RUNS } from '../contract/run-limits.ts';
import type { RefusedRunFile, RunEntry } from '../contract/finished-runs.ts';
import { runEntry, runFile } from '../compare/runs.fixture.ts';
import { AllPinnedError, changed, withImported, withOwn, type ImportedRun } from './run-list-changes.ts';

const weights = Uint8Array.of(1);
const stored = (entries: readonly RunEntry[]) => entries.map((entry) => ({ id: entry.id, entry }));
const runs = (count: number, changes: (number: number) => Partial<RunEntry> = () => ({})) =>
  Array.from({ length: count }, (_, i) => runEntry(i + 1, runFile(), changes(i + 1)));

test('a new run is numbered, and below the limit no other gives way', () => {
  const { remove, put } = withOwn(stored(runs(OWN_RUNS - 1)), 'new', runFile(), weights);
  expect(remove).toEqual([]);
  expect(put).toMatchObject([{ entry: { id: 'new', number: OWN_RUNS, name: null }, weights }]);
});

test('the oldest run without a pin gives way', () => {
  const { remove } = withOwn(
    stored(runs(OWN_RUNS, (number) => ({ pinned: number < 3 }))),
    'new',
    runFile(),
    weights,
  );
  expect(remove).toEqual(['run-3']);
});

test('when all are pinned a new run is not stored, and one that is listed is replaced', () => {
  const pinned = stored(runs(OWN_RUNS, () => ({ pinned: true, name: 'Mine' })));
  expect(() => withOwn(pinned, 'new', runFile(), weights)).toThrow(AllPinnedError);
  const { remove, put } = withOwn(pinned, 'run-4', runFile(), weights);
  expect(remove).toEqual([]);
  expect(put).toMatchObject([{ entry: { id: 'run-4', number: 4, pinned: true, name: 'Mine' } }]);
});

const file = (number: number): ImportedRun => ({
  id: `imported-${number}`,
  name: `Pupil ${number}`,
  file: `${number}.json`,
  run: runFile(),
});
const files = (count: number, first = 1) => Array.from({ length: count }, (_, i) => file(first + i));
const imported = (count: number, pinned = false) =>
  runs(count, () => ({ imported: true, pinned })).map((entry) =>
    Object.assign(entry, { id: `old-${entry.number}` }),
  );

test('imported runs push out neither runs of this machine nor pinned ones', () => {
  const own = stored(runs(OWN_RUNS));
  const refused: RefusedRunFile[] = [];
  const { remove, put } = withImported([...own, ...stored(imported(IMPORTED_RUNS))], files(3), refused);
  expect(remove).toEqual(['old-1', 'old-2', 'old-3']);
  expect(put.map(({ entry }) => entry.number)).toEqual([201, 202, 203]);
  expect(refused).toEqual([]);
  // And runs of this machine do not push out imported ones.
  expect(withOwn([...own, ...stored(imported(5))], 'new', runFile(), weights).remove).toEqual(['run-1']);
});

test('imported runs without room are named', () => {
  const refused: RefusedRunFile[] = [];
  const { remove, put } = withImported(stored(imported(IMPORTED_RUNS - 1, true)), files(3), refused);
  expect(remove).toEqual([]);
  expect(put.map(({ entry }) => entry.id)).toEqual(['imported-1']);
  expect(refused.map(({ file, refusal }) => [file, refusal.reason])).toEqual([
    ['2.json', 'too-many'],
    ['3.json', 'too-many'],
  ]);
});

test('a deleted run comes back with its number, or with a new one if another run has it now', () => {
  const deleted = runs(3).map((entry) => ({ entry, weights }));
  const numbersAfter = (left: readonly RunEntry[]) =>
    changed(stored(left), { kind: 'undelete' }, deleted).put.map(({ entry: { id, number } }) => [id, number]);
  expect(numbersAfter([])).toEqual([
    ['run-1', 1],
    ['run-2', 2],
    ['run-3', 3],
  ]);
  const newer = [2, 3].map((number) => runEntry(number, runFile(), { id: `newer-${number}` }));
  expect(numbersAfter(newer)).toEqual([
    ['run-1', 1],
    ['run-2', 4],
    ['run-3', 5],
  ]);
  // Imported runs are counted apart.
  expect(numbersAfter(imported(3))).toEqual(numbersAfter([]));
});

test('the same file twice is one run, and the second file is named', () => {
  const refused: RefusedRunFile[] = [];
  const again = { ...file(1), file: 'copy.json' };
  const { put } = withImported([], [file(1), again, file(2)], refused);
  expect(put.map(({ entry }) => entry.id)).toEqual(['imported-1', 'imported-2']);
  expect(refused).toEqual([{ file: 'copy.json', refusal: { reason: 'repeated', detail: '1.json' } }]);
});
