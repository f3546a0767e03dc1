// The button that trains a plan, and what it says before: how many networks and images, how long, or why not.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import { membersOf } from '../../contract/sweep.ts';
import { planOf, type SweepDraft } from '../../store/sweep-draft.ts';
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
  const run = useAppState((state) => state.run);
  const replaces = useAppState((state) => state.sweep !== null);
  const planned = useMemo(() => membersOf(planOf(draft, config)), [draft, config]);
  const refused = 'refusal' in planned;
  const timeText = () => {
    const measured = measuredSpeed({ sweepSpeed, run });
    if (refused || !measured) return t('time.unknown');
    const seconds = secondsAt(planned.members, testCount, measured.speed);
    return t(`time.${measured.from}`, { duration: duration(seconds) });
  };
  return (
    <div className="sweep-start">
      {!refused && (
        <p>
          <strong>
            {t('counts', {
              networks: planned.members.length,
              images: formatCount(imagesOf(planned.members)),
            })}
          </strong>{' '}
          {timeText()}
        </p>
      )}
      {refused && (
        <p className="sweep-problem" role="status">
          {refusalText(planned.refusal)}
        </p>
      )}
      {!refused && replaces && <p className="note">{t('replaces')}</p>}
      <div>
        <Button
          look={primary ? 'primary' : 'plain'}
          inactive={refused || blocked}
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
