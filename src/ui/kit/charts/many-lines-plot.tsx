// A plot of many thin lines, of which one is highlighted. A line that ends early has a cross at its end.

import { createContext, memo, useContext, useMemo, type PointerEvent } from 'react';
import { usePlotArea } from 'recharts';
import { lossTicks, STEP_ROWS } from './chart-data.ts';
import { fractionAxis, lowestTenth } from './class-rows.ts';
import { nearestLine, type LinePoint } from './nearest-line.ts';
import { FRAME_STAGES, PlotFrame, type YAxisRange } from './plot-frame.tsx';
import { useStage } from './use-stage.ts';
import './many-lines-plot.css';

export interface PlotLine {
  id: number;
  points: readonly LinePoint[];
  /** It ended early, with its last point. */
  broken: boolean;
  /** Outside the chosen ranges. */
  faded: boolean;
}

interface ManyLinesPlotProps {
  lines: readonly PlotLine[];
  /** The y axis: fractions up to 1, or losses from 0 up. */
  scale: 'fraction' | 'loss';
  /** Where the x axis ends. */
  epochs: number;
  xLabel: string;
  highlighted: number | null;
  /** The line under the pointer; null once there is none. */
  onHighlight: (id: number | null) => void;
}

const MARGIN = { top: 10, right: 12, bottom: 4, left: 0 };
const LINES_STAGE = FRAME_STAGES.grid + 1;
/** Pixels around a line within which it is under the pointer. */
const REACH = 24;
/** Losses above this are drawn there: one line that diverges would flatten the others. */
const HIGHEST_LOSS = 5;
const FORMATS = {
  fraction: (value: number) => `${Math.round(value * 100)}%`,
  loss: (value: number) => String(value),
};

/** Fills its parent. */
export const ManyLinesPlot = memo(function ManyLinesPlot(props: ManyLinesPlotProps) {
  const { lines, scale, epochs, xLabel, highlighted, onHighlight } = props;
  const stage = useStage(LINES_STAGE);
  const lowest = scale === 'fraction' ? lowestTenth(lines.map(({ points }) => points)) : 0;
  const highest = scale === 'loss' ? topTick(lines) : 1;
  // The same as long as its ends are: Recharts lays out the plot for each new one.
  const y = useMemo((): YAxisRange => {
    if (scale === 'fraction') return fractionAxis(lowest);
    const ticks = lossTicks({ steps: [{ x: 0, step: highest }], epochRows: [], best: null });
    return { domain: [ticks[0]!, ticks.at(-1)!], ticks };
  }, [scale, lowest, highest]);
  const drawn = useMemo(
    () => ({ lines, epochs, highlighted, onHighlight, domain: y.domain }),
    [lines, epochs, highlighted, onHighlight, y],
  );
  return (
    <LinesContext value={drawn}>
      <Frame {...{ epochs, xLabel, y, stage, scale }} />
    </LinesContext>
  );
});

interface FrameProps extends Pick<ManyLinesPlotProps, 'epochs' | 'xLabel' | 'scale'> {
  y: YAxisRange;
  stage: number;
}

/** Stays as it is while lines grow and are highlighted: Recharts would lay out the plot each time. */
const Frame = memo(function Frame({ epochs, xLabel, y, stage, scale }: FrameProps) {
  return (
    <PlotFrame
      {...{ epochs, xLabel, y, stage }}
      formatTick={FORMATS[scale]}
      places={STEP_ROWS}
      margin={MARGIN}
    >
      {stage >= LINES_STAGE && <Lines />}
    </PlotFrame>
  );
});

function topTick(lines: readonly PlotLine[]): number {
  let highest = 0;
  for (const { points } of lines)
    for (const { y } of points) if (Number.isFinite(y)) highest = Math.max(highest, y);
  // In halves, so that the axis does not move with each point.
  return Math.min(HIGHEST_LOSS, Math.ceil(highest * 2) / 2);
}

interface DrawnLines extends Pick<ManyLinesPlotProps, 'lines' | 'epochs' | 'highlighted' | 'onHighlight'> {
  domain: [number, number];
}

const LinesContext = createContext<DrawnLines>({
  lines: [],
  epochs: 1,
  highlighted: null,
  onHighlight: () => {},
  domain: [0, 1],
});

/** Where values are on the plot. */
interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
  epochs: number;
  low: number;
  high: number;
}

function pixels(points: readonly LinePoint[], place: Place): LinePoint[] {
  const { left, top, width, height, epochs, low, high } = place;
  return points.map(({ x, y }) => {
    const share = (Math.min(high, Number.isFinite(y) ? y : high) - low) / (high - low || 1);
    return { x: left + (x / epochs) * width, y: top + height * (1 - share) };
  });
}

function Lines() {
  const { lines, epochs, domain, highlighted, onHighlight } = useContext(LinesContext);
  const area = usePlotArea();
  const [low, high] = domain;
  const { x: left = 0, y: top = 0, width = 0, height = 0 } = area ?? {};
  // The same as long as nothing moves.
  const place = useMemo(
    () => ({ left, top, width, height, epochs, low, high }),
    [left, top, width, height, epochs, low, high],
  );
  // Touch counts too: a tap highlights a line. React's handlers run after those of the element that the pointer left.
  const move = ({ clientX, clientY, currentTarget }: PointerEvent<SVGRectElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const drawn = lines.map(({ points }) => pixels(points, place));
    const found = nearestLine(drawn, clientX - box.left + left, clientY - box.top + top, REACH);
    onHighlight(found === null ? null : lines[found]!.id);
  };
  const above = lines.find(({ id }) => id === highlighted);
  return (
    <g>
      {lines.map(({ id, points, broken, faded }) => (
        <Line key={id} {...{ points, broken, place }} look={faded ? 'faded' : 'plain'} />
      ))}
      {/* It covers the others. */}
      {above && <Line points={above.points} broken={above.broken} place={place} look="highlighted" />}
      <rect
        className="many-ground"
        {...{ x: left, y: top, width, height }}
        onPointerMove={move}
        onPointerDown={move}
        onPointerLeave={() => onHighlight(null)}
      />
    </g>
  );
}

interface LineProps extends Pick<PlotLine, 'points' | 'broken'> {
  place: Place;
  look: 'plain' | 'faded' | 'highlighted';
}

const Line = memo(function Line({ points, broken, place, look }: LineProps) {
  const drawn = pixels(points, place);
  const last = drawn.at(-1);
  if (!last) return null;
  const path = drawn.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  return (
    <g className={`many-line many-${look}`}>
      <path d={path} />
      {broken ? (
        <path d={`M${last.x - 4} ${last.y - 4}l8 8m0 -8l-8 8`} />
      ) : (
        <circle className="many-end" cx={last.x} cy={last.y} r={look === 'highlighted' ? 4 : 2} />
      )}
    </g>
  );
});
