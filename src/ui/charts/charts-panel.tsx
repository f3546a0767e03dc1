// The plots of the current run: loss and accuracy, each with a title, its axis as text, and a note while it is empty.

import { useCallback, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { formatLearningRate, formatLoss, formatPercent } from '../../base/format.ts';
import { useAppState } from '../app-context.tsx';
import { Legend } from '../kit/charts/legend.tsx';
import type { PlotProps } from '../kit/charts/plot.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useRequestedFocus } from '../use-requested-focus.ts';
import { LiftedLoss } from './lifted-loss.tsx';
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

interface ChartProps {
  measure: Measure;
  /** Renders the plot. Null delays it. */
  plot: ((props: PlotProps) => ReactNode) | null;
  /** Called when the plot is drawn or can't be loaded. Has to stay the same. */
  onReady?: () => void;
}

function Chart({ measure, plot, onReady }: ChartProps) {
  const t = useTranslations('charts');
  const edited = useTranslations('edit');
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useRequestedFocus(measure, title);
  const run = useChartRun(measure);
  const chance = useAppState((state) => formatPercent(1 / state.dataset.classes.length, 0));
  const labels = useMemo(
    () => ({
      xLabel: t('epochAxis'),
      series: { step: t('step'), train: t('train'), validation: t('validation') },
      formatPosition: (x: number) => t('position', { epoch: x.toFixed(2) }),
    }),
    [t],
  );
  const marks = useMemo(
    () =>
      run.marks.map(({ x, rate }) => ({
        x,
        text: rate === null ? edited('chart') : t('mark', { value: formatLearningRate(rate) }),
      })),
    [run.marks, edited, t],
  );
  const { tick, value } = FORMATS[measure];
  const scales = useTranslations('lossScale');
  const [lossScale, setLossScale] = useState<LossScale>('linear');
  const scale = measure === 'accuracy' ? 'fraction' : lossScale === 'log' ? 'log-loss' : 'loss';
  return (
    <section className="chart" aria-labelledby={titleId}>
      <h2 className="panel-title" id={titleId} ref={title} tabIndex={-1}>
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
        {plot?.({
          ...labels,
          onReady,
          rows: run.rows,
          epochs: run.epochs,
          marks,
          scale,
          formatTick: tick,
          formatValue: value,
        })}
        {run.rows.steps.length === 0 && (
          <p className="note chart-empty">
            <span>{measure === 'loss' ? t('emptyLoss') : t('emptyAccuracy', { chance })}</span>
          </p>
        )}
      </div>
    </section>
  );
}

interface ChartsPanelProps {
  /** Renders a plot, whose code is loaded separately. */
  plot: (props: PlotProps) => ReactNode;
}

/** Draws one plot after the other: Recharts needs most of a frame for each part of a plot. */
export function ChartsPanel({ plot }: ChartsPanelProps) {
  const t = useTranslations('charts');
  const [lossReady, setLossReady] = useState(false);
  const labels = { step: t('step'), train: t('train'), validation: t('validation'), best: t('best') };
  return (
    <div className="panel charts">
      <Chart measure="loss" plot={plot} onReady={useCallback(() => setLossReady(true), [])} />
      <Chart measure="accuracy" plot={lossReady ? plot : null} />
      <Legend labels={labels} />
      <LiftedLoss />
    </div>
  );
}
