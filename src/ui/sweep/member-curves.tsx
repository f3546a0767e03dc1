// The curves of all members; the one under the pointer or with the focus is highlighted.

import { useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ManyLinesPlot } from '../kit/charts/many-lines-plot.tsx';
import { Segmented } from '../kit/segmented.tsx';
import type { MemberParts } from './heatmap.tsx';
import { accuracyCurve, endedEarly, lossCurve } from './members.ts';
import { useHighlighted } from './highlighted.ts';
import { useMemberName } from './use-sweep-words.ts';

const MEASURES = ['accuracy', 'loss'] as const;
type Measure = (typeof MEASURES)[number];
const SCALES = { accuracy: 'fraction', loss: 'loss' } as const;
const CURVES = { accuracy: accuracyCurve, loss: lossCurve };

export function MemberCurves({ plan, members, highlighted: shared, outside }: MemberParts) {
  const highlighted = useHighlighted(shared);
  const t = useTranslations('sweep.curves');
  const id = useId();
  const name = useMemberName(plan);
  const epochs = members.reduce((most, member) => Math.max(most, member.plan.config.epochs), 1);
  // A single epoch has one accuracy, which is no curve.
  const [measure, setMeasure] = useState<Measure>(epochs > 1 ? 'accuracy' : 'loss');
  const lines = useMemo(
    () =>
      members.map((member) => ({
        id: member.plan.index,
        points: CURVES[measure](member),
        broken: endedEarly(member),
        faded: outside.has(member.plan.index),
      })),
    [members, measure, outside],
  );
  const shown =
    highlighted === null ? undefined : members.find(({ plan: { index } }) => index === highlighted);
  return (
    <section className="sweep-curves" aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('title')}
      </h3>
      <Segmented
        label={t('measure')}
        value={measure}
        options={MEASURES.map((value) => ({ value, content: t(`measures.${value}`) }))}
        onChange={setMeasure}
      />
      <p className="note sweep-highlighted">
        {lines.every(({ points }) => points.length === 0)
          ? t('empty')
          : shown
            ? t('highlighted', { name: name(shown.plan) })
            : t('none')}
      </p>
      <div className="sweep-plot">
        <ManyLinesPlot
          lines={lines}
          scale={SCALES[measure]}
          epochs={epochs}
          xLabel={t('epochs')}
          highlighted={highlighted}
          onHighlight={shared.set}
        />
      </div>
    </section>
  );
}
