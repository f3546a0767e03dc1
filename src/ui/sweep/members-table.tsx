// The members as a table that can be sorted: what differs from the base, their accuracies, and what can be done with them.

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { SortHeader } from '../kit/sort-header.tsx';
import { MemberRow } from './member-row.tsx';
import type { MemberParts } from './heatmap.tsx';
import type { Member } from './members.ts';
import { sortMembers, type SortColumn, type SortOrder } from './member-order.ts';

const COLUMNS = ['number', 'validation', 'test', 'status', 'actions', 'difference'] as const;
/** What a first press sorts by. */
const DESCENDING: Record<SortColumn, boolean> = { number: false, validation: true, test: true };
const isSortable = (column: (typeof COLUMNS)[number]): column is SortColumn => column in DESCENDING;

interface MembersTableProps extends MemberParts {
  /** Whether the sweep is only in storage: its members can't be discarded before it is resumed. */
  saved: boolean;
  /** The link of the run that the views show. */
  shown: string | null;
  onOpen: (index: number) => void;
}

export function MembersTable({
  plan,
  members,
  highlighted,
  outside,
  saved,
  shown,
  onOpen,
}: MembersTableProps) {
  const t = useTranslations('sweep.table');
  const id = useId();
  const [order, setOrder] = useState<SortOrder>({ column: 'validation', descending: true });
  const press = (column: SortColumn) =>
    setOrder({
      column,
      descending: column === order.column ? !order.descending : DESCENDING[column],
    });
  /** A rung differs from the one below, with the same seed. */
  const baseOf = ({ plan: { at } }: Member) => {
    if (plan.kind === 'axes') return plan.base;
    const below = members.find((other) => other.plan.at[0] === at[0]! - 1 && other.plan.at[1] === at[1]);
    return below?.plan.config ?? null;
  };
  return (
    <section aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('title')}
      </h3>
      <ScrollRegion className="table-scroll sweep-members" label={t('title')}>
        <table className="table sweep-table" aria-labelledby={id}>
          <thead>
            <tr>
              {COLUMNS.map((column) =>
                isSortable(column) ? (
                  <SortHeader
                    key={column}
                    name={t(column)}
                    sorted={column !== order.column ? null : order.descending ? 'descending' : 'ascending'}
                    onPress={() => press(column)}
                  />
                ) : (
                  <th scope="col" key={column}>
                    {t(column === 'difference' && plan.kind === 'staircase' ? 'differenceBelow' : column)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {sortMembers(members, order).map((member) => (
              <MemberRow
                key={member.plan.index}
                {...{ plan, member, highlighted, saved, shown, onOpen }}
                outside={outside.has(member.plan.index)}
                base={baseOf(member)}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
