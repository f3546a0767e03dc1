// The newest sweep: its progress, heatmap, curves and table. One of its members can be highlighted in all of them.

import { useDeferredValue, useMemo } from 'react';
import type { SweepState } from '../../contract/sweep-state.ts';
import { formatLink } from '../../contract/url.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { MemberCurves } from './member-curves.tsx';
import { Heatmap } from './heatmap.tsx';
import { heatmapColumns, joinMembers } from './members.ts';
import { MembersTable } from './members-table.tsx';
import { useNewHighlighted } from './highlighted.ts';
import { Rungs } from './rungs-table.tsx';
import { SweepProgress } from './sweep-progress.tsx';
import { Vote } from './vote.tsx';

/** A heatmap with at most so many columns has the curves beside it, where there is room. */
const MOST_BESIDE = 4;

export function SweepResults({ onClear }: { onClear: () => void }) {
  const sweep = useAppState((state) => state.sweep);
  // What was chosen and counted belongs to one sweep.
  return sweep && <Results key={sweep.id} sweep={sweep} onClear={onClear} />;
}

function Results({ sweep, onClear }: { sweep: SweepState; onClear: () => void }) {
  const { commands } = useApp();
  const { plan, members: states } = useDeferredValue(sweep);
  const members = useMemo(() => joinMembers({ plan, members: states }), [plan, states]);
  const highlighted = useNewHighlighted();
  const shown = useAppState(({ run }) =>
    run.result && run.plan?.start.kind === 'seed' ? formatLink(run.plan.config) : null,
  );
  const parts = { plan, members, highlighted };
  return (
    <div className="sweep-results">
      <SweepProgress sweep={sweep} members={members} onClear={onClear} />
      {plan.kind === 'staircase' && <Rungs plan={plan} members={members} />}
      <div className="sweep-plots" data-beside={heatmapColumns(members) <= MOST_BESIDE}>
        <Heatmap {...parts} onOpen={commands.openMember} />
        <MemberCurves {...parts} />
      </div>
      <MembersTable {...parts} saved={sweep.phase === 'saved'} shown={shown} onOpen={commands.openMember} />
      <Vote members={members} sweep={sweep} />
    </div>
  );
}
