// Whose weights are shown: those of an epoch that the worker has kept, or those at hand, at the slider's right end.

import { useTranslations } from 'use-intl';
import { useAppState } from '../app-context.tsx';

interface EpochSliderProps {
  /** In their order. */
  epochs: readonly number[];
  /** Null for the weights at hand. */
  epoch: number | null;
  /** Of the weights shown. */
  step: number;
  onEpoch: (epoch: number | null) => void;
}

export function EpochSlider({ epochs, epoch, step, onEpoch }: EpochSliderProps) {
  const t = useTranslations('inside.weights');
  const scored = useAppState((state) => state.run.result !== null);
  const place = epoch === null ? epochs.length : epochs.findLastIndex((kept) => kept <= epoch);
  const at = epochs[place];
  const words =
    at === undefined
      ? t(scored ? 'best' : 'current', { step })
      : at === 0
        ? t('beforeTraining')
        : t('epoch', { epoch: at });
  return (
    <label className="inside-epoch">
      <span className="note">{t('title')}</span>
      <input
        type="range"
        min={0}
        max={epochs.length}
        value={place}
        aria-valuetext={words}
        onChange={(event) => onEpoch(epochs[event.target.valueAsNumber] ?? null)}
      />
      <span className="inside-epoch-words">{words}</span>
    </label>
  );
}
