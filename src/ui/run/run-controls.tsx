// Train, Pause and Resume share one button, so that it keeps the focus; Step, Stop and Reset are beside it. On a phone the
// buttons stay at the bottom of the screen.

import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { RunPhase } from '../../contract/messages.ts';
import { isBusy } from '../../store/state.ts';
import { isStartBlocked } from '../../store/sweep.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { ReplaceRun } from './replace-run.tsx';

function mainAction(phase: RunPhase): 'train' | 'pause' | 'resume' {
  if (phase === 'paused') return 'resume';
  return isBusy(phase) ? 'pause' : 'train';
}

export function RunControls() {
  const t = useTranslations('run');
  const { commands } = useApp();
  const phase = useAppState((state) => state.run.phase);
  const action = mainAction(phase);
  // The status says so.
  const blocked = useAppState(isStartBlocked);
  const inactive = phase === 'preparing' || phase === 'testing' || (blocked && action === 'train');
  // Otherwise the second click of a double click on Train would pause the run.
  const press = (event: MouseEvent) => {
    if (event.detail <= 1) commands[action === 'train' ? 'requestTraining' : action]();
  };
  return (
    <div className="run-controls" role="group" aria-label={t('controls')}>
      <Button look="primary" inactive={inactive} onPress={press}>
        {t(action)}
      </Button>
      <Button inactive={inactive} onPress={commands.step}>
        {t('step')}
      </Button>
      <Button inactive={!isBusy(phase) || phase === 'testing'} onPress={commands.stop}>
        {t('stop')}
      </Button>
      <Button inactive={phase === 'idle'} onPress={commands.reset}>
        {t('reset')}
      </Button>
      <ReplaceRun />
    </div>
  );
}
