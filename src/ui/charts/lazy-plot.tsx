// The plot, fetched after the first paint: Recharts is the largest part of the page.
// It stands before training begins, so that no step waits for it; the two plots are made one after the other.

import { lazy, Suspense, useEffect, useState } from 'react';
import type { PlotProps } from './plot.tsx';
import { DELAY_MILLISECONDS, type Measure } from './use-chart-run.ts';

const loadPlot = () => import('./plot.tsx').then(({ Plot }) => ({ default: Plot }));
const Plot = lazy(loadPlot);

/** Nothing until it is there, and for good where it can't be fetched: the table of epochs then says the same. */
export function LazyPlot({ measure, ...props }: PlotProps & { measure: Measure }) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const load = async () => {
      const loaded = await loadPlot().catch(() => null);
      if (loaded && !gone) timer = setTimeout(() => setReady(true), DELAY_MILLISECONDS[measure]);
    };
    void load();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [measure]);
  return ready ? (
    <Suspense fallback={null}>
      <Plot {...props} />
    </Suspense>
  ) : null;
}
