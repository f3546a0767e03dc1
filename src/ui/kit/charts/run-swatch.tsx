// The look of a run in a plot, for a legend.

import { RUN_MARKERS } from './run-markers.ts';
import './runs-plot.css';

export function RunSwatch({ look }: { look: number }) {
  return (
    <svg className={`run-swatch run-line run-look-${look}`} viewBox="0 0 32 12" aria-hidden="true">
      <path className="run-curve" d="M0 6h32" />
      <path className="run-marker" d={RUN_MARKERS[look]} transform="translate(16 6)" />
    </svg>
  );
}
