// The newest sweep: its progress, plots and lists. One of its members can be highlighted in all of them.

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

type List = 'staircase.table' | 'table.title' | 'vote.title';

export function SweepResults({ onClear }: { onClear: () => void }) {
  const sweep = useAppState((state) => state.sweep);
  // What was chosen and counted belongs to one sweep.
  return sweep && <Results key={sweep.id} sweep={sweep} onClear={onClear} />;
}

function Results({ sweep, onClear }: { sweep: SweepState; onClear: () => void }) {
  const t = useTranslations('sweep');
  const { commands } = useApp();
  const { plan, members: states } = useDeferredValue(sweep);
  const members = useMemo(() => joinMembers({ plan, members: states }), [plan, states]);
  const highlighted = useNewHighlighted();
  const axes = useMemo(() => coordinateAxes(members), [members]);
  const [ranges, setRanges] = useState<Ranges>({});
  // Rows and curves follow a handle when there is time.
  const followed = useDeferredValue(ranges);
  const outside = useMemo(() => outsideRanges(members, followed), [members, followed]);
  const staircase = plan.kind === 'staircase';
  const [list, setList] = useState<List>(staircase ? 'staircase.table' : 'table.title');
  const lists: readonly List[] = [
    ...(staircase ? (['staircase.table'] as const) : []),
    'table.title',
    'vote.title',
  ];
  const shown = useAppState(({ run }) =>
    run.result && run.plan?.start.kind === 'seed' ? formatLink(run.plan.config) : null,
  );
  const parts = { plan, members, highlighted, outside };
  const mode = (of: List) => (of === list ? 'visible' : 'hidden');
  return (
    <div className="sweep-results">
      <SweepProgress sweep={sweep} members={members} onClear={onClear} />
      <Plots {...parts} {...{ axes, ranges }} onRanges={setRanges} onOpen={commands.openMember} />
      <div className="sweep-pane">
        <Segmented
          label={t('lists')}
          value={list}
          options={lists.map((value) => ({ value, content: t(value) }))}
          onChange={setList}
        />
        {staircase && list === 'staircase.table' && <Rungs plan={plan} members={members} />}
        <Activity mode={mode('table.title')}>
          <MembersTable
            {...parts}
            saved={sweep.phase === 'saved'}
            shown={shown}
            onOpen={commands.openMember}
          />
        </Activity>
        <Activity mode={mode('vote.title')}>
          <Vote members={members} sweep={sweep} />
        </Activity>
      </div>
    </div>
  );
}
