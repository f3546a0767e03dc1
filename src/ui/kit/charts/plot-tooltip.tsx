// The values at one position of a plot, as text. Recharts gives the position on screen. The values are looked up here,
// because Recharts matches series of different lengths by index instead of by position.

import { use } from 'react';
import { usePlotArea } from 'recharts';
import { RowsContext } from './rows-context.ts';

interface PlotTooltipProps {
  /** Where the x axis ends. */
  epochs: number;
  series: { step: string; train: string; validation: string };
  formatValue: (value: number) => string;
  formatPosition: (x: number) => string;
  /** From Recharts: whether the pointer is over the plot, and the nearest position in pixels. */
  active?: boolean;
  coordinate?: { x: number };
}

/** Positions this near to an epoch's end show that epoch's values. */
const NEAR_PIXELS = 4;

function nearest<T extends { x: number }>(rows: readonly T[], x: number): T | undefined {
  let found = rows[0];
  for (const row of rows) if (Math.abs(row.x - x) < Math.abs(found!.x - x)) found = row;
  return found;
}

export function PlotTooltip(props: PlotTooltipProps) {
  const { epochs, series, formatValue, formatPosition, active, coordinate } = props;
  const { steps, epochRows } = use(RowsContext);
  const area = usePlotArea();
  if (!active || !coordinate || !area) return null;
  const epochsPerPixel = epochs / area.width;
  const x = (coordinate.x - area.x) * epochsPerPixel;
  const near = nearest(epochRows, x);
  const epoch = near && Math.abs(near.x - x) <= NEAR_PIXELS * epochsPerPixel ? near : undefined;
  const step = nearest(steps, x);
  if (!step) return null;
  const lines = [
    { name: series.step, value: step.step },
    { name: series.train, value: epoch?.train },
    { name: series.validation, value: epoch?.validation },
  ];
  return (
    <div className="plot-tooltip">
      <p className="note">{formatPosition(epoch?.x ?? step.x)}</p>
      {lines.map(
        ({ name, value }) =>
          value !== undefined && (
            <p key={name}>
              {name} <strong>{formatValue(value)}</strong>
            </p>
          ),
      )}
    </div>
  );
}
