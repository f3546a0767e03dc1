// The plot, fetched beside the first paint: Recharts is the largest part of the page.
// It stands before training begins, so that no step waits for it.

import { useEffect, useState } from 'react';
import type { Plot as PlotComponent, PlotProps } from '../kit/charts/plot.tsx';

// Asked for at once, and not when the first plot is.
const loading = import('../kit/charts/plot.tsx').then(
  ({ Plot }) => Plot,
  () => null,
);

interface LazyPlotProps extends PlotProps {
  /** Whether it may be made: the plots are, one after the other. */
  turn: boolean;
}

/** Nothing until it is there, and for good where it can't be fetched: the table of epochs then says the same. */
export function LazyPlot({ turn, ...props }: LazyPlotProps) {
  const { onReady } = props;
  const [Plot, setPlot] = useState<typeof PlotComponent | null>(null);
  useEffect(() => {
    if (!turn) return;
    let gone = false;
    const show = async () => {
      const loaded = await loading;
      if (gone) return;
      if (loaded) setPlot(() => loaded);
      else onReady();
    };
    void show();
    return () => {
      gone = true;
    };
  }, [turn, onReady]);
  return Plot && <Plot {...props} />;
}
