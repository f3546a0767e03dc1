// One Recharts plot of a run: steps faint, epochs marked, learning-rate changes and the best epoch as references.
// Loaded on its own, because Recharts is the largest part of the page. It reads nothing from the store.

import { memo } from 'react';
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
import { epochTicks, type ChartRow } from './chart-data.ts';
import { PlotTooltip } from './plot-tooltip.tsx';

export interface PlotProps {
  rows: readonly ChartRow[];
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

/** Top of an empty loss plot: above ln 10, the loss of guessing. */
const EMPTY_LOSS = 2.4;

/** The plot fills its parent. */
export const Plot = memo(function Plot(props: PlotProps) {
  const { rows, epochs, marks, best, scale, series, formatTick } = props;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        // Without a row Recharts labels no axis.
        data={rows.length > 0 ? (rows as ChartRow[]) : [{ x: 0 }, { x: epochs }]}
        margin={{ top: 14, right: 10, bottom: 4, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={[0, epochs]}
          ticks={epochTicks(epochs)}
          interval={0}
          tick={TICK}
          tickLine={false}
          stroke="var(--edge)"
          height={36}
          label={{ ...LABEL, value: props.xLabel, position: 'insideBottom', offset: 0 }}
        />
        <YAxis
          // Fixed bounds hold without data only so.
          allowDataOverflow={scale === 'share' || rows.length === 0}
          domain={scale === 'share' ? [0, 1] : [0, rows.length > 0 ? 'auto' : EMPTY_LOSS]}
          ticks={scale === 'share' ? [0, 0.2, 0.4, 0.6, 0.8, 1] : undefined}
          tickFormatter={formatTick}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={44}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--edge)', strokeWidth: 1 }}
          content={
            <PlotTooltip
              series={series}
              formatValue={props.formatValue}
              formatPosition={props.formatPosition}
            />
          }
        />
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
          dataKey="step"
          type="linear"
          stroke="var(--accent)"
          strokeOpacity={0.4}
          strokeWidth={1.25}
          dot={false}
          activeDot={false}
          connectNulls
          isAnimationActive={false}
        />
        <Line
          dataKey="train"
          type="linear"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={{ r: 3.5, fill: 'var(--accent)', strokeWidth: 0 }}
          connectNulls
          isAnimationActive={false}
        />
        <Line
          dataKey="validation"
          type="linear"
          stroke="var(--series-2)"
          strokeWidth={2}
          strokeDasharray="5 4"
          dot={<SquareMark />}
          connectNulls
          isAnimationActive={false}
        />
        {best && (
          <ReferenceDot x={best.x} y={best.y} r={8} fill="none" stroke="var(--series-2)" strokeWidth={1.5} />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
});

/** Validation's mark, told from training's by its shape; Recharts gives the place. */
function SquareMark({ cx, cy }: { cx?: number; cy?: number }) {
  if (cx === undefined || cy === undefined || Number.isNaN(cx) || Number.isNaN(cy)) return null;
  return (
    <rect
      x={cx - 3.5}
      y={cy - 3.5}
      width={7}
      height={7}
      fill="var(--paper)"
      stroke="var(--series-2)"
      strokeWidth={2}
    />
  );
}
