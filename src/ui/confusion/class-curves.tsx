// The recall of each class over the epochs, with one class to highlight. The tables beside it show the same as numbers.

import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import { useAppState } from '../app-context.tsx';
import { ClassPlot } from '../kit/charts/class-plot.tsx';
import { classLines } from '../kit/charts/class-rows.ts';
import './class-curves.css';

export function ClassCurves() {
  const t = useTranslations('classCurves');
  const short = useTranslations('classesShort');
  const full = useTranslations('classes');
  const epochs = useDeferredValue(useAppState((state) => state.run.epochs));
  const plan = useAppState((state) => state.run.plan);
  const [chosen, setChosen] = useState<number | null>(null);
  /** Of the line or the name under the pointer. */
  const [hovered, setHovered] = useState<number | null>(null);
  const lines = useMemo(() => classLines(epochs, plan?.stepsPerEpoch ?? 1), [epochs, plan]);
  const names = useMemo(() => CLASS_KEYS.map((key) => short(key)), [short]);
  if (!plan) return null;
  const choice = (label: number | null, name: string) => (
    <label
      key={name}
      className="class-choice"
      onPointerEnter={() => setHovered(label)}
      onPointerLeave={() => setHovered(null)}
    >
      <input type="radio" name="class-curve" checked={chosen === label} onChange={() => setChosen(label)} />
      {label !== null && (
        <svg className={`class-color-${label}`} viewBox="0 0 24 10" aria-hidden="true">
          <path className={`class-curve class-curve-${label}`} d="M0 5h24" />
        </svg>
      )}
      {name}
    </label>
  );
  return (
    <section className="class-curves" aria-labelledby="class-curves-title">
      <h3 className="class-curves-title" id="class-curves-title">
        {t('title')}
      </h3>
      <p className="note">{t('note')}</p>
      <div className="class-plot">
        <ClassPlot
          lines={lines}
          names={names}
          epochs={plan.config.epochs}
          highlighted={hovered ?? chosen}
          onHover={setHovered}
          xLabel={t('axis')}
        />
      </div>
      <fieldset className="class-choices" aria-label={t('highlight')}>
        {choice(null, t('none'))}
        {CLASS_KEYS.map((key, label) => choice(label, full(key)))}
      </fieldset>
    </section>
  );
}
