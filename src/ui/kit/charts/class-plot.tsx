// The plot of the classes: frame, lines of our own, and the names of up to ten classes at the right ends of theirs.

import { memo, useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { cutName, fractionAxis, lowestTenth, nameWidth, spread, type ClassPoint } from './class-rows.ts';
import { FRAME_STAGES, PlotFrame, type YAxisRange } from './plot-frame.tsx';
import { useStage } from './use-stage.ts';

interface ClassPlotProps {
  /** At most ten, each with a look of its own; one without points is not drawn. */
  lines: readonly ClassPoint[][];
  /** Thin lines without names behind them. */
  others: readonly ClassPoint[][];
  /** A short name for each line. */
  names: readonly string[];
  epochs: number;
  highlighted: number | null;
  /** Called with the place of the line under the pointer, and with null when it leaves. Has to stay the same. */
  onHover: (look: number | null) => void;
  xLabel: string;
}

/** Room for the names at the right: for short ones, and for those that may be cut. */
const MARGIN = { top: 10, right: 72, bottom: 4, left: 0 };
const WIDE_MARGIN = { ...MARGIN, right: 98 };
const SHORT_NAME = 8;
const NAME_GAP = 14;
const LINES_STAGE = FRAME_STAGES.grid + 1;
const formatPercent = (fraction: number) => `${Math.round(fraction * 100)}%`;
const nothing = () => undefined;

export const ClassPlot = memo(function ClassPlot(props: ClassPlotProps) {
  const { lines, others, names, epochs, xLabel } = props;
  const stage = useStage(LINES_STAGE, nothing);
  const margin = names.every((name) => nameWidth(name) <= SHORT_NAME) ? MARGIN : WIDE_MARGIN;
  const low = Math.min(lowestTenth(lines), lowestTenth(others));
  const y = useMemo((): YAxisRange => fractionAxis(low), [low]);
  return (
    <PlotFrame {...{ epochs, xLabel, y, stage }} formatTick={formatPercent} places={1} margin={margin}>
      {stage >= LINES_STAGE && others.length > 0 && <OtherLines lines={others} />}
      {stage >= LINES_STAGE && <ClassLines {...props} />}
    </PlotFrame>
  );
});

function pathThrough(points: readonly ClassPoint[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function OtherLines({ lines }: { lines: readonly ClassPoint[][] }) {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!xScale || !yScale) return null;
  const path = lines
    .map((line) => pathThrough(line.map(({ x, y }) => ({ x: xScale(x) ?? 0, y: yScale(y) ?? 0 }))))
    .join('');
  return <path className="class-others" d={path} />;
}

function ClassLines({ lines, names, highlighted, onHover }: ClassPlotProps) {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  if (!xScale || !yScale || !area) return null;
  const drawn = lines
    .map((line, label) => ({
      label,
      points: line.map(({ x, y }) => ({ x: xScale(x) ?? 0, y: yScale(y) ?? 0 })),
    }))
    .filter(({ points }) => points.length > 0);
  const heights = spread(
    drawn.map(({ points }) => points.at(-1)!.y),
    NAME_GAP,
    area.y + area.height,
  );
  const order = (k: number) => Number(drawn[k]!.label === highlighted);
  return [...drawn.keys()]
    .sort((a, b) => order(a) - order(b))
    .map((k) => {
      const { label, points } = drawn[k]!;
      const height = heights[k]!;
      const last = points.at(-1)!;
      const look =
        highlighted === null ? '' : label === highlighted ? ' class-line-highlighted' : ' class-line-dimmed';
      const path = pathThrough(points);
      return (
        <g
          key={label}
          className={`class-line class-color-${label}${look}`}
          onPointerEnter={() => onHover(label)}
          onPointerLeave={() => onHover(null)}
        >
          <path className="class-hit" d={path} />
          <path className={`class-curve class-curve-${label}`} d={path} />
          {points.length === 1 && <circle cx={last.x} cy={last.y} r={2.5} />}
          <path className="class-leader" d={`M${last.x + 2} ${last.y}L${last.x + 12} ${height}`} />
          <text x={last.x + 15} y={height} dy="0.32em">
            {cutName(names[label]!)}
          </text>
        </g>
      );
    });
}
