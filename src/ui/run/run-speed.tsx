// The speed of the training, before a run and during it.

import { useTranslations } from 'use-intl';
import { SPEEDS, type Speed } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Segmented } from '../kit/segmented.tsx';

const NAMES = Object.keys(SPEEDS) as Speed[];

export function RunSpeed() {
  const t = useTranslations('run.speed');
  const { commands } = useApp();
  const speed = useAppState((state) => state.speed);
  return (
    <Segmented
      label={t('title')}
      value={speed}
      options={NAMES.map((value) => ({
        value,
        content: (
          <span title={`${t('title')}: ${t(`names.${value}`)}`}>
            <span aria-hidden="true">{t(`short.${value}`)}</span>
            <span className="visually-hidden">{t(`names.${value}`)}</span>
          </span>
        ),
      }))}
      onChange={commands.setSpeed}
    />
  );
}
