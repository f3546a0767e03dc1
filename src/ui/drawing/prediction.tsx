// The three likeliest classes of the drawing and all ten probabilities, or what to do to get them. Scored again by the store as the model learns.

import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import { isUnsure } from '../../data/drawing-doubt.ts';
import { useAppState } from '../app-context.tsx';
import { largestFirst, tenthsOfPercent } from './shares.ts';

export function Prediction() {
  const t = useTranslations('prediction');
  const drawing = useAppState((state) => state.drawing);
  const waiting = useAppState(({ run }) =>
    run.phase === 'failed' ? 'ended' : run.step > 0 ? 'scoring' : 'untrained',
  );
  const { pixels, probabilities, step } = drawing;
  return (
    <section className="prediction" aria-labelledby="prediction-title">
      <h3 id="prediction-title" className="prediction-title">
        {t('title')}
      </h3>
      {!pixels && <p className="note">{t('empty')}</p>}
      {pixels && !probabilities && <p className="note">{t(waiting)}</p>}
      {pixels && probabilities && <Shares probabilities={probabilities} step={step} />}
    </section>
  );
}

function strong(chunks: ReactNode): ReactNode {
  return <strong>{chunks}</strong>;
}

function Shares({ probabilities, step }: { probabilities: Float32Array; step: number }) {
  const t = useTranslations('prediction');
  const answer = useTranslations('answer');
  const className = useTranslations('classes');
  const format = useFormatter();
  const tenths = tenthsOfPercent(probabilities);
  const percent = (label: number) =>
    format.number(tenths[label]! / 1000, { style: 'percent', minimumFractionDigits: 1 });
  const [top, second, third] = largestFirst(probabilities) as [number, number, number];
  const named = (label: number) => className(CLASS_KEYS[label]!);
  return (
    <>
      <p>
        {answer.rich(isUnsure(probabilities) ? 'unsure' : 'sure', {
          name: named(top),
          share: percent(top),
          b: strong,
        })}{' '}
        <span className="note">{t('step', { step })}</span>
      </p>
      <p>
        {answer('next', {
          second: named(second),
          secondShare: percent(second),
          third: named(third),
          thirdShare: percent(third),
        })}
      </p>
      <ul className="prediction-list">
        {CLASS_KEYS.map((key, label) => (
          <li key={key} className={label === top ? 'prediction-top' : undefined}>
            <span>{named(label)}</span>
            <span className="bar">
              <span className="bar-fill" style={{ inlineSize: `${tenths[label]! / 10}%` }} />
            </span>
            <span className="prediction-percent">{percent(label)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
