// The choice of the weights: those of a step that the worker has stored, or the current ones at the right end.

import { useTranslations } from 'use-intl';
import { useAppState } from '../app-context.tsx';

interface SnapshotSliderProps {
  /** Steps with stored weights, ascending. */
  steps: readonly number[];
  /** The chosen step; null for the current weights. */
  chosen: number | null;
  /** The step of the weights that are shown. */
  step: number;
  onStep: (step: number | null) => void;
}

export function SnapshotSlider({ steps, chosen, step, onStep }: SnapshotSliderProps) {
  const t = useTranslations('network.weights');
  const scored = useAppState((state) => state.run.result !== null);
  const stepsPerEpoch = useAppState((state) => state.run.plan?.stepsPerEpoch ?? 1);
  const position = chosen === null ? steps.length : steps.findLastIndex((stored) => stored <= chosen);
  const shown = steps[position];
  const text =
    shown === undefined
      ? t(scored ? 'best' : 'current', { step })
      : shown === 0
        ? t('beforeTraining')
        : t('step', { step: shown, epoch: Math.ceil(shown / stepsPerEpoch) });
  return (
    <label className="network-weights">
      <span className="note">{t('title')}</span>
      <input
        type="range"
        min={0}
        max={steps.length}
        value={position}
        aria-valuetext={text}
        onChange={(event) => onStep(steps[event.target.valueAsNumber] ?? null)}
      />
      <span className="network-weights-text">{text}</span>
    </label>
  );
}
