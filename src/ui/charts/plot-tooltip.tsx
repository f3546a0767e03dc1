// What stands at one place of a plot, in words. Filled by Recharts with the row under the pointer.

import type { ChartRow } from './chart-data.ts';

interface PlotTooltipProps {
  series: { step: string; train: string; validation: string };
  formatValue: (value: number) => string;
  formatPosition: (x: number) => string;
  /** From Recharts. */
  active?: boolean;
  payload?: readonly { payload?: ChartRow }[];
}

const NAMES = ['step', 'train', 'validation'] as const;

export function PlotTooltip({ series, formatValue, formatPosition, active, payload }: PlotTooltipProps) {
  const row = payload?.[0]?.payload;
  if (!active || !row) return null;
  return (
    <div className="plot-tooltip">
      <p className="note">{formatPosition(row.x)}</p>
      {NAMES.map((name) => {
        const value = row[name];
        return (
          value !== undefined && (
            <p key={name}>
              {series[name]} <strong>{formatValue(value)}</strong>
            </p>
          )
        );
      })}
    </div>
  );
}
