// The Recharts plot of the ten classes: axes and grid of Recharts, lines and names of our own, as in curves.tsx.
// It reads nothing from the store.

import { memo, useMemo } from 'react';
import {
  CartesianGrid,
  LineChart,
  ResponsiveContainer,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { epochTicks } from './chart-data.ts';
import { lowestTenth, spread, type ClassPoint } from './class-rows.ts';
import { useStage } from './use-stage.ts';

interface ClassPlotProps {
  lines: readonly ClassPoint[][];
  /** Short, one for each line. */
  names: readonly string[];
  epochs: number;
  highlighted: number | null;
  xLabel: string;
}

const TICK = { fill: 'var(--ink-soft)', fontSize: 12 };
/** Room for the names at the right. */
const MARGIN = { top: 10, right: 72, bottom: 4, left: 0 };
const NAME_GAP = 14;
const formatShare = (share: number) => `${Math.round(share * 100)}%`;
const done = () => undefined;

export const ClassPlot = memo(function ClassPlot(props: ClassPlotProps) {
  const { lines, epochs, xLabel } = props;
  const stage = useStage(2, done);
  const low = lowestTenth(lines);
  const x = useMemo(
    () => ({
      domain: [0, epochs],
      ticks: epochTicks(epochs),
      places: [{ x: 0 }, { x: epochs }],
      label: { ...TICK, value: xLabel, position: 'insideBottom' as const, offset: 0 },
    }),
    [epochs, xLabel],
  );
  const y = useMemo(() => {
    const size = low < 0.5 ? 2 : 1;
    const ticks: number[] = [];
    for (let tenth = 10; tenth >= Math.round(low * 10); tenth -= size) ticks.unshift(tenth / 10);
    return { domain: [low, 1], ticks };
  }, [low]);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={x.places} margin={MARGIN} accessibilityLayer={false}>
        {stage > 0 && <CartesianGrid vertical={false} stroke="var(--line)" />}
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
        <YAxis
          allowDataOverflow
          domain={y.domain}
          ticks={y.ticks}
          interval={0}
          tickFormatter={formatShare}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={44}
        />
        {stage > 1 && <ClassLines {...props} />}
      </LineChart>
    </ResponsiveContainer>
  );
});

function ClassLines({ lines, names, highlighted }: ClassPlotProps) {
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
  const inFront = (k: number) => Number(drawn[k]!.label === highlighted);
  return [...drawn.keys()]
    .sort((a, b) => inFront(a) - inFront(b))
    .map((k) => {
      const { label, points } = drawn[k]!;
      const height = heights[k]!;
      const last = points.at(-1)!;
      const look =
        highlighted === null ? '' : label === highlighted ? ' class-line-chosen' : ' class-line-dimmed';
      return (
        <g key={label} className={`class-line${look}`}>
          <path
            className={`class-curve class-curve-${label}`}
            d={points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')}
          />
          {points.length === 1 && <circle cx={last.x} cy={last.y} r={2.5} />}
          <path className="class-leader" d={`M${last.x + 2} ${last.y}L${last.x + 12} ${height}`} />
          <text x={last.x + 15} y={height} dy="0.32em">
            {names[label]}
          </text>
        </g>
      );
    });
}
