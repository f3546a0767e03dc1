// Why the training loss of the last epoch is above its validation loss, where it is.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { formatLoss } from '../../base/format.ts';
import { liftedLossOf } from '../../store/diagnosis.ts';
import { useAppState } from '../app-context.tsx';

export function LiftedLoss() {
  const t = useTranslations('liftedLoss');
  const plan = useAppState((state) => state.run.plan);
  const epochs = useAppState((state) => state.run.epochs);
  const lifted = useMemo(() => plan && liftedLossOf(plan.config, epochs), [plan, epochs]);
  if (!lifted) return null;
  const { epoch, trainLoss, validationLoss, smoothing, augmentation, synthetic } = lifted;
  const causes = [
    smoothing && t('smoothing', { value: String(smoothing.value), least: smoothing.least.toFixed(2) }),
    augmentation && t(`augmentation.${augmentation}`),
    synthetic && t('synthetic'),
    t('mean'),
  ].filter((sentence) => typeof sentence === 'string');
  return (
    <details className="lifted-loss note">
      <summary>{t('why')}</summary>
      <p>{t('figures', { epoch, train: formatLoss(trainLoss), validation: formatLoss(validationLoss) })}</p>
      <ul>
        {causes.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
