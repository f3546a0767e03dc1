// The current settings with several seeds, by one press.

import { useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { SEED_COUNTS, seedsDraft } from '../../store/sweep-draft.ts';
import { useAppState } from '../app-context.tsx';
import { NumberInput } from '../kit/number-input.tsx';
import { StartPlan, type PlanProps } from './start-plan.tsx';

const FIRST_COUNT = 5;

export function SeedsPlan({ blocked, onStart }: PlanProps) {
  const t = useTranslations('sweep.seeds');
  const id = useId();
  const config = useAppState((state) => state.config);
  const [count, setCount] = useState(FIRST_COUNT);
  const draft = useMemo(() => seedsDraft(config, count), [config, count]);
  return (
    <section className="sweep-part" aria-labelledby={`${id}-title`}>
      <h3 className="sweep-subtitle" id={`${id}-title`}>
        {t('title')}
      </h3>
      <p className="note">{t('lead')}</p>
      <div className="sweep-field sweep-short">
        <label htmlFor={id}>{t('count')}</label>
        <NumberInput
          id={id}
          value={String(count)}
          onCommit={(text) => {
            const read = Math.round(Number(text));
            const { min, max } = SEED_COUNTS;
            if (text.trim() !== '' && !Number.isNaN(read)) setCount(Math.min(max, Math.max(min, read)));
          }}
        />
      </div>
      <StartPlan
        draft={draft}
        blocked={blocked}
        onStart={onStart}
        label={t('start', { count: String(count) })}
      />
    </section>
  );
}
