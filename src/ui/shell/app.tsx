// The page: header, run, stage with the view of the address, and the plots beside it.

import { Activity, startTransition, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isShown, type PagePart } from '../../contract/assignment.ts';
import { useAppState } from '../app-context.tsx';
import { ChartsPanel } from '../charts/charts-panel.tsx';
import { DevicePanel } from '../device/device-panel.tsx';
import type { PlotProps } from '../kit/charts/plot.tsx';
import { useNarrow } from '../kit/use-narrow.ts';
import { RunPanel } from '../run/run-panel.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { withMessages } from './later-messages.ts';
import { LazyPanel } from './lazy-panel.tsx';
import { FailureNotice } from './notices/failure-notice.tsx';
import { LinkNotices } from './notices/link-notices.tsx';
import { MissingData } from './notices/missing-data.tsx';
import { NewVersion } from './notices/new-version.tsx';
import { RunNotices } from './notices/run-notices.tsx';
import { Task } from './notices/task.tsx';
import { Stage } from './stage.tsx';
import { TourOffer } from './tour/tour-offer.tsx';
import { useTopHeight } from './use-top-height.ts';
import './app.css';

const loadPlot = async () => (await import('../kit/charts/plot.tsx')).Plot;
const loadHandIn = withMessages(async () => (await import('./notices/hand-in-notice.tsx')).HandInNotice);
const loadTour = withMessages(async () => (await import('./tour/tour.tsx')).Tour);

// Fetched during the first paint: Recharts is the largest part of the page, and the plots have to be drawn before training.
const firstPlot = loadPlot();
// A failure is shown by the panel that awaits it.
firstPlot.catch(() => undefined);

const renderPlot = (props: PlotProps) => (
  <LazyPanel
    name={null}
    load={loadPlot}
    first={firstPlot}
    {...(props.onReady && { onFailure: props.onReady })}
  >
    {(Plot) => <Plot {...props} />}
  </LazyPanel>
);

/** False in the first rendering, which shows Train and the plots. The stage renders after it, a few milliseconds a task. */
function useSecondRendering(): boolean {
  const [second, setSecond] = useState(false);
  useEffect(() => startTransition(() => setSecond(true)), []);
  return second;
}

export function Page() {
  const t = useTranslations('app');
  const complete = useSecondRendering();
  const view = useAppState((state) => state.view);
  const assignment = useAppState((state) => state.assignment);
  const handedIn = useAppState((state) => state.handedIn !== null);
  const shows = (part: PagePart) => isShown(assignment, part);
  const top = useTopHeight();
  const tourRuns = useAppState((state) => state.tour === 'on');
  const watch = shows('charts') || shows('device');
  // See app.css.
  const plotsHidden = useNarrow() && view !== 'results';
  return (
    <div className="page" data-view={view} data-watch={watch}>
      <div className="page-top" ref={top}>
        <Header />
        {shows('run') && <RunPanel />}
      </div>
      <main className="page-body">
        <div className="page-notices">
          <Task />
          {handedIn && (
            <LazyPanel name={null} load={loadHandIn}>
              {(HandInNotice) => <HandInNotice />}
            </LazyPanel>
          )}
          <FailureNotice />
          <RunNotices />
          <MissingData />
          <LinkNotices />
          <TourOffer />
          <NewVersion />
        </div>
        {complete && <Stage />}
      </main>
      <aside className="page-watch" aria-label={t('watch')} hidden={!watch}>
        <div className="watch">
          <Activity mode={plotsHidden || !shows('charts') ? 'hidden' : 'visible'}>
            <ChartsPanel plot={renderPlot} />
          </Activity>
          {shows('device') && <DevicePanel />}
        </div>
      </aside>
      {complete && <Footer />}
      {tourRuns && (
        <LazyPanel name="tour" load={loadTour} requested>
          {(Tour) => <Tour />}
        </LazyPanel>
      )}
    </div>
  );
}
