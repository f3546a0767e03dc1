// One Recharts plot of a run: steps faint, epochs marked, learning-rate changes and the best epoch as references.
// Loaded on its own, because Recharts is the largest part of the page. It reads nothing from the store.

import { memo, useMemo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { epochTicks, type EpochRow, type StepRow } from './chart-data.ts';
import { PlotTooltip } from './plot-tooltip.tsx';
import { SquareMark } from './square-mark.tsx';

export interface PlotProps {
  steps: readonly StepRow[];
  epochRows: readonly EpochRow[];
  /** Of the whole run: where the x axis ends. */
  epochs: number;
  marks: readonly { x: number; text: string }[];
  best: { x: number; y: number } | null;
  xLabel: string;
  yLabel: string;
  series: { step: string; train: string; validation: string };
  /** The y axis: shares from 0 to 1, or losses from 0 up. */
  scale: 'share' | 'loss';
  formatTick: (value: number) => string;
  formatValue: (value: number) => string;
  formatPosition: (x: number) => string;
}

const TICK = { fill: 'var(--ink-soft)', fontSize: 12 };
const LABEL = { fill: 'var(--ink-soft)', fontSize: 12 };
const MARGIN = { top: 14, right: 10, bottom: 4, left: 0 };
const CURSOR = { stroke: 'var(--edge)', strokeWidth: 1 };
const TRAIN_DOT = { r: 3.5, fill: 'var(--accent)', strokeWidth: 0 };

/** More epochs than these would touch each other: they are drawn as lines alone. */
const MARKED_EPOCHS = 60;
const SHARE_DOMAIN = [0, 1];
const SHARE_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const LOSS_DOMAIN = [0, 'auto'] as const;
/** Of an empty loss plot: it reaches above ln 10, the loss of guessing. */
const EMPTY_LOSS_DOMAIN = [0, 2.4];

const squareDot = <SquareMark />;

/** The plot fills its parent. Recharts works anew on every prop that is another object than before: they are kept. */
export const Plot = memo(function Plot(props: PlotProps) {
  const { steps, epochRows, epochs, marks, best, scale, xLabel } = props;
  const empty = steps.length === 0;
  const marked = epochRows.length <= MARKED_EPOCHS;
  const xAxis = useMemo(
    () => ({
      domain: [0, epochs],
      ticks: epochTicks(epochs),
      label: { ...LABEL, value: xLabel, position: 'insideBottom' as const, offset: 0 },
      // Without a row Recharts labels no axis.
      emptyData: [{ x: 0 }, { x: epochs }],
    }),
    [epochs, xLabel],
  );
  const tooltip = (
    <PlotTooltip
      steps={steps}
      epochRows={epochRows}
      epochs={epochs}
      series={props.series}
      formatValue={props.formatValue}
      formatPosition={props.formatPosition}
    />
  );
  const lossDomain = empty ? EMPTY_LOSS_DOMAIN : LOSS_DOMAIN;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={xAxis.domain}
          ticks={xAxis.ticks}
          interval={0}
          tick={TICK}
          tickLine={false}
          stroke="var(--edge)"
          height={36}
          label={xAxis.label}
        />
        <YAxis
          // Fixed bounds hold without data only so.
          allowDataOverflow={scale === 'share' || empty}
          domain={scale === 'share' ? SHARE_DOMAIN : lossDomain}
          ticks={scale === 'share' ? SHARE_TICKS : undefined}
          tickFormatter={props.formatTick}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={44}
        />
        <Tooltip isAnimationActive={false} cursor={CURSOR} content={tooltip} />
        {marks.map(({ x, text }) => (
          <ReferenceLine
            key={`${x} ${text}`}
            x={x}
            stroke="var(--edge)"
            strokeDasharray="2 3"
            label={{ ...LABEL, value: text, position: 'top', fontSize: 11 }}
          />
        ))}
        <Line
          data={empty ? xAxis.emptyData : (steps as StepRow[])}
          dataKey="step"
          type="linear"
          stroke="var(--accent)"
          strokeOpacity={0.4}
          strokeWidth={1.25}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          data={epochRows as EpochRow[]}
          dataKey="train"
          type="linear"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={marked && TRAIN_DOT}
          isAnimationActive={false}
        />
        <Line
          data={epochRows as EpochRow[]}
          dataKey="validation"
          type="linear"
          stroke="var(--series-2)"
          strokeWidth={2}
          strokeDasharray="5 4"
          dot={marked && squareDot}
          isAnimationActive={false}
        />
        {best && (
          <ReferenceDot x={best.x} y={best.y} r={8} fill="none" stroke="var(--series-2)" strokeWidth={1.5} />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
});
