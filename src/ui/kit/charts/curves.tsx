// The lines and markers of a run, drawn with the scales of the surrounding Recharts plot. Recharts' own lines take 20 ms
// of the page's thread for each new point; these take less than 1 ms.

import { use } from 'react';
import { useXAxisScale, useYAxisScale } from 'recharts';
import type { EpochRow } from './chart-data.ts';
import { RowsContext } from './rows-context.ts';

/** Up to this many epochs have markers; more would touch each other. */
const MARKED_EPOCHS = 60;
const HALF_SQUARE = 3.5;

export function Curves() {
  const { steps, epochRows, best, floor } = use(RowsContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!xScale || !yScale) return null;
  const at = (scale: typeof xScale, value: number) => Math.round((scale(value) ?? 0) * 10) / 10;
  const height = (value: number) => at(yScale, Math.max(floor, value));
  const path = (points: readonly (readonly [number, number])[]) =>
    points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${at(xScale, x)} ${height(y)}`).join('');
  const marked = epochRows.length <= MARKED_EPOCHS;
  const marks = (value: (row: EpochRow) => number) =>
    marked ? epochRows.map((row) => ({ x: at(xScale, row.x), y: height(value(row)) })) : [];
  return (
    <g className="curves">
      <path className="curve-step" d={path(steps.map(({ x, step }) => [x, step]))} />
      <path className="curve-train" d={path(epochRows.map(({ x, train }) => [x, train]))} />
      {marks(({ train }) => train).map(({ x, y }) => (
        <circle key={x} className="curve-train-mark" cx={x} cy={y} r={3.5} />
      ))}
      <path className="curve-validation" d={path(epochRows.map(({ x, validation }) => [x, validation]))} />
      {marks(({ validation }) => validation).map(({ x, y }) => (
        <rect
          key={x}
          className="curve-validation-mark"
          x={x - HALF_SQUARE}
          y={y - HALF_SQUARE}
          width={2 * HALF_SQUARE}
          height={2 * HALF_SQUARE}
        />
      ))}
      {best && <circle className="curve-best" cx={at(xScale, best.x)} cy={height(best.y)} r={8} />}
    </g>
  );
}
