// The page: header, run, stage with the view of the address, and the plots beside it.

import { Activity } from 'react';
import { useTranslations } from 'use-intl';
import { isShown, type PagePart } from '../../contract/assignment.ts';
import { useAppState } from '../app-context.tsx';
import { ChartsPanel } from '../charts/charts-panel.tsx';
import { DevicePanel } from '../device/device-panel.tsx';
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
import { renderPlot } from './render-plot.tsx';
import { Stage } from './stage.tsx';
import { TourOffer } from './tour/tour-offer.tsx';
import { useDocumentTitle } from './use-document-title.ts';
import { useSecondRendering } from './use-second-rendering.ts';
import { useTopHeight } from './use-top-height.ts';
import './app.css';

const loadHandIn = withMessages(async () => (await import('./notices/hand-in-notice.tsx')).HandInNotice);
const loadTour = withMessages(async () => (await import('./tour/tour.tsx')).Tour);

export function Page() {
  const t = useTranslations('app');
  useDocumentTitle();
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
