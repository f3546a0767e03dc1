// Renders a plot, whose code is loaded after that of the page.

import type { PlotProps } from '../kit/charts/plot.tsx';
import { LazyPanel } from './lazy-panel.tsx';

const loadPlot = async () => (await import('../kit/charts/plot.tsx')).Plot;

// Fetched during the first paint: Recharts is the largest part of the page, and the plots have to be drawn before training.
const firstPlot = loadPlot();
// A failure is shown by the panel that awaits it.
firstPlot.catch(() => undefined);

export const renderPlot = (props: PlotProps) => (
  <LazyPanel
    name={null}
    load={loadPlot}
    first={firstPlot}
    {...(props.onReady && { onFailure: props.onReady })}
  >
    {(Plot) => <Plot {...props} />}
  </LazyPanel>
);
