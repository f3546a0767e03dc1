// The plot of a run's loss or accuracy: frame, learning-rate changes, tooltip and curves.

import { memo, useMemo } from 'react';
import { ReferenceLine, Tooltip } from 'recharts';
import { logTicks, lossTicks, STEP_ROWS, type PlotRows } from './chart-data.ts';
import { Curves } from './curves.tsx';
import { AXIS_TEXT, FRAME_STAGES, PlotFrame, type YAxisRange } from './plot-frame.tsx';
import { PlotTooltip } from './plot-tooltip.tsx';
import { RowsContext } from './rows-context.ts';
import { useStage } from './use-stage.ts';

interface AxesProps {
  /** Of the whole run: where the x axis ends. */
  epochs: number;
  marks: readonly { x: number; text: string }[];
  xLabel: string;
  series: { step: string; train: string; validation: string };
  formatTick: (value: number) => string;
  formatValue: (value: number) => string;
  formatPosition: (x: number) => string;
  /** Called once, when all of it is drawn; has to stay the same. */
  onReady?: (() => void) | undefined;
}

export interface PlotProps extends AxesProps {
  rows: PlotRows;
  /** The y axis: fractions from 0 to 1, losses from 0 up, or losses on a logarithmic scale. */
  scale: 'fraction' | 'loss' | 'log-loss';
}

const MARGIN = { top: 14, right: 10, bottom: 4, left: 0 };
const CURSOR = { stroke: 'var(--edge)', strokeWidth: 1 };
const TOOLTIP_STAGE = FRAME_STAGES.grid + 1;
// Recharts hides the tooltip of a plot without lines of its own.
const VISIBLE = { visibility: 'visible' } as const;
const FRACTION_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** The plot fills its parent. New rows reach only its curves; Recharts works when an axis or a mark changes. */
export const Plot = memo(function Plot({ rows, scale, ...axes }: PlotProps) {
  const values = scale === 'fraction' ? FRACTION_TICKS : scale === 'loss' ? lossTicks(rows) : logTicks(rows);
  const text = values.join(' ');
  // The same object as long as it holds the same ticks.
  const y = useMemo((): YAxisRange => {
    const ticks = text.split(' ').map(Number);
    return { domain: [ticks[0]!, ticks.at(-1)!], ticks };
  }, [text]);
  // Values below the end of a logarithmic axis are drawn at that end.
  const drawn = useMemo(() => ({ ...rows, floor: y.domain[0] }), [rows, y]);
  return (
    <RowsContext value={drawn}>
      <Axes {...axes} y={y} logarithmic={scale === 'log-loss'} />
    </RowsContext>
  );
});

const Axes = memo(function Axes(props: AxesProps & { y: YAxisRange; logarithmic: boolean }) {
  const { epochs, y, logarithmic, marks, xLabel, formatTick, onReady } = props;
  const { series, formatValue, formatPosition } = props;
  const stage = useStage(TOOLTIP_STAGE, onReady);
  const tooltip = useMemo(
    () => <PlotTooltip {...{ epochs, series, formatValue, formatPosition }} />,
    [epochs, series, formatValue, formatPosition],
  );
  return (
    <PlotFrame {...{ epochs, xLabel, y, formatTick, logarithmic, stage }} places={STEP_ROWS} margin={MARGIN}>
      {stage >= TOOLTIP_STAGE && (
        <Tooltip isAnimationActive={false} cursor={CURSOR} wrapperStyle={VISIBLE} content={tooltip} />
      )}
      {marks.map((mark) => (
        <ReferenceLine
          key={`${mark.x} ${mark.text}`}
          x={mark.x}
          stroke="var(--edge)"
          strokeDasharray="2 3"
          label={{ ...AXIS_TEXT, value: mark.text, position: 'top', fontSize: 11 }}
        />
      ))}
      <Curves />
    </PlotFrame>
  );
});
