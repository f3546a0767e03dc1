// The choice of the weights: those of an epoch that the worker has stored, or the current ones shown the right end.

import { useTranslations } from 'use-intl';
import { useAppState } from '../app-context.tsx';

interface SnapshotSliderProps {
  /** Epochs with stored weights, ascending. */
  epochs: readonly number[];
  /** Null for the current weights. */
  epoch: number | null;
  /** The step of the weights that are shown. */
  step: number;
  onEpoch: (epoch: number | null) => void;
}

export function SnapshotSlider({ epochs, epoch, step, onEpoch }: SnapshotSliderProps) {
  const t = useTranslations('network.weights');
  const scored = useAppState((state) => state.run.result !== null);
  const position = epoch === null ? epochs.length : epochs.findLastIndex((stored) => stored <= epoch);
  const shown = epochs[position];
  const text =
    shown === undefined
      ? t(scored ? 'best' : 'current', { step })
      : shown === 0
        ? t('beforeTraining')
        : t('epoch', { epoch: shown });
  return (
    <label className="network-weights">
      <span className="note">{t('title')}</span>
      <input
        type="range"
        min={0}
        max={epochs.length}
        value={position}
        aria-valuetext={text}
        onChange={(event) => onEpoch(epochs[event.target.valueAsNumber] ?? null)}
      />
      <span className="network-weights-text">{text}</span>
    </label>
  );
}
