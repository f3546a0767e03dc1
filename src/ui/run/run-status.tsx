// The status of the run in one sentence, which screen readers announce. It changes with the phase and after each epoch.

import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../base/format.ts';
import { bestEpochOf, isChance } from '../../store/diagnosis.ts';
import { isBusy } from '../../store/state.ts';
import { isSweeping } from '../../store/sweep.ts';
import { useAppState } from '../app-context.tsx';
import { EditedMark } from '../kit/edited-mark.tsx';

function useStatus(): string {
  const t = useTranslations('run.status');
  const phase = useAppState((state) => state.run.phase);
  const pausedAt = useAppState(({ run }) => (run.phase === 'paused' ? run.step : 0));
  const epochs = useAppState((state) => state.run.epochs);
  const result = useAppState((state) => state.run.result);
  const classes = useAppState((state) => state.dataset.classes.length);
  const sweeping = useAppState((state) => isSweeping(state.sweep));
  const applying = useAppState((state) => state.ownData.applying);
  const dataReady = useAppState((state) => state.data.state === 'ready');
  if (applying && !isBusy(phase)) return t('applying');
  switch (phase) {
    case 'paused':
      return t(phase, { step: formatCount(pausedAt) });
    case 'idle':
      return t(sweeping ? 'sweeping' : phase);
    case 'testing':
    case 'failed':
      return t(phase);
    case 'preparing':
      return t(dataReady ? 'waitingEngine' : 'waitingData');
    case 'training':
    case 'validating': {
      const last = epochs.at(-1);
      if (!last) return t(dataReady ? 'started' : 'streamed');
      return t('epoch', {
        epoch: String(last.epoch),
        accuracy: formatPercent(last.validationAccuracy),
        best: bestEpochOf(epochs) === last ? 'yes' : 'no',
      });
    }
    case 'finished':
      if (!result) return t('ended');
      return t(isChance(result.accuracy, classes) ? 'chance' : 'finished', {
        accuracy: formatPercent(result.accuracy),
      });
    default:
      return phase satisfies never;
  }
}

export function RunStatus() {
  const t = useTranslations('run.status');
  const edited = useAppState((state) => state.run.edited);
  // A member of the sweep, or an earlier run, is shown beside it.
  const beside = useAppState(({ run, sweep }) => run.phase !== 'idle' && isSweeping(sweep));
  return (
    <p className="run-status" role="status">
      {useStatus()}
      {beside && ` ${t('sweeping')}`}
      {edited.length > 0 && (
        <>
          {' '}
          <EditedMark steps={edited} />
        </>
      )}
    </p>
  );
}
