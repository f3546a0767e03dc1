// The two plots of the run that is on, each a region with its name, its axis in words and what it will show.

import { useCallback, useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatLearningRate, formatLoss, formatPercent } from '../../base/format.ts';
import { useApp } from '../app-context.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { LazyPlot } from './lazy-plot.tsx';
import { Legend } from './legend.tsx';
import { useChartRun, type Measure } from './use-chart-run.ts';
import './charts.css';

const FORMATS = {
  loss: { tick: (value: number) => String(value), value: formatLoss },
  accuracy: {
    tick: (value: number) => `${Math.round(value * 100)}%`,
    value: (value: number) => formatPercent(value),
  },
} as const;

const LOSS_SCALES = ['linear', 'log'] as const;
type LossScale = (typeof LOSS_SCALES)[number];

function Chart({ measure, turn, onReady }: { measure: Measure; turn: boolean; onReady: () => void }) {
  const t = useTranslations('charts');
  const titleId = useId();
  const run = useChartRun(measure);
  const labels = useMemo(
    () => ({
      xLabel: t('epochAxis'),
      series: { step: t('step'), train: t('train'), validation: t('validation') },
      formatPosition: (x: number) => t('position', { epoch: x.toFixed(2) }),
    }),
    [t],
  );
  const marks = useMemo(
    () => run.marks.map(({ x, value }) => ({ x, text: t('mark', { value: formatLearningRate(value) }) })),
    [run.marks, t],
  );
  const { tick, value } = FORMATS[measure];
  const scales = useTranslations('lossScale');
  const [lossScale, setLossScale] = useState<LossScale>('linear');
  const scale = measure === 'accuracy' ? 'share' : lossScale === 'log' ? 'log-loss' : 'loss';
  return (
    <section className="chart" aria-labelledby={titleId}>
      <h2 className="panel-title" id={titleId}>
        {t(measure)}
      </h2>
      <p className="note chart-axis">{t(`${measure}Axis`)}</p>
      {measure === 'loss' && (
        <Segmented
          label={scales('label')}
          value={lossScale}
          options={LOSS_SCALES.map((name) => ({ value: name, content: scales(name) }))}
          onChange={setLossScale}
        />
      )}
      <div className="chart-plot">
        <div className="chart-drawing" aria-hidden="true">
          <LazyPlot
            {...labels}
            turn={turn}
            onReady={onReady}
            rows={run.rows}
            epochs={run.epochs}
            marks={marks}
            scale={scale}
            formatTick={tick}
            formatValue={value}
          />
        </div>
        {run.rows.steps.length === 0 && (
          <p className="note chart-empty">
            <span>{t(measure === 'loss' ? 'emptyLoss' : 'emptyAccuracy')}</span>
          </p>
        )}
      </div>
    </section>
  );
}

/** Makes one plot after the other, and then lets the worker begin: its trials take every core. */
export function ChartsPanel() {
  const { commands } = useApp();
  const [lossReady, setLossReady] = useState(false);
  return (
    <div className="panel charts">
      <Chart measure="loss" turn onReady={useCallback(() => setLossReady(true), [])} />
      <Chart measure="accuracy" turn={lossReady} onReady={commands.prepare} />
      <Legend />
    </div>
  );
}
