// The rows of the table: single runs and groups of seeds, sorted by a column.

import { seedGroups, type SeedGroup } from '../../compare/seed-groups.ts';
import type { RunEntry } from '../../contract/finished-runs.ts';

export type SortColumn = 'name' | 'accuracy' | 'seconds' | 'finished';
export interface SortOrder {
  column: SortColumn;
  descending: boolean;
}

export type TableRow =
  | { kind: 'run'; run: RunEntry; inGroup: boolean }
  /** The runs of the group follow. */
  | { kind: 'group'; group: SeedGroup };

type Value = string | number;

function valueOf(run: RunEntry, column: SortColumn, nameOf: (run: RunEntry) => string): Value | null {
  switch (column) {
    case 'name':
      return nameOf(run);
    case 'accuracy':
      return run.test?.accuracy ?? null;
    case 'seconds':
      return run.test?.seconds ?? null;
    case 'finished':
      return run.savedAt;
    default:
      return column satisfies never;
  }
}

function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** Rows in the order of `order`; a group stands by its mean or by its first run. Runs without a value come last. */
export function tableRows(
  runs: readonly RunEntry[],
  { column, descending }: SortOrder,
  nameOf: (run: RunEntry) => string,
): TableRow[] {
  const sorted = <T>(items: readonly T[], value: (item: T) => Value | null): T[] =>
    [...items].sort((x, y) => {
      const [a, b] = [value(x), value(y)];
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return descending ? compare(b, a) : compare(a, b);
    });
  const sortedRuns = sorted(runs, (run) => valueOf(run, column, nameOf));
  const groups = seedGroups(sortedRuns);
  const grouped = new Set(groups.flatMap((group) => group.runs));
  const items = [...groups, ...sortedRuns.filter((run) => !grouped.has(run))];
  const valueOfItem = (item: SeedGroup | RunEntry): Value | null => {
    if (!('runs' in item)) return valueOf(item, column, nameOf);
    if (column === 'accuracy') return item.accuracy.mean;
    if (column === 'seconds') return item.seconds.mean;
    return valueOf(item.runs[0]!, column, nameOf);
  };
  const rows: TableRow[] = [];
  for (const item of sorted(items, valueOfItem)) {
    if ('runs' in item) {
      rows.push({ kind: 'group', group: item });
      for (const run of item.runs) rows.push({ kind: 'run', run, inGroup: true });
    } else rows.push({ kind: 'run', run: item, inGroup: false });
  }
  return rows;
}
