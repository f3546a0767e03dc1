// The recall of each class over the epochs. Of a few classes one can be highlighted; of many, up to ten are named, and the
// others are thin lines behind them. The tables beside it show the same as numbers.

import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAppState } from '../app-context.tsx';
import { ClassPlot } from '../kit/charts/class-plot.tsx';
import { classLines } from '../kit/charts/class-rows.ts';
import { useClassNames } from '../use-class-names.ts';
import { HighlightChoice, ShownChoice } from './class-choices.tsx';
import { firstShown, MOST_SHOWN, type ShownClasses } from './shown-classes.ts';
import './class-curves.css';

export function ClassCurves() {
  const t = useTranslations('classCurves');
  const { count, short } = useClassNames();
  const epochs = useDeferredValue(useAppState((state) => state.run.epochs));
  const plan = useAppState((state) => state.run.plan);
  const [highlighted, setHighlighted] = useState<number | null>(null);
  /** The look of the line or the name under the pointer. */
  const [hovered, setHovered] = useState<number | null>(null);
  /** Null until the person chooses. */
  const [chosen, setChosen] = useState<ShownClasses | null>(null);
  const lines = useMemo(() => classLines(epochs, plan?.stepsPerEpoch ?? 1), [epochs, plan]);
  const shown = useMemo(() => chosen ?? firstShown(lines, count), [chosen, lines, count]);
  const many = count > MOST_SHOWN;
  // A look that no class has is a line without points.
  const named = useMemo(
    () => shown.map((label) => (label === null ? [] : (lines[label] ?? []))),
    [shown, lines],
  );
  const names = useMemo(() => shown.map((label) => (label === null ? '' : short(label))), [shown, short]);
  const others = useMemo(() => lines.filter((_, label) => !shown.includes(label)), [shown, lines]);
  if (!plan) return null;
  return (
    <section className="class-curves" aria-labelledby="class-curves-title">
      <h3 className="class-curves-title" id="class-curves-title">
        {t('title')}
      </h3>
      <p className="note">{t('note')}</p>
      <div className="class-plot">
        <ClassPlot
          lines={named}
          others={others}
          names={names}
          epochs={plan.config.epochs}
          highlighted={hovered ?? (many ? null : highlighted)}
          onHover={setHovered}
          xLabel={t('axis')}
        />
      </div>
      {many ? (
        <ShownChoice shown={shown} onChange={setChosen} onHover={setHovered} />
      ) : (
        <HighlightChoice chosen={highlighted} onChoose={setHighlighted} onHover={setHovered} />
      )}
    </section>
  );
}
