// The button that trains a plan, and what it says before: how many networks and images, how long, or why not.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import { planOf, type SweepDraft } from '../../store/sweep-draft.ts';
import { planRefusal, plannedMembers } from '../../store/sweep.ts';
import { imagesOf, measuredSpeed, secondsAt } from '../../store/sweep-time.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useDuration } from '../kit/use-duration.ts';
import { useRefusalText } from './use-sweep-words.ts';

export interface PlanProps {
  /** Something else trains; the view says so once. */
  blocked: boolean;
  onStart: () => void;
}

interface StartPlanProps extends PlanProps {
  /** Has to stay the same as long as nothing changes. */
  draft: SweepDraft;
  label: string;
  primary?: boolean;
}

export function StartPlan({ draft, label, primary = false, blocked, onStart }: StartPlanProps) {
  const t = useTranslations('sweep');
  const { commands } = useApp();
  const duration = useDuration();
  const refusalText = useRefusalText();
  const config = useAppState((state) => state.config);
  const testCount = useAppState((state) => state.dataset.testCount);
  const sweepSpeed = useAppState((state) => state.sweepSpeed);
  const device = useAppState((state) => state.device);
  const run = useAppState((state) => state.run);
  const replaces = useAppState((state) => state.sweep !== null);
  const assignment = useAppState((state) => state.assignment);
  const plan = useMemo(() => planOf(draft, config), [draft, config]);
  const members = useMemo(() => plannedMembers(plan), [plan]);
  const refusal = useMemo(() => planRefusal(plan, assignment), [plan, assignment]);
  const timeText = () => {
    const measured = measuredSpeed({ sweepSpeed, run, device }, members);
    if (!measured) return t('time.unknown');
    const seconds = secondsAt(members, testCount, measured.speed);
    return t(`time.${measured.from}`, { duration: duration(seconds) });
  };
  return (
    <div className="sweep-start">
      {!refusal && (
        <p>
          <strong>
            {t('counts', {
              networks: members.length,
              images: formatCount(imagesOf(members)),
            })}
          </strong>{' '}
          {timeText()}
        </p>
      )}
      {refusal && (
        <p className="sweep-problem" role="status">
          {refusalText(refusal)}
        </p>
      )}
      {!refusal && replaces && <p className="note">{t('replaces')}</p>}
      <div>
        <Button
          look={primary ? 'primary' : 'plain'}
          inactive={refusal !== null || blocked}
          onPress={() => {
            commands.startSweep(draft);
            onStart();
          }}
        >
          {label}
        </Button>
      </div>
    </div>
  );
}
