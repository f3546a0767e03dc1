// What the network learned: which class it takes for which, and the scores of each. A cell opens its pictures in the gallery.

import { useMemo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { confusionOf, confusionScores } from '../../base/confusion.ts';
import { formatPercent, formatPoints } from '../../base/format.ts';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import type { TestResult } from '../../contract/metrics.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { ClassScoresTable } from './class-scores-table.tsx';
import { Matrix } from './matrix.tsx';
import { Mistakes } from './mistakes.tsx';
import './confusion.css';

const strong = (text: ReactNode) => <strong>{text}</strong>;
const countsOf = ({ labels, predicted }: TestResult) => confusionOf(labels, predicted, CLASS_KEYS.length);

export function Confusion() {
  const t = useTranslations('confusion');
  const { commands } = useApp();
  const result = useAppState((state) => state.run.result);
  const earlier = useAppState((state) => state.earlierResult);
  const counts = useMemo(() => result && countsOf(result), [result]);
  const scores = useMemo(() => counts && confusionScores(counts), [counts]);
  const before = useMemo(() => earlier && confusionScores(countsOf(earlier)), [earlier]);
  const open = (trueClass: number, predictedClass: number) => {
    commands.askGallery({ outcome: 'all', trueClass, predictedClass, order: 'most-confident' });
    commands.focus('gallery');
  };
  const percent = (share: number | null) => (share === null ? t('none') : formatPercent(share));
  return (
    <section className="panel confusion" aria-labelledby="confusion-title">
      <h2 className="panel-title" id="confusion-title">
        {t('title')}
      </h2>
      {counts && scores ? (
        <>
          <p>
            {t.rich('summary', {
              b: strong,
              accuracy: percent(scores.accuracy),
              precision: percent(scores.mean.precision),
              recall: percent(scores.mean.recall),
              f1: percent(scores.mean.f1),
            })}{' '}
            {before &&
              t('changeTest', { change: formatPoints((scores.accuracy ?? 0) - (before.accuracy ?? 0)) })}
          </p>
          <div className="confusion-tables">
            <Matrix counts={counts} onOpen={open} />
            <ClassScoresTable scores={scores} before={before} />
          </div>
          {result && <Mistakes result={result} />}
        </>
      ) : (
        <p className="note">{t('empty')}</p>
      )}
    </section>
  );
}
