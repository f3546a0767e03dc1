// The two plots of the run that is on. They draw again when the history or an epoch moves, at low priority.

import { lazy, Suspense, useDeferredValue, useEffect, useId, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { formatLearningRate, formatLoss, formatPercent } from '../../base/format.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { chartRows } from './chart-data.ts';
import { Legend } from './legend.tsx';
import './charts.css';

const loadPlot = () => import('./plot.tsx').then(({ Plot }) => ({ default: Plot }));
const Plot = lazy(loadPlot);

type Measure = 'loss' | 'accuracy';

const FORMATS = {
  loss: { scale: 'loss', tick: (value: number) => String(value), value: formatLoss },
  accuracy: {
    scale: 'share',
    tick: (value: number) => `${Math.round(value * 100)}%`,
    value: (value: number) => formatPercent(value),
  },
} as const;

function useRun(measure: Measure) {
  const { history } = useApp();
  const version = useDeferredValue(useAppState((state) => state.historyVersion));
  const plan = useAppState((state) => state.run.plan);
  const epochs = useAppState((state) => state.run.epochs);
  const marks = useAppState((state) => state.run.marks);
  return useMemo(() => {
    // The buffers are the same objects for ever: their version says when they changed.
    if (!plan || version === 0) return null;
    const perEpoch = plan.stepsPerEpoch;
    const points = epochs.map((epoch) => ({
      step: epoch.step,
      train: measure === 'loss' ? epoch.trainLoss : epoch.trainAccuracy,
      validation: measure === 'loss' ? epoch.validationLoss : epoch.validationAccuracy,
    }));
    const best = points[epochs.findLastIndex((epoch) => epoch.best)];
    const series = measure === 'loss' ? history.losses : history.accuracies;
    return {
      epochs: plan.config.epochs,
      rows: chartRows(series.view(), points, perEpoch),
      marks: marks.map(({ step, value }) => ({ x: step / perEpoch, value })),
      best: best ? { x: best.step / perEpoch, y: best.validation } : null,
    };
  }, [history, version, plan, epochs, marks, measure]);
}

function Chart({ measure }: { measure: Measure }) {
  const t = useTranslations('charts');
  const titleId = useId();
  const run = useRun(measure);
  const labels = useMemo(
    () => ({
      xLabel: t('epochAxis'),
      yLabel: t(`${measure}Axis`),
      series: { step: t('step'), train: t('train'), validation: t('validation') },
      formatPosition: (x: number) => t('position', { epoch: x.toFixed(2) }),
    }),
    [t, measure],
  );
  const marks = useMemo(
    () =>
      run?.marks.map(({ x, value }) => ({ x, text: t('mark', { value: formatLearningRate(value) }) })) ?? [],
    [run?.marks, t],
  );
  const { scale, tick, value } = FORMATS[measure];
  return (
    <section className="chart" aria-labelledby={titleId}>
      <h2 className="panel-title" id={titleId}>
        {t(measure)}
      </h2>
      <p className="note chart-axis">{labels.yLabel}</p>
      <div className="chart-plot">
        {run && run.rows.length > 0 ? (
          <Suspense fallback={<p className="note chart-empty">{t('waiting')}</p>}>
            <div className="chart-drawing" aria-hidden="true">
              <Plot
                {...labels}
                rows={run.rows}
                epochs={run.epochs}
                marks={marks}
                best={run.best}
                scale={scale}
                formatTick={tick}
                formatValue={value}
              />
            </div>
          </Suspense>
        ) : (
          <p className="note chart-empty">{t(measure === 'loss' ? 'emptyLoss' : 'emptyAccuracy')}</p>
        )}
      </div>
    </section>
  );
}

export function ChartsPanel() {
  // Fetched after the first paint, to be there when training begins.
  useEffect(() => void loadPlot(), []);
  return (
    <div className="panel charts">
      <Chart measure="loss" />
      <Chart measure="accuracy" />
      <Legend />
    </div>
  );
}
