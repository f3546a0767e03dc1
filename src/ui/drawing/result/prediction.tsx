// The probabilities of the classes for the drawing, the largest first, with a sentence; or how to get them. The store updates
// them as the model learns.

import { memo, type ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { confidenceOf, type Confidence } from '../../../image/low-confidence.ts';
import { useAppState } from '../../app-context.tsx';
import { ClassName } from '../../class-name.tsx';
import { topClasses } from '../../top-classes.ts';
import { useClassNames } from '../../use-class-names.ts';
import { largestFirst, tenthsOfPercent } from './percentages.ts';
import './result.css';

const SENTENCES = {
  high: 'confident',
  medium: 'mediumConfidence',
  low: 'lowConfidence',
} as const satisfies Record<Confidence, string>;

/** Classes that are emphasised. */
const TOP = 3;

export const Prediction = memo(function Prediction() {
  const t = useTranslations('prediction');
  const drawing = useAppState((state) => state.drawing);
  const waiting = useAppState(({ run }) =>
    run.phase === 'failed' ? 'ended' : run.step > 0 ? 'scoring' : 'untrained',
  );
  const { count } = useClassNames();
  const { pixels, probabilities, step, error } = drawing;
  return (
    <section className="prediction" aria-labelledby="prediction-title">
      <h3 id="prediction-title" className="prediction-title">
        {t('title')}
      </h3>
      {!pixels && <p className="note">{t('empty', { classes: count })}</p>}
      {pixels && !probabilities && (
        <p className="note">{error === null ? t(waiting) : t('failed', { message: error })}</p>
      )}
      {pixels && probabilities && <Probabilities probabilities={probabilities} step={step} />}
    </section>
  );
});

function strong(chunks: ReactNode): ReactNode {
  return <strong>{chunks}</strong>;
}

function Probabilities({ probabilities, step }: { probabilities: Float32Array; step: number }) {
  const t = useTranslations('prediction');
  const answer = useTranslations('prediction');
  const classes = useClassNames();
  const format = useFormatter();
  const percent = (tenths: number) =>
    format.number(tenths / 1000, { style: 'percent', minimumFractionDigits: 1 });
  const tenths = tenthsOfPercent(probabilities);
  const order = largestFirst(probabilities);
  const { shown, others } = topClasses(probabilities);
  // Of many classes only the most probable ones are listed.
  const listed = order.slice(0, shown.length);
  const [name = '', second = '', third = ''] = order.map(classes.name);
  const confidence = confidenceOf(probabilities);
  const sentence = confidence === 'low' && order.length === 2 ? 'lowConfidenceOfTwo' : SENTENCES[confidence];
  return (
    <>
      <p>
        {answer.rich(sentence, { name, second, third, b: strong })}{' '}
        <span className="note">{t('step', { step })}</span>
      </p>
      <ol className="prediction-list">
        {listed.map((label, rank) => (
          <li key={label} className={rank < TOP ? 'prediction-top' : undefined}>
            <span>
              <ClassName label={label} />
            </span>
            <span className="bar">
              <span className="bar-fill" style={{ inlineSize: `${tenths[label]! / 10}%` }} />
            </span>
            <span className="prediction-percent">{percent(tenths[label]!)}</span>
          </li>
        ))}
        {others && (
          <li className="note">
            <span>{t('others', { count: others.count })}</span>
            <span />
            <span className="prediction-percent">
              {percent(listed.reduce((rest, k) => rest - tenths[k]!, 1000))}
            </span>
          </li>
        )}
      </ol>
    </>
  );
}
