// The page inside of another site: the parts that its address shows, one below the other, and a link to the full page.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isShown, type PagePart } from '../../contract/assignment.ts';
import { listedViews, VIEWS } from '../../store/view.ts';
import { useAppState } from '../app-context.tsx';
import { ChartsPanel } from '../charts/charts-panel.tsx';
import { DevicePanel } from '../device/device-panel.tsx';
import { RunPanel } from '../run/run-panel.tsx';
import { withMessages } from './later-messages.ts';
import { LazyPanel } from './lazy-panel.tsx';
import { Navigation } from './navigation.tsx';
import { FailureNotice } from './notices/failure-notice.tsx';
import { LinkNotices } from './notices/link-notices.tsx';
import { MissingData } from './notices/missing-data.tsx';
import { RecoveryNotice } from './notices/run-notices.tsx';
import { Task } from './notices/task.tsx';
import { renderPlot } from './render-plot.tsx';
import { Stage } from './stage.tsx';
import { useSecondRendering } from './use-second-rendering.ts';
import './embed-page.css';

const loadLink = withMessages(async () => (await import('./embed-link.tsx')).EmbedLink);
const loadNotices = withMessages(async () => (await import('./notices/embed-notices.tsx')).EmbedNotices);

interface EmbedPageProps {
  /** The origin in the address, if it is none. */
  unreadableOrigin: string | null;
}

export function EmbedPage({ unreadableOrigin }: EmbedPageProps) {
  const t = useTranslations('app');
  const complete = useSecondRendering();
  const assignment = useAppState((state) => state.assignment);
  const view = useAppState((state) => state.view);
  const shows = (part: PagePart) => isShown(assignment, part);
  // A view is the current one also where none is shown, until an action opens another one.
  const [first] = useState(view);
  const staged = VIEWS.some(shows) || view !== first;
  const listed = listedViews(assignment, view);
  return (
    <div className="embed">
      <header className="embed-line">
        <h1 className="embed-name">{t('title')}</h1>
        <LazyPanel name={null} load={loadLink}>
          {(EmbedLink) => <EmbedLink />}
        </LazyPanel>
      </header>
      {shows('run') && <RunPanel />}
      <main className="embed-body">
        <div className="embed-notices">
          <Task />
          <FailureNotice />
          <RecoveryNotice />
          <LazyPanel name={null} load={loadNotices}>
            {(EmbedNotices) => <EmbedNotices unreadableOrigin={unreadableOrigin} />}
          </LazyPanel>
          <MissingData />
          <LinkNotices />
        </div>
        {shows('charts') && <ChartsPanel plot={renderPlot} />}
        {staged && listed.length > 1 && <Navigation />}
        {staged && complete && <Stage />}
        {shows('device') && <DevicePanel />}
      </main>
    </div>
  );
}
