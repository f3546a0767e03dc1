// The learning rate of the current run: typed, halved or doubled for the following steps.

import { useTranslations } from 'use-intl';
import { formatLearningRate } from '../../base/format.ts';
import { FIELDS } from '../../contract/config.ts';
import { readField } from '../../contract/url.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { NumberInput } from '../kit/number-input.tsx';

export function LearningRate() {
  const t = useTranslations('run');
  const { commands } = useApp();
  // The value that a new one replaces. With a schedule it is the peak.
  const rate = useAppState(({ run, config }) => run.marks.at(-1)?.value ?? run.plan?.config.lr ?? config.lr);
  const set = (value: number) =>
    commands.setLearningRate(Math.min(FIELDS.lr.max, Math.max(FIELDS.lr.min, value)));
  return (
    <div className="learning-rate">
      <label htmlFor="live-learning-rate" title={t('learningRate')}>
        <span aria-hidden="true">{t('learningRateShort')}</span>
        <span className="visually-hidden">{t('learningRate')}</span>
      </label>
      <div className="learning-rate-controls">
        <Button label={t('halve')} onPress={() => set(rate / 2)}>
          ÷ 2
        </Button>
        <NumberInput
          id="live-learning-rate"
          describedBy="live-learning-rate-note"
          value={formatLearningRate(rate)}
          onCommit={(text) => {
            const value = readField('lr', text);
            if (value !== null) set(value);
          }}
        />
        <Button label={t('double')} onPress={() => set(rate * 2)}>
          × 2
        </Button>
      </div>
      <p className="visually-hidden" id="live-learning-rate-note">
        {t('learningRateNote')}
      </p>
    </div>
  );
}
