// The newest sweep: its progress, plots and lists, in all of which a member can be highlighted; and its vote.

import { Activity, useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SweepState } from '../../contract/sweep-state.ts';
import { formatLink } from '../../contract/url.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { coordinateAxes, outsideRanges, type Ranges } from './coordinates.ts';
import { joinMembers } from './members.ts';
import { MembersTable } from './members-table.tsx';
import { useNewHighlighted } from './highlighted.ts';
import { Plots } from './plots.tsx';
import { Rungs } from './rungs-table.tsx';
import { SweepProgress } from './sweep-progress.tsx';
import { Vote } from './vote.tsx';

type List = 'staircase.table' | 'table.title';
const LISTS: readonly List[] = ['staircase.table', 'table.title'];

interface SweepResultsProps {
  /** Which of the view's parts is shown. */
  page: 'results' | 'vote' | 'plan';
  onClear: () => void;
}

export function SweepResults(props: SweepResultsProps) {
  const sweep = useAppState((state) => state.sweep);
  // What was chosen and counted belongs to one sweep.
  return sweep && <Results key={sweep.id} sweep={sweep} {...props} />;
}

function Results({ sweep, page, onClear }: SweepResultsProps & { sweep: SweepState }) {
  const t = useTranslations('sweep');
  const { commands } = useApp();
  const { plan, members: states } = useDeferredValue(sweep);
  const members = useMemo(() => joinMembers({ plan, members: states }), [plan, states]);
  const highlighted = useNewHighlighted();
  const [ranges, setRanges] = useState<Ranges>({});
  const axes = useMemo(() => coordinateAxes(members, ranges), [members, ranges]);
  // Rows and curves follow a handle when there is time.
  const followed = useDeferredValue(ranges);
  const outside = useMemo(() => outsideRanges(members, followed), [members, followed]);
  const staircase = plan.kind === 'staircase';
  const [list, setList] = useState<List>(staircase ? 'staircase.table' : 'table.title');
  const shown = useAppState(({ run }) =>
    run.result && run.plan?.start.kind === 'seed' ? formatLink(run.plan.config) : null,
  );
  const parts = { plan, members, highlighted, outside };
  return (
    <>
      <Activity mode={page === 'results' ? 'visible' : 'hidden'}>
        <div className="sweep-results">
          <SweepProgress sweep={sweep} members={members} onClear={onClear} />
          <Plots {...parts} {...{ axes, ranges }} onRanges={setRanges} onOpen={commands.openMember} />
          <div className="sweep-pane">
            {staircase && (
              <Segmented
                label={t('lists')}
                value={list}
                options={LISTS.map((value) => ({ value, content: t(value) }))}
                onChange={setList}
              />
            )}
            {staircase && list === 'staircase.table' && <Rungs plan={plan} members={members} />}
            <Activity mode={list === 'table.title' ? 'visible' : 'hidden'}>
              <MembersTable
                {...parts}
                saved={sweep.phase === 'saved'}
                shown={shown}
                onOpen={commands.openMember}
              />
            </Activity>
          </div>
        </div>
      </Activity>
      <Activity mode={page === 'vote' ? 'visible' : 'hidden'}>
        <Vote {...{ plan, members, sweep }} />
      </Activity>
    </>
  );
}
