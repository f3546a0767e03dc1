// The members as cells that fill while they train: in a row for one setting, in a grid for two. One tab stop; arrow keys move
// inside. A number and a word say what the colours say.

import { useCallback, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { SweepPlan } from '../../contract/sweep.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import '../kit/table.css';
import { scaleOf } from '../kit/values/color-scale.ts';
import { HeatmapCell } from './heatmap-cell.tsx';
import type { Member } from './members.ts';
import { nextMember } from './member-order.ts';
import type { Highlighted } from './highlighted.ts';
import { useFieldWords, useRungName } from './use-sweep-words.ts';
import { useWholeRows } from './use-whole-rows.ts';

/** Height of the grid in rem. A larger one scrolls. */
const MOST_HEIGHT = 30;

export interface MemberParts {
  plan: SweepPlan;
  members: readonly Member[];
  highlighted: Highlighted;
  /** The indices of the members outside the chosen ranges. */
  outside: ReadonlySet<number>;
}

export function Heatmap({
  plan,
  members,
  highlighted,
  onOpen,
}: Omit<MemberParts, 'outside'> & { onOpen: (index: number) => void }) {
  const t = useTranslations('sweep.heatmap');
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const fit = useWholeRows(box, grid, MOST_HEIGHT);
  const [current, setCurrent] = useState(0);
  const rows = useHeatmapRows(plan, members);
  const columns = rows ? rows.columns.length : 1;
  const count = members.length;
  const { low, high } = scaleOf(members.flatMap(({ state }) => state.best?.validationAccuracy ?? []));
  // The same as long as its ends are.
  const scale = useMemo(() => ({ low, high, signed: false }), [low, high]);
  const onKeyDown = useCallback(
    (event: KeyboardEvent, index: number) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = nextMember(event.key, index, count, columns);
      if (next === null) return;
      event.preventDefault();
      place.current?.querySelector<HTMLElement>(`[data-member="${next}"]`)?.focus();
    },
    [count, columns],
  );
  const cell = (member: Member, label: string | null) => (
    <HeatmapCell
      key={member.plan.index}
      {...{ plan, member, label, scale, highlighted, onOpen, onKeyDown }}
      reachable={member.plan.index === current}
      onFocus={setCurrent}
    />
  );
  return (
    <section className="sweep-heatmap" aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('title')}
      </h3>
      <p className="note">
        {t('note')} {t('keys')}
      </p>
      <div ref={place}>
        {rows ? (
          <>
            <ScrollRegion
              className="table-scroll"
              label={t('title')}
              ref={box}
              style={fit ? { maxBlockSize: fit.height } : {}}
            >
              <table className="sweep-grid" aria-labelledby={id} ref={grid}>
                <thead>
                  <tr>
                    <th scope="col" className="note">
                      {t('axes', { rows: rows.rowName, columns: rows.columnName })}
                    </th>
                    {rows.columns.map((column) => (
                      <th scope="col" key={column}>
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.rows.map((row, i) => (
                    <tr key={row}>
                      <th scope="row">{row}</th>
                      {members.slice(i * columns, (i + 1) * columns).map((member) => (
                        <td key={member.plan.index}>{cell(member, null)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
            {fit && (
              <p className="note">
                {t('scroll', { shown: String(fit.shown), count: String(rows.rows.length) })}
              </p>
            )}
          </>
        ) : (
          <OneAxis members={members}>{cell}</OneAxis>
        )}
      </div>
    </section>
  );
}

interface OneAxisProps {
  members: readonly Member[];
  children: (member: Member, label: string) => ReactNode;
}

function OneAxis({ members, children }: OneAxisProps) {
  const { valueText } = useFieldWords();
  return (
    <div className="sweep-row">
      {members.map((member) => {
        const [only] = member.plan.values;
        return children(member, only ? valueText(only.field, only.value) : '');
      })}
    </div>
  );
}

interface HeatmapRows {
  rowName: string;
  columnName: string;
  rows: string[];
  columns: string[];
}

/** The headers of a grid; null for a single row. */
function useHeatmapRows(plan: SweepPlan, members: readonly Member[]): HeatmapRows | null {
  const t = useTranslations('sweep.staircase');
  const { fieldName, valueText } = useFieldWords();
  const rungName = useRungName(plan.kind === 'staircase' ? plan.rungs : []);
  const firstRow = members.filter(({ plan: { at } }) => at[0] === 0);
  const firstColumn = members.filter(({ plan: { at } }) => at[1] === 0);
  if (firstColumn.length === 0) return null;
  const valueAt = ({ plan: { values } }: Member, axis: number) =>
    valueText(values[axis]!.field, values[axis]!.value);
  if (plan.kind === 'staircase') {
    return {
      rowName: t('columns.rung'),
      columnName: fieldName('seed'),
      rows: firstColumn.map(({ plan: { at } }) => rungName(at[0]!)),
      columns: firstRow.map((member) => valueAt(member, 0)),
    };
  }
  const [first, second] = members[0]!.plan.values;
  return {
    rowName: fieldName(first!.field),
    columnName: fieldName(second!.field),
    rows: firstColumn.map((member) => valueAt(member, 0)),
    columns: firstRow.map((member) => valueAt(member, 1)),
  };
}
