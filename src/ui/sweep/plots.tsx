// The plots of a sweep's members. A small heatmap has the curves beside it, where there is room; otherwise one is shown.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Segmented } from '../kit/segmented.tsx';
import { Heatmap, type MemberParts } from './heatmap.tsx';
import { MemberCurves } from './member-curves.tsx';
import { fitsBeside } from './members.ts';

type Plot = 'heatmap' | 'curves';

export function Plots({ onOpen, ...parts }: MemberParts & { onOpen: (index: number) => void }) {
  const t = useTranslations('sweep');
  const beside = fitsBeside(parts.members);
  const [chosen, setChosen] = useState<Plot>('heatmap');
  const plots: readonly Plot[] = ['heatmap', ...(beside ? [] : (['curves'] as const))];
  const plot = plots.includes(chosen) ? chosen : 'heatmap';
  return (
    <div className="sweep-plots" data-beside={beside}>
      <div className="sweep-pane">
        {plots.length > 1 && (
          <Segmented
            label={t('plots')}
            value={plot}
            options={plots.map((value) => ({ value, content: t(`${value}.title`) }))}
            onChange={setChosen}
          />
        )}
        {plot === 'heatmap' && <Heatmap {...parts} onOpen={onOpen} />}
        {plot === 'curves' && <MemberCurves {...parts} />}
      </div>
      {beside && (
        <div className="sweep-pane">
          <MemberCurves {...parts} />
        </div>
      )}
    </div>
  );
}
