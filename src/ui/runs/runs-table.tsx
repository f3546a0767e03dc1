// The table of runs, with headers that sort it.

import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { SortHeader } from '../kit/sort-header.tsx';
import { useDuration } from '../kit/use-duration.ts';
import type { SeedGroup } from '../../compare/seed-groups.ts';
import { RunRow } from './run-row.tsx';
import { useSettings } from './use-run-words.ts';
import type { SortColumn, SortOrder, TableRow } from './runs-order.ts';

const COLUMNS = ['name', 'accuracy', 'settings', 'seconds', 'finished'] as const;
/** What a first press sorts by: the largest first, or the alphabet. */
const DESCENDING: Record<SortColumn, boolean> = {
  name: false,
  accuracy: true,
  seconds: false,
  finished: true,
};

interface RunsTableProps {
  rows: readonly TableRow[];
  order: SortOrder;
  onOrder: (order: SortOrder) => void;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

export function RunsTable({ rows, order, onOrder, chosen, onChoose }: RunsTableProps) {
  const t = useTranslations('runs');
  const ids = rows.flatMap((row) => (row.kind === 'run' ? [row.run.id] : []));
  const all = ids.every((id) => chosen.has(id));
  const press = (column: SortColumn) =>
    onOrder({ column, descending: column === order.column ? !order.descending : DESCENDING[column] });
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    <ScrollRegion className="table-scroll" label={t('table')}>
      <table className="table runs-table" aria-label={t('table')}>
        <thead>
          <tr>
            <td>
              <label className="runs-check">
                <input
                  type="checkbox"
                  aria-label={t('selectAll')}
                  checked={all}
                  onChange={() => onChoose(all ? new Set() : new Set(ids))}
                />
              </label>
            </td>
            {COLUMNS.map((column) => (
              <Header key={column} column={column} order={order} onPress={press} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            row.kind === 'group' ? (
              <GroupRow key={`group ${row.group.runs[0]!.id}`} group={row.group} />
            ) : (
              <RunRow
                key={row.run.id}
                run={row.run}
                inGroup={row.inGroup}
                chosen={chosen.has(row.run.id)}
                onChoose={choose}
              />
            ),
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface HeaderProps {
  column: (typeof COLUMNS)[number];
  order: SortOrder;
  onPress: (column: SortColumn) => void;
}

function Header({ column, order, onPress }: HeaderProps) {
  const t = useTranslations('runs.columns');
  if (column === 'settings') return <th scope="col">{t(column)}</th>;
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <SortHeader
      name={t(column)}
      sorted={order.column === column ? direction : null}
      onPress={() => onPress(column)}
    />
  );
}

/** The runs of one configuration: their mean and range. */
function GroupRow({ group: { runs, seeds, accuracy, seconds } }: { group: SeedGroup }) {
  const t = useTranslations('runs.group');
  const duration = useDuration();
  const settings = useSettings();
  return (
    <tr className="runs-group">
      <th scope="rowgroup" colSpan={2}>
        {t('title', { runs: runs.length, seeds })}
      </th>
      <td>
        {t('mean', { mean: formatPercent(accuracy.mean) })}
        <span className="note">
          {t('range', { least: formatPercent(accuracy.least), most: formatPercent(accuracy.most) })}
        </span>
      </td>
      <td className="runs-settings">{settings(runs[0]!, false)}</td>
      <td colSpan={2}>{t('mean', { mean: duration(seconds.mean) })}</td>
    </tr>
  );
}
