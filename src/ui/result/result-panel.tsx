// The result of the run: the test accuracy with its facts, and the best weights to download.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../base/format.ts';
import type { TestResult } from '../../contract/metrics.ts';
import { isChance } from '../../store/diagnosis.ts';
import { useAppState } from '../app-context.tsx';
import { EditedMark } from '../kit/edited-mark.tsx';
import { useDeviceName } from '../kit/use-device-name.ts';
import { useDuration } from '../kit/use-duration.ts';
import { useIsFashion } from '../use-class-names.ts';
import { RunFinding } from './run-finding.tsx';
import { WeightsDownload } from './weights-download.tsx';
import './result.css';

function Outcome({ result }: { result: TestResult }) {
  const t = useTranslations('result');
  const engines = useTranslations('engines');
  const deviceName = useDeviceName();
  const duration = useDuration();
  const load = useTranslations('load');
  const classes = useAppState((state) => state.dataset.classes.length);
  const fashion = useIsFashion();
  const start = useAppState((state) => state.run.plan?.start);
  const edited = useAppState((state) => state.run.edited);
  const { correct, total, bestEpoch, bestValidationAccuracy, seconds, stoppedAtStep } = result;
  const device = t('deviceValue', { engine: engines(result.engine), device: deviceName(result.device) });
  return (
    <>
      <dl className="result-facts">
        <div className="result-accuracy">
          <dt>{t('testAccuracy')}</dt>
          <dd>{formatPercent(result.accuracy)}</dd>
          <dd className="note">
            {t('correct', { correct: formatCount(correct), total: formatCount(total) })}
          </dd>
          {edited.length > 0 && (
            <dd>
              <EditedMark steps={edited} />
            </dd>
          )}
        </div>
        {bestEpoch !== null && bestValidationAccuracy !== null && (
          <>
            {!isChance(bestValidationAccuracy, classes) && (
              <div>
                <dt>{t('bestEpoch')}</dt>
                <dd>
                  {t('bestEpochValue', {
                    epoch: String(bestEpoch),
                    accuracy: formatPercent(bestValidationAccuracy),
                  })}
                </dd>
              </div>
            )}
            <div>
              <dt>{t('time')}</dt>
              <dd>{duration(seconds)}</dd>
            </div>
          </>
        )}
        {start && start.kind !== 'seed' && (
          <div>
            <dt>{load('source')}</dt>
            <dd>{start.kind === 'file' ? load('fromFile', { name: start.name }) : load('fineTuned')}</dd>
          </div>
        )}
        <div>
          <dt>{t('device')}</dt>
          <dd>{device}</dd>
        </div>
        {stoppedAtStep !== null && (
          <div>
            <dt>{t('stopped')}</dt>
            <dd>{t('stoppedValue', { step: formatCount(stoppedAtStep) })}</dd>
          </div>
        )}
      </dl>
      <RunFinding result={result} />
      {fashion && <p className="note">{t('context')}</p>}
    </>
  );
}

/** `children`: how the run is exported. */
export function ResultPanel({ children }: { children: ReactNode }) {
  const t = useTranslations('result');
  const fashion = useIsFashion();
  const testCount = useAppState((state) => state.dataset.testCount);
  const result = useAppState((state) => state.run.result);
  const hasWeights = useAppState((state) => state.run.epochs.length > 0 || state.run.result !== null);
  return (
    <section className="panel result" aria-labelledby="result-title">
      <h2 className="panel-title" id="result-title">
        {t('title')}
      </h2>
      {result ? (
        <Outcome result={result} />
      ) : (
        <p className="note">{fashion ? t('empty') : t('emptyOwn', { count: testCount })}</p>
      )}
      <div className="weights">
        {hasWeights && <WeightsDownload />}
        {children}
      </div>
    </section>
  );
}
