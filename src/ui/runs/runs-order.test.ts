import { describe, expect, test } from 'vitest';
import { runEntry, runFile, scored } from '../../compare/runs.fixture.ts';
import type { RunEntry } from '../../contract/finished-runs.ts';
import { tableRows, type SortOrder } from './runs-order.ts';

const nameOf = ({ name, number }: RunEntry) => name ?? `Run ${number}`;
const rowsOf = (runs: readonly RunEntry[], column: SortOrder['column'], descending: boolean) =>
  tableRows(runs, { column, descending }, nameOf).map((row) =>
    row.kind === 'group' ? `group of ${row.group.seeds}` : row.run.number,
  );

describe('the rows of the table', () => {
  const runs = [scored(1, 0.8, { lr: 1e-2 }), scored(10, 0.9, { lr: 2e-2 }), scored(2, 0.85, { lr: 3e-2 })];

  test('are sorted by name with its numbers, accuracy, time and date', () => {
    expect(rowsOf(runs, 'name', false)).toEqual([1, 2, 10]);
    expect(rowsOf(runs, 'accuracy', true)).toEqual([10, 2, 1]);
    expect(rowsOf(runs, 'accuracy', false)).toEqual([1, 2, 10]);
    expect(rowsOf(runs, 'seconds', false)).toEqual([1, 2, 10]);
    expect(rowsOf(runs, 'finished', true)).toEqual([10, 2, 1]);
  });

  test('have runs without a value last, in both directions', () => {
    const untested = runEntry(5, runFile({ lr: 4e-2 }), { test: null });
    expect(rowsOf([untested, ...runs], 'accuracy', true)).toEqual([10, 2, 1, 5]);
    expect(rowsOf([untested, ...runs], 'accuracy', false)).toEqual([1, 2, 10, 5]);
  });

  test('have the seeds of a configuration below their group, which stands by its mean', () => {
    const seeds = [scored(3, 0.82, { seed: 2 }), scored(4, 0.86, { seed: 3 })];
    expect(rowsOf([...runs, ...seeds], 'accuracy', true)).toEqual([10, 2, 'group of 2', 4, 3, 1]);
    expect(rowsOf([...runs, ...seeds], 'finished', true)).toEqual([10, 'group of 2', 4, 3, 2, 1]);
  });
});
