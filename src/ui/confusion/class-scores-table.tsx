// Recall, precision and F1 of each class, with their change since an earlier epoch or run.

import { useTranslations } from 'use-intl';
import type { ClassScores, ConfusionScores } from '../../base/confusion.ts';
import { formatPercent, formatPoints } from '../../base/format.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { useClassNames } from '../use-class-names.ts';
import { ClassHeader } from '../class-header.tsx';

interface ClassScoresTableProps {
  scores: ConfusionScores;
  before: ConfusionScores | null;
  /** Where `before` is from: the final test of an earlier run, or the epoch before. */
  since: 'test' | 'epoch';
}

const SCORES = ['recall', 'precision', 'f1'] as const satisfies (keyof ClassScores)[];

export function ClassScoresTable({ scores, before, since }: ClassScoresTableProps) {
  const t = useTranslations('confusion');
  const { labels } = useClassNames();
  return (
    <div className="class-scores">
      <h3 className="class-scores-title" id="class-scores-title">
        {t('scores')}
      </h3>
      <ScrollRegion className="class-scores-scroll" label={t('scores')}>
        <table className="class-scores-table" aria-labelledby="class-scores-title">
          <thead>
            <tr>
              <th scope="col">{t('class')}</th>
              {SCORES.map((score) => (
                <th key={score} scope="col">
                  {t(score)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.slice(0, scores.classes.length).map((label) => (
              <tr key={label}>
                <ClassHeader label={label} scope="row" />
                <ScoreCells now={scores.classes[label]!} before={before?.classes[label]} />
              </tr>
            ))}
            <tr className="class-scores-mean">
              <th scope="row">{t('mean')}</th>
              <ScoreCells now={scores.mean} before={before?.mean} />
            </tr>
          </tbody>
        </table>
      </ScrollRegion>
      <p className="note">
        {t('explain')} {before && t(`explainChange.${since}`)}
      </p>
    </div>
  );
}

function ScoreCells({ now, before }: { now: ClassScores; before: ClassScores | undefined }) {
  const t = useTranslations('confusion');
  return SCORES.map((score) => {
    const value = now[score];
    const earlier = before?.[score] ?? null;
    return (
      <td key={score}>
        {value === null ? t('none') : formatPercent(value, 1)}
        {value !== null && earlier !== null && (
          <span className="note class-scores-change">{formatPoints(value - earlier)}</span>
        )}
      </td>
    );
  });
}
