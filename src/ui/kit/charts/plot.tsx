// One Recharts plot of a run: axes, grid, learning-rate changes and tooltip; its curves are in curves.tsx.
// Loaded on its own, because Recharts is the largest part of the page. It reads nothing from the store.

import { memo, useMemo } from 'react';
import {
  CartesianGrid,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { epochTicks, logTicks, lossTicks, STEP_ROWS, type PlotRows } from './chart-data.ts';
import { Curves } from './curves.tsx';
import { PlotTooltip } from './plot-tooltip.tsx';
import { RowsContext } from './rows-context.ts';
import { useStage } from './use-stage.ts';

interface FrameProps {
  /** Of the whole run: where the x axis ends. */
  epochs: number;
  marks: readonly { x: number; text: string }[];
  xLabel: string;
  series: { step: string; train: string; validation: string };
  formatTick: (value: number) => string;
  formatValue: (value: number) => string;
  formatPosition: (x: number) => string;
  /** Called once, when all of it is there. */
  onReady: () => void;
}

export interface PlotProps extends FrameProps {
  rows: PlotRows;
  /** The y axis: shares from 0 to 1, losses from 0 up, or losses by their orders of magnitude. */
  scale: 'share' | 'loss' | 'log-loss';
}

const TICK = { fill: 'var(--ink-soft)', fontSize: 12 };
const LABEL = { fill: 'var(--ink-soft)', fontSize: 12 };
const MARGIN = { top: 14, right: 10, bottom: 4, left: 0 };
const CURSOR = { stroke: 'var(--edge)', strokeWidth: 1 };
// Recharts hides the tooltip of a plot without lines of its own.
const SHOWN = { visibility: 'visible' } as const;
const SHARE_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** The plot fills its parent. New rows reach only its curves; Recharts works when an axis or a mark changes. */
export const Plot = memo(function Plot({ rows, scale, ...frame }: PlotProps) {
  const text = (scale === 'share' ? SHARE_TICKS : scale === 'loss' ? lossTicks(rows) : logTicks(rows)).join(
    ' ',
  );
  // The same array as long as it holds the same ticks.
  const ticks = useMemo(() => text.split(' ').map(Number), [text]);
  // What lies below a logarithmic axis is drawn at its foot.
  const shown = useMemo(() => ({ ...rows, floor: ticks[0]! }), [rows, ticks]);
  return (
    <RowsContext value={shown}>
      <Frame {...frame} ticks={ticks} logarithmic={scale === 'log-loss'} />
    </RowsContext>
  );
});

const Frame = memo(function Frame({
  epochs,
  ticks,
  logarithmic,
  marks,
  xLabel,
  ...props
}: FrameProps & { ticks: number[]; logarithmic: boolean }) {
  const { series, formatTick, formatValue, formatPosition, onReady } = props;
  const stage = useStage(3, onReady);
  const x = useMemo(
    () => ({
      domain: [0, epochs],
      ticks: epochTicks(epochs),
      label: { ...LABEL, value: xLabel, position: 'insideBottom' as const, offset: 0 },
      // The places where the tooltip may stand; without any Recharts labels no axis.
      places: Array.from({ length: STEP_ROWS + 1 }, (_, i) => ({ x: (i * epochs) / STEP_ROWS })),
    }),
    [epochs, xLabel],
  );
  const y = useMemo(() => [ticks[0]!, ticks.at(-1)!], [ticks]);
  const tooltip = useMemo(
    () => <PlotTooltip {...{ epochs, series, formatValue, formatPosition }} />,
    [epochs, series, formatValue, formatPosition],
  );
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={x.places} margin={MARGIN} accessibilityLayer={false}>
        {stage > 1 && <CartesianGrid vertical={false} stroke="var(--line)" />}
        <XAxis
          dataKey="x"
          type="number"
          domain={x.domain}
          ticks={x.ticks}
          interval={0}
          tick={TICK}
          tickLine={false}
          stroke="var(--edge)"
          height={36}
          label={x.label}
        />
        {stage > 0 && (
          <YAxis
            // Fixed bounds hold without data only so.
            allowDataOverflow
            domain={y}
            scale={logarithmic ? 'log' : 'linear'}
            ticks={ticks}
            interval={0}
            tickFormatter={formatTick}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={44}
          />
        )}
        {stage > 2 && (
          <Tooltip isAnimationActive={false} cursor={CURSOR} wrapperStyle={SHOWN} content={tooltip} />
        )}
        {marks.map((mark) => (
          <ReferenceLine
            key={`${mark.x} ${mark.text}`}
            x={mark.x}
            stroke="var(--edge)"
            strokeDasharray="2 3"
            label={{ ...LABEL, value: mark.text, position: 'top', fontSize: 11 }}
          />
        ))}
        <Curves />
      </LineChart>
    </ResponsiveContainer>
  );
});
