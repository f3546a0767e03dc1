// The training loss so far as one small line, over the width of the whole run, from 0 up.

import { useTranslations } from 'use-intl';
import { decimate } from '../../base/decimate.ts';
import { formatLoss } from '../../base/format.ts';
import { useApp, useAppState } from '../app-context.tsx';

const WIDTH = 100;
const HEIGHT = 40;
/** Half of the line's width. */
const MARGIN = 1;
/** At most this many points. */
const POINTS = 60;

export function LossSparkline() {
  const t = useTranslations('run.strip');
  const { history } = useApp();
  const steps = useAppState((state) => state.run.plan?.totalSteps ?? 1);
  // The history is no part of the state, which counts its changes.
  useAppState((state) => state.historyVersion);
  const losses = decimate(history.losses.view(), POINTS).filter(({ mean }) => Number.isFinite(mean));
  const first = losses[0];
  const last = losses.at(-1);
  const highest = Math.max(...losses.map(({ mean }) => mean), Number.MIN_VALUE);
  const points = losses.map(({ center, mean }) => {
    const x = (center / steps) * WIDTH;
    const y = HEIGHT - MARGIN - (mean / highest) * (HEIGHT - 2 * MARGIN);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const name = first && last ? t('loss', { first: formatLoss(first.mean), last: formatLoss(last.mean) }) : '';
  return (
    <svg
      className="run-sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={name || t('noLoss')}
    >
      <path d={`M0 ${HEIGHT - MARGIN / 2}h${WIDTH}`} />
      <polyline points={points.join(' ')} />
    </svg>
  );
}
