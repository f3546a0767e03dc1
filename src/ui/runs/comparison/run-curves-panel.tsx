// The curves of the compared runs: training loss and validation accuracy, over epochs or seconds.

import { useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { runCurves, type CurveAxis } from '../../../compare/run-curves.ts';
import { RunsPlot } from '../../kit/charts/runs-plot.tsx';
import { Segmented } from '../../kit/segmented.tsx';
import type { ComparedRun } from './compared-run.ts';

const AXES = ['epochs', 'seconds'] as const;
const SCALES = { loss: 'loss', accuracy: 'fraction' } as const;

/** `runs` has to stay the same as long as nothing changes. */
export function RunCurvesPanel({ runs }: { runs: readonly Pick<ComparedRun, 'file' | 'letter'>[] }) {
  const t = useTranslations('comparison');
  const id = useId();
  const [axis, setAxis] = useState<CurveAxis>('epochs');
  const curves = useMemo(() => {
    const all = runs.map(({ file }) => runCurves(file, axis));
    return { loss: all.map(({ loss }) => loss), accuracy: all.map(({ accuracy }) => accuracy) };
  }, [runs, axis]);
  const letters = useMemo(() => runs.map(({ letter }) => letter), [runs]);
  return (
    <div className="comparison-curves">
      <div className="comparison-axis">
        <span className="note" aria-hidden="true">
          {t('axis')}
        </span>
        <Segmented
          label={t('axis')}
          value={axis}
          options={AXES.map((value) => ({ value, content: t(`axes.${value}`) }))}
          onChange={setAxis}
        />
        <span className="note">{t('plots')}</span>
      </div>
      {(['loss', 'accuracy'] as const).map((measure) => (
        <section key={measure} aria-labelledby={`${id}-${measure}`}>
          <h4 className="comparison-subtitle" id={`${id}-${measure}`}>
            {t(measure)}
          </h4>
          <div className="comparison-plot">
            <RunsPlot
              lines={curves[measure]}
              letters={letters}
              scale={SCALES[measure]}
              axis={axis}
              xLabel={t(`axisLabels.${axis}`)}
            />
          </div>
        </section>
      ))}
    </div>
  );
}
