// The plots of a sweep's members. A small heatmap has the curves beside it, where there is room; otherwise one is shown.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Segmented } from '../kit/segmented.tsx';
import { Coordinates } from './coordinates.tsx';
import { hasRange, type CoordinateAxis, type Ranges } from './coordinates.ts';
import { Heatmap, type MemberParts } from './heatmap.tsx';
import { MemberCurves } from './member-curves.tsx';
import { fitsBeside } from './members.ts';
import { RangesLine } from './ranges-line.tsx';

type Plot = 'heatmap' | 'curves' | 'coordinates';

interface PlotsProps extends MemberParts {
  /** Of the parallel coordinates; none where they would show nothing more. */
  axes: readonly CoordinateAxis[];
  ranges: Ranges;
  onRanges: (ranges: Ranges) => void;
  onOpen: (index: number) => void;
}

export function Plots({ axes, ranges, onRanges, onOpen, ...parts }: PlotsProps) {
  const t = useTranslations('sweep');
  const { members, outside } = parts;
  const beside = fitsBeside(members);
  const [chosen, setChosen] = useState<Plot>('heatmap');
  /** Whether the ranges were cleared under this plot: the button that has the focus stays. */
  const [cleared, setCleared] = useState(false);
  const ranged = hasRange(ranges);
  const plots: readonly Plot[] = [
    'heatmap',
    ...(beside ? [] : (['curves'] as const)),
    ...(axes.length > 0 ? (['coordinates'] as const) : []),
  ];
  const plot = plots.includes(chosen) ? chosen : 'heatmap';
  return (
    <div className="sweep-plots" data-beside={beside}>
      <div className="sweep-pane">
        {plots.length > 1 && (
          <Segmented
            label={t('plots')}
            value={plot}
            options={plots.map((value) => ({ value, content: t(`${value}.title`) }))}
            onChange={(value) => {
              setChosen(value);
              setCleared(false);
            }}
          />
        )}
        {plot === 'heatmap' && <Heatmap {...parts} onOpen={onOpen} />}
        {plot === 'curves' && <MemberCurves {...parts} />}
        {plot === 'coordinates' && <Coordinates {...parts} named={!beside} {...{ axes, ranges, onRanges }} />}
        {(plot === 'coordinates' || ranged || cleared) && (
          <RangesLine
            inside={members.length - outside.size}
            total={members.length}
            chosen={ranged}
            onClear={() => {
              setCleared(true);
              onRanges({});
            }}
          />
        )}
      </div>
      {beside && (
        <div className="sweep-pane">
          <MemberCurves {...parts} />
        </div>
      )}
    </div>
  );
}
