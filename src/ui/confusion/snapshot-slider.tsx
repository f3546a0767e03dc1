// The slider over the snapshots of the matrix: the epochs, then the final test.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Snapshot } from './snapshots.ts';

interface SnapshotSliderProps {
  /** From 0. */
  at: number;
  count: number;
  snapshot: Snapshot;
  /** Of the whole run. */
  epochs: number;
  onMove: (at: number) => void;
}

export function SnapshotSlider({ at, count, snapshot, epochs, onMove }: SnapshotSliderProps) {
  const t = useTranslations('confusion');
  const id = useId();
  const text =
    snapshot.kind === 'test' ? t('slider.test') : t('slider.epoch', { epoch: snapshot.epoch, epochs });
  return (
    <div className="snapshot">
      <label htmlFor={id}>{t('slider.label')}</label>
      <input
        className="snapshot-slider"
        id={id}
        type="range"
        min={1}
        max={Math.max(2, count)}
        value={count === 1 ? 2 : at + 1}
        disabled={count === 1}
        aria-valuetext={text}
        onChange={(event) => onMove(Number(event.target.value) - 1)}
      />
      <output className="snapshot-text" htmlFor={id} aria-hidden="true">
        {text}
      </output>
    </div>
  );
}
