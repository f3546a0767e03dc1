// The page: its panels and their order. Panels share data through the store.

import { startTransition, useEffect, useState } from 'react';
import { useAppState } from '../app-context.tsx';
import { ChartsPanel } from '../charts/charts-panel.tsx';
import { ConfigPanel } from '../config/config-panel.tsx';
import { DevicePanel } from '../device/device-panel.tsx';
import type { PlotProps } from '../kit/charts/plot.tsx';
import { EpochLog } from '../log/epoch-log.tsx';
import { ModelPanel } from '../model/model-panel.tsx';
import { ResultPanel } from '../result/result-panel.tsx';
import { RunPanel } from '../run/run-panel.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { LazyPanel } from './lazy-panel.tsx';
import { FailureNotice } from './notices/failure-notice.tsx';
import { LinkNotices } from './notices/link-notices.tsx';
import { NewVersion } from './notices/new-version.tsx';
import { RunNotices } from './notices/run-notices.tsx';
import { TourOffer } from './tour/tour-offer.tsx';
import './app.css';

const loadPlot = async () => (await import('../kit/charts/plot.tsx')).Plot;
const loadConfusion = async () => (await import('../confusion/confusion.tsx')).Confusion;
const loadClassCurves = async () => (await import('../confusion/class-curves.tsx')).ClassCurves;
const loadDrawing = async () => (await import('../drawing/drawing.tsx')).Drawing;
const loadGallery = async () => (await import('../gallery/gallery.tsx')).Gallery;
const loadMistakes = async () => (await import('../mistakes/mistakes.tsx')).Mistakes;
const loadInside = async () => (await import('../network/network.tsx')).Network;
const loadChallenge = async () => (await import('../challenge/challenge.tsx')).Challenge;
const loadTour = async () => (await import('./tour/tour.tsx')).Tour;

// Fetched during the first paint: Recharts is the largest part of the page, and the plots have to be drawn before training.
const firstPlot = loadPlot();
// A failure is shown by the panel that awaits it.
firstPlot.catch(() => undefined);

const renderPlot = (props: PlotProps) => (
  <LazyPanel name={null} load={loadPlot} first={firstPlot} onFailure={props.onReady}>
    {(Plot) => <Plot {...props} />}
  </LazyPanel>
);

/** False in the first rendering, which shows Train and the plots. The panels below render after it, a few milliseconds a task. */
function useSecondRendering(): boolean {
  const [second, setSecond] = useState(false);
  useEffect(() => startTransition(() => setSecond(true)), []);
  return second;
}

/** `onPlotsReady`: called when the plots are drawn or can't be loaded. Has to stay the same. */
export function Page({ onPlotsReady }: { onPlotsReady: () => void }) {
  const complete = useSecondRendering();
  const tourRuns = useAppState((state) => state.tour === 'on');
  return (
    <div className="page">
      <Header />
      <main className="page-body">
        <div className="page-notices">
          <FailureNotice />
          <RunNotices />
          <LinkNotices />
          <TourOffer />
          <NewVersion />
        </div>
        <div className="page-main">
          <RunPanel />
          <div className="page-watch">
            <ChartsPanel plot={renderPlot} onReady={onPlotsReady} />
            <ResultPanel />
            <EpochLog />
          </div>
          <DevicePanel />
          {complete && <LowerPanels />}
        </div>
      </main>
      {complete && <Footer />}
      {tourRuns && (
        <LazyPanel name="tour" load={loadTour} requested>
          {(Tour) => <Tour />}
        </LazyPanel>
      )}
    </div>
  );
}

function LowerPanels() {
  return (
    <>
      <ConfigPanel />
      <LazyPanel name="confusion" load={loadConfusion} showLoading>
        {(Confusion) => (
          <Confusion>
            <LazyPanel name={null} load={loadClassCurves}>
              {(ClassCurves) => <ClassCurves />}
            </LazyPanel>
          </Confusion>
        )}
      </LazyPanel>
      <LazyPanel name="drawing" load={loadDrawing} showLoading>
        {(Drawing) => <Drawing />}
      </LazyPanel>
      <LazyPanel name="gallery" load={loadGallery} showLoading>
        {(Gallery) => <Gallery />}
      </LazyPanel>
      <LazyPanel name="mistakes" load={loadMistakes}>
        {(Mistakes) => <Mistakes />}
      </LazyPanel>
      <LazyPanel name="network" load={loadInside} showLoading>
        {(Inside) => <Inside />}
      </LazyPanel>
      <LazyPanel name="challenge" load={loadChallenge} showLoading>
        {(Challenge) => <Challenge />}
      </LazyPanel>
      <ModelPanel />
    </>
  );
}
