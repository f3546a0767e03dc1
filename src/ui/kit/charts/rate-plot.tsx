// The loss against a rising learning rate, with two marks: where the loss falls fastest, and where training breaks.

import { memo, useMemo } from 'react';
import { usePlotArea } from 'recharts';
import type { LearningRateSearch } from '../../../contract/learning-rate-search.ts';
import { lossTicks, STEP_ROWS } from './chart-data.ts';
import { FRAME_STAGES, PlotFrame, type YAxisRange } from './plot-frame.tsx';
import { useStage } from './use-stage.ts';
import './rate-plot.css';

interface RatePlotProps {
  search: LearningRateSearch;
  xLabel: string;
  steepestLabel: string;
  edgeLabel: string;
}

const MARGIN = { top: 18, right: 16, bottom: 4, left: 0 };
const LINES_STAGE = FRAME_STAGES.grid + 1;
/** The smallest rate of the axis, as a power of ten, and the decades of the axis. */
const FIRST_DECADE = -5;
const DECADES = 5;
const TICKS = Array.from({ length: DECADES + 1 }, (_, i) => i);
const decadesOf = (rate: number) => Math.log10(rate) - FIRST_DECADE;
const formatRate = (decade: number) => `1e${decade + FIRST_DECADE}`;

/** Fills its parent. */
export const RatePlot = memo(function RatePlot({ search, xLabel, steepestLabel, edgeLabel }: RatePlotProps) {
  const stage = useStage(LINES_STAGE);
  const y = useMemo((): YAxisRange => {
    // The loss of guessing, and a little more: beyond the edge it grows without end.
    const step = Math.max(search.smoothed[0] ?? 0, Math.min(...search.smoothed)) * 1.3;
    const ticks = lossTicks({ steps: [{ x: 0, step }], epochRows: [], best: null });
    return { domain: [ticks[0]!, ticks.at(-1)!], ticks };
  }, [search]);
  return (
    <PlotFrame
      {...{ xLabel, y, stage }}
      epochs={DECADES}
      xTicks={TICKS}
      formatX={formatRate}
      formatTick={String}
      places={STEP_ROWS}
      margin={MARGIN}
    >
      {stage >= LINES_STAGE && <RateLines {...{ search, steepestLabel, edgeLabel }} highest={y.domain[1]} />}
    </PlotFrame>
  );
});

interface RateLinesProps extends Pick<RatePlotProps, 'search' | 'steepestLabel' | 'edgeLabel'> {
  highest: number;
}

function RateLines({ search, steepestLabel, edgeLabel, highest }: RateLinesProps) {
  const area = usePlotArea();
  if (!area) return null;
  const across = (rate: number) => area.x + (decadesOf(rate) / DECADES) * area.width;
  const down = (loss: number) => area.y + area.height * (1 - Math.min(1, loss / highest));
  const shown = (losses: Float32Array) =>
    Array.from(losses, (loss, i) => ({ x: across(search.rates[i]!), y: down(loss), loss })).filter(
      ({ loss }) => Number.isFinite(loss),
    );
  const line = shown(search.smoothed);
  const marks = [
    { kind: 'steepest', rate: search.steepest, label: steepestLabel },
    { kind: 'edge', rate: search.edge, label: edgeLabel },
  ] as const;
  return (
    <g className="rate">
      {shown(search.losses).map(({ x, y }) => (
        <circle key={x} className="rate-step" cx={x} cy={y} r={1.5} />
      ))}
      <path
        className="rate-line"
        d={line.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')}
      />
      {marks.map(
        ({ kind, rate, label }) =>
          rate !== null && (
            <g key={kind} className={`rate-mark rate-${kind}`}>
              <path d={`M${across(rate)} ${area.y}v${area.height}`} />
              <text
                x={across(rate)}
                y={area.y - 5}
                textAnchor={kind === 'steepest' ? 'end' : 'start'}
                dx={kind === 'steepest' ? 4 : -4}
              >
                {label}
              </text>
            </g>
          ),
      )}
    </g>
  );
}
