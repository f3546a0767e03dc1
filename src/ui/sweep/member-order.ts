// The order of the table's rows, and the moves of the arrow keys on the heatmap.

import { isTested, type Member } from './members.ts';

export type SortColumn = 'number' | 'validation' | 'test';
export interface SortOrder {
  column: SortColumn;
  descending: boolean;
}

function valueOf({ plan, state }: Member, column: SortColumn): number | null {
  switch (column) {
    case 'number':
      return plan.index;
    case 'validation':
      return state.best?.validationAccuracy ?? null;
    case 'test':
      return isTested(state) ? state.test!.accuracy : null;
    default:
      return column satisfies never;
  }
}

/** Members without a value come last. */
export function sortMembers(members: readonly Member[], { column, descending }: SortOrder): Member[] {
  return [...members].sort((x, y) => {
    const [a, b] = [valueOf(x, column), valueOf(y, column)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return (descending ? b - a : a - b) || x.plan.index - y.plan.index;
  });
}

/** The member that `key` moves to on a heatmap with `columns` of `count` members; null for other keys. */
export function nextMember(key: string, index: number, count: number, columns: number): number | null {
  const moved = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key];
  if (moved !== undefined) {
    const next = index + moved;
    return next >= 0 && next < count ? next : index;
  }
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
