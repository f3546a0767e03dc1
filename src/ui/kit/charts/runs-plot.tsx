// A plot of several runs: a line for each with a colour, a dash pattern, markers and, at its end, its letter.

import { memo, useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { FIELDS } from '../../../contract/config.ts';
import { lossTicks, roundTicks, STEP_ROWS } from './chart-data.ts';
import { fractionAxis, lowestTenth, spread } from './class-rows.ts';
import { FRAME_STAGES, PlotFrame, type YAxisRange } from './plot-frame.tsx';
import { RUN_MARKERS } from './run-markers.ts';
import { useStage } from './use-stage.ts';
import './runs-plot.css';

interface Point {
  x: number;
  y: number;
}

interface RunsPlotProps {
  /** At most six, each with a look of its own; one without points is not drawn. */
  lines: readonly (readonly Point[])[];
  letters: readonly string[];
  /** The y axis: fractions up to 1, or losses from 0 up. */
  scale: 'fraction' | 'loss';
  /** The x axis: whole epochs, or seconds. */
  axis: 'epochs' | 'seconds';
  xLabel: string;
}

const MARGIN = { top: 10, right: 30, bottom: 4, left: 0 };
const LETTER_GAP = 13;
/** More markers on a line would touch each other. */
const MARKED_POINTS = 40;
/** More are not of this page, but a file may say so. */
const MOST_EPOCHS = FIELDS.epochs.max;
const LINES_STAGE = FRAME_STAGES.grid + 1;
const nothing = () => undefined;
const FORMATS = {
  fraction: (value: number) => `${Math.round(value * 100)}%`,
  loss: (value: number) => String(value),
};

/** Fills its parent. */
export const RunsPlot = memo(function RunsPlot({ lines, letters, scale, axis, xLabel }: RunsPlotProps) {
  const stage = useStage(LINES_STAGE, nothing);
  const y = useMemo((): YAxisRange => {
    if (scale === 'fraction') return fractionAxis(lowestTenth(lines));
    const steps = lines.flatMap((line) => line.map((point) => ({ x: point.x, step: point.y })));
    const ticks = lossTicks({ steps, epochRows: [], best: null });
    return { domain: [ticks[0]!, ticks.at(-1)!], ticks };
  }, [lines, scale]);
  const end = useMemo(() => {
    const last = lines.reduce((most, line) => Math.max(most, ...line.map(({ x }) => x)), 0);
    return axis === 'epochs' ? Math.max(1, Math.ceil(last)) : last || 1;
  }, [lines, axis]);
  const ticks = useMemo(
    () => (axis === 'seconds' || end > MOST_EPOCHS ? roundTicks(end) : undefined),
    [axis, end],
  );
  return (
    <PlotFrame
      {...{ xLabel, y, stage }}
      {...(ticks && { xTicks: ticks })}
      epochs={end}
      formatTick={FORMATS[scale]}
      places={STEP_ROWS}
      margin={MARGIN}
    >
      {stage >= LINES_STAGE && <Lines lines={lines} letters={letters} />}
    </PlotFrame>
  );
});

function Lines({ lines, letters }: Pick<RunsPlotProps, 'lines' | 'letters'>) {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  if (!xScale || !yScale || !area) return null;
  const drawn = lines
    .map((line, look) => ({
      look,
      points: line.map(({ x, y }) => ({ x: xScale(x) ?? 0, y: yScale(y) ?? 0 })),
    }))
    .filter(({ points }) => points.length > 0);
  const heights = spread(
    drawn.map(({ points }) => points.at(-1)!.y),
    LETTER_GAP,
    area.y + area.height,
  );
  return drawn.map(({ look, points }, k) => {
    const last = points.at(-1)!;
    return (
      <g key={look} className={`run-line run-look-${look}`}>
        <path
          className="run-curve"
          d={points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')}
        />
        {points.length <= MARKED_POINTS &&
          points.map(({ x, y }) => (
            <path key={x} className="run-marker" d={RUN_MARKERS[look]} transform={`translate(${x} ${y})`} />
          ))}
        <path className="run-leader" d={`M${last.x + 5} ${last.y}L${last.x + 10} ${heights[k]}`} />
        <text x={last.x + 13} y={heights[k]} dy="0.32em">
          {letters[look]}
        </text>
      </g>
    );
  });
}
