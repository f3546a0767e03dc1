// The ten probabilities for the drawing, the largest first, with a sentence; or how to get them. The store updates them as
// the model learns.

import { memo, type ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../../contract/dataset.ts';
import { confidenceOf, type Confidence } from '../../../image/low-confidence.ts';
import { useAppState } from '../../app-context.tsx';
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
  const { pixels, probabilities, step, error } = drawing;
  return (
    <section className="prediction" aria-labelledby="prediction-title">
      <h3 id="prediction-title" className="prediction-title">
        {t('title')}
      </h3>
      {!pixels && <p className="note">{t('empty')}</p>}
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
  const className = useTranslations('classes');
  const format = useFormatter();
  const tenths = tenthsOfPercent(probabilities);
  const order = largestFirst(probabilities);
  const [name, second, third] = order.map((label) => className(CLASS_KEYS[label]!)) as [
    string,
    string,
    string,
  ];
  return (
    <>
      <p>
        {answer.rich(SENTENCES[confidenceOf(probabilities)], { name, second, third, b: strong })}{' '}
        <span className="note">{t('step', { step })}</span>
      </p>
      <ol className="prediction-list">
        {order.map((label, rank) => (
          <li key={label} className={rank < TOP ? 'prediction-top' : undefined}>
            <span>{className(CLASS_KEYS[label]!)}</span>
            <span className="bar">
              <span className="bar-fill" style={{ inlineSize: `${tenths[label]! / 10}%` }} />
            </span>
            <span className="prediction-percent">
              {format.number(tenths[label]! / 1000, { style: 'percent', minimumFractionDigits: 1 })}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
