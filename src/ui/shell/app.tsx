// The page: which panels there are and in which order. What they share is the store.

import { lazy, startTransition, Suspense, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAppState } from '../app-context.tsx';
import { ChartsPanel } from '../charts/charts-panel.tsx';
import { ConfigPanel } from '../config/config-panel.tsx';
import { DevicePanel } from '../device/device-panel.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { EpochLog } from '../log/epoch-log.tsx';
import { ModelPanel } from '../model/model-panel.tsx';
import { FailureNotice } from './notices/failure-notice.tsx';
import { LinkNotices } from './notices/link-notices.tsx';
import { RunNotices } from './notices/run-notices.tsx';
import { NewVersion } from './notices/new-version.tsx';
import { ResultPanel } from '../result/result-panel.tsx';
import { RunPanel } from '../run/run-panel.tsx';
import { TourOffer } from './tour/tour-offer.tsx';
import './app.css';

const Challenge = lazy(() =>
  import('../challenge/challenge.tsx').then(({ Challenge }) => ({ default: Challenge })),
);
const Tour = lazy(() => import('./tour/tour.tsx').then(({ Tour }) => ({ default: Tour })));
const Gallery = lazy(() => import('../gallery/gallery.tsx').then(({ Gallery }) => ({ default: Gallery })));
const Inside = lazy(() => import('../inside/inside.tsx').then(({ Inside }) => ({ default: Inside })));
// Needs Recharts, as the plots do; without it the tables say the same.
const ClassCurves = lazy(() =>
  import('../confusion/class-curves.tsx').then(
    ({ ClassCurves }) => ({ default: ClassCurves }),
    () => ({ default: () => null }),
  ),
);
const Confusion = lazy(() =>
  import('../confusion/confusion.tsx').then(({ Confusion }) => ({ default: Confusion })),
);
const Mistakes = lazy(() =>
  import('../mistakes/mistakes.tsx').then(({ Mistakes }) => ({ default: Mistakes })),
);
const Drawing = lazy(() => import('../drawing/drawing.tsx').then(({ Drawing }) => ({ default: Drawing })));

/** False in the first rendering, which holds Train and what it moves; what lies below comes in parts of a few milliseconds. */
function useSecondRendering(): boolean {
  const [second, setSecond] = useState(false);
  useEffect(() => startTransition(() => setSecond(true)), []);
  return second;
}

export function Page() {
  const t = useTranslations('app');
  const whole = useSecondRendering();
  const touring = useAppState((state) => state.tour === 'on');
  const loading = <p className="panel note">{t('loading')}</p>;
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
            <ChartsPanel />
            <ResultPanel />
            <EpochLog />
          </div>
          <DevicePanel />
          {whole && (
            <>
              <ConfigPanel />
              <Suspense fallback={loading}>
                <Confusion>
                  <Suspense fallback={null}>
                    <ClassCurves />
                  </Suspense>
                </Confusion>
              </Suspense>
              <Suspense fallback={loading}>
                <Drawing />
              </Suspense>
              <Suspense fallback={loading}>
                <Gallery />
              </Suspense>
              <Suspense fallback={null}>
                <Mistakes />
              </Suspense>
              <Suspense fallback={loading}>
                <Inside />
              </Suspense>
              <Suspense fallback={loading}>
                <Challenge />
              </Suspense>
              <ModelPanel />
            </>
          )}
        </div>
      </main>
      {whole && <Footer />}
      {touring && (
        <Suspense fallback={null}>
          <Tour />
        </Suspense>
      )}
    </div>
  );
}
