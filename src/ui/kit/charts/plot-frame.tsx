// Axes and grid, shared by all plots over the epochs of a run. Recharts draws them in stages, because each part needs most
// of a frame.

import { useMemo, type ReactNode } from 'react';
import { CartesianGrid, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { epochTicks } from './chart-data.ts';
import './plot.css';

/** Stages of `useStage` in which the y axis and the grid appear. The x axis is there from stage 0. */
export const FRAME_STAGES = { yAxis: 1, grid: 2 } as const;

/** Text of an axis, in SVG attributes. */
export const AXIS_TEXT = { fill: 'var(--ink-soft)', fontSize: 12 };

export interface YAxisRange {
  /** The ends of the axis. */
  domain: [number, number];
  /** Labelled values. */
  ticks: number[];
}

interface PlotFrameProps {
  /** Where the x axis ends; it begins at 0. */
  epochs: number;
  /** Labelled values of an x axis that does not count epochs; has to stay the same. */
  xTicks?: readonly number[];
  /** Texts of these labels, where they are not the values themselves. */
  formatX?: (value: number) => string;
  xLabel: string;
  /** The same object as long as nothing changes: Recharts lays out the plot for each new one. */
  y: YAxisRange;
  formatTick: (value: number) => string;
  logarithmic?: boolean;
  /** Number of even steps along the x axis at which a tooltip can appear. */
  places: number;
  /** Pixels around the plot's area and its axes. */
  margin: { top: number; right: number; bottom: number; left: number };
  stage: number;
  children: ReactNode;
}

/** Fills its parent. Hidden from screen readers: the same values have to be available as text elsewhere. */
export function PlotFrame(props: PlotFrameProps) {
  const { epochs, xTicks, formatX, xLabel, y, formatTick, logarithmic = false, places } = props;
  const { margin, stage, children } = props;
  const x = useMemo(
    () => ({
      domain: [0, epochs],
      ticks: xTicks ? [...xTicks] : epochTicks(epochs),
      label: { ...AXIS_TEXT, value: xLabel, position: 'insideBottom' as const, offset: 0 },
      // Without any data Recharts labels no axis.
      places: Array.from({ length: places + 1 }, (_, i) => ({ x: (i * epochs) / places })),
    }),
    [epochs, xTicks, xLabel, places],
  );
  return (
    <div className="plot" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={x.places} margin={margin} accessibilityLayer={false}>
          {stage >= FRAME_STAGES.grid && <CartesianGrid vertical={false} stroke="var(--line)" />}
          <XAxis
            dataKey="x"
            type="number"
            domain={x.domain}
            ticks={x.ticks}
            interval={0}
            {...(formatX && { tickFormatter: formatX })}
            tick={AXIS_TEXT}
            tickLine={false}
            stroke="var(--edge)"
            height={36}
            label={x.label}
          />
          {stage >= FRAME_STAGES.yAxis && (
            <YAxis
              // Recharts keeps fixed bounds without data only with this.
              allowDataOverflow
              domain={y.domain}
              scale={logarithmic ? 'log' : 'linear'}
              ticks={y.ticks}
              interval={0}
              tickFormatter={formatTick}
              tick={AXIS_TEXT}
              tickLine={false}
              axisLine={false}
              width={44}
            />
          )}
          {children}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
