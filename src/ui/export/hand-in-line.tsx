// One line that hands in the result of the run, for another page to verify.

import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../base/format.ts';
import { canHandIn, handInLink } from '../../contract/hand-in.ts';
import type { RunPlan, TestResult } from '../../contract/metrics.ts';
import { pageAddress } from '../../store/page-address.ts';
import { useAppState } from '../app-context.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { useHandIn } from '../use-hand-in.ts';

export function HandInLine() {
  const plan = useAppState(({ run }) => run.plan);
  const result = useAppState(({ run }) => run.result);
  if (!plan || !result) return null;
  return <Line plan={plan} result={result} />;
}

function Line({ plan, result }: { plan: RunPlan; result: TestResult }) {
  const t = useTranslations('handIn');
  const engines = useTranslations('engines');
  const marks = useAppState(({ run }) => run.marks);
  const edited = useAppState(({ run }) => run.edited);
  const mixed = useAppState(({ run }) => run.mixed);
  const hashed = useHandIn(result);
  const possible = canHandIn({ plan, marks, edited, mixed, result });
  if (possible && !hashed) return null;
  return (
    <div className="hand-in">
      <h3 className="hand-in-title">{t('title')}</h3>
      {possible && hashed?.handIn ? (
        <>
          <p className="note">{t('lead')}</p>
          <CopyButton
            text={() =>
              t('line', {
                link: `${pageAddress()}${handInLink(plan.config, hashed.handIn!)}`,
                accuracy: formatPercent(result.accuracy),
                correct: formatCount(result.correct),
                total: formatCount(result.total),
                engine: engines(result.engine),
              })
            }
            copied={t('copied')}
            failed={t('copyFailed')}
          >
            {t('copy')}
          </CopyButton>
        </>
      ) : (
        <p className="note">{t(possible ? 'insecure' : 'notRepeatable')}</p>
      )}
    </div>
  );
}
