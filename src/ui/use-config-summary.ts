// A configuration in one line.

import { useTranslations } from 'use-intl';
import { formatCount, formatLearningRate } from '../base/format.ts';
import type { RunConfig } from '../contract/config.ts';
import { parameterLayout } from '../contract/model.ts';
import { useChoiceName } from './use-choice-name.ts';

export function useConfigSummary(): (config: RunConfig) => string {
  const t = useTranslations('config');
  const choiceName = useChoiceName();
  return (config) =>
    t('summary', {
      epochs: config.epochs,
      batch: String(config.batch),
      optimizer: choiceName(config.optimizer),
      lr: formatLearningRate(config.lr),
      activation: choiceName(config.activation),
      pooling: config.pooling,
      parameters: formatCount(parameterLayout(config).size),
    });
}
