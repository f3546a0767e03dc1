// The figures of the run in one line: step, time left, speed, and the step up to which it is saved.

import { useTranslations } from 'use-intl';
import { formatCount, formatShort } from '../../base/format.ts';
import { isBusy } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';
import { useDuration } from '../kit/use-duration.ts';

export function RunFigures() {
  const t = useTranslations('run.figures');
  const duration = useDuration();
  const { plan, step, live, phase, edit } = useAppState((state) => state.run);
  const saving = useAppState((state) => state.saving);
  if (!plan) return null;
  const secondsLeft = isBusy(phase) ? live?.secondsLeft : null;
  // By their names, so that an element stays while its text changes.
  const figures = Object.entries({
    edited: edit && t('edited', { count: edit.edits }),
    step: t('step', { step: formatCount(step), steps: formatCount(plan.totalSteps) }),
    left: typeof secondsLeft === 'number' && t('left', { time: duration(secondsLeft) }),
    speed: live && t('speed', { milliseconds: formatShort(live.millisecondsPerStep) }),
    saved: saving?.state === 'saved' && t('saved', { step: formatCount(saving.step) }),
    images: live && t('images', { count: Math.round(live.imagesPerSecond) }),
  });
  return (
    <ul className="run-figures note">
      {figures.map(([name, figure]) => figure && <li key={name}>{figure}</li>)}
    </ul>
  );
}
