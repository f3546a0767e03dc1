// The newest sweep: its progress, map, curves and table. One of its members can be raised in all of them.

import { useDeferredValue, useMemo } from 'react';
import type { SweepState } from '../../contract/sweep-state.ts';
import { formatLink } from '../../contract/url.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { MemberCurves } from './member-curves.tsx';
import { MemberMap } from './member-map.tsx';
import { joinMembers } from './members.ts';
import { MembersTable } from './members-table.tsx';
import { useNewRaised } from './raised.ts';
import { Rungs } from './rungs-table.tsx';
import { SweepProgress } from './sweep-progress.tsx';
import { Vote } from './vote.tsx';

export function SweepResults({ onClear }: { onClear: () => void }) {
  const sweep = useAppState((state) => state.sweep);
  // What was chosen and counted belongs to one sweep.
  return sweep && <Results key={sweep.id} sweep={sweep} onClear={onClear} />;
}

function Results({ sweep, onClear }: { sweep: SweepState; onClear: () => void }) {
  const { commands } = useApp();
  const { plan, members: states } = useDeferredValue(sweep);
  const members = useMemo(() => joinMembers({ plan, members: states }), [plan, states]);
  const raised = useNewRaised();
  const shown = useAppState(({ run }) =>
    run.result && run.plan?.start.kind === 'seed' ? formatLink(run.plan.config) : null,
  );
  const parts = { plan, members, raised };
  return (
    <div className="sweep-results">
      <SweepProgress sweep={sweep} members={members} onClear={onClear} />
      {plan.kind === 'staircase' && <Rungs plan={plan} members={members} />}
      <MemberMap {...parts} onOpen={commands.openMember} />
      <MemberCurves {...parts} />
      <MembersTable {...parts} shown={shown} onOpen={commands.openMember} />
      <Vote members={members} phase={sweep.phase} />
    </div>
  );
}
