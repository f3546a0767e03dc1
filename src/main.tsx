// The page's entry: makes the app for this address and shows it.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { guardRun } from './store/guards.ts';
import { createApp, followStore } from './store/store.ts';
import { followOffline } from './store/offline.ts';
import { AppProvider } from './ui/app-context.tsx';
import { Page } from './ui/shell/app.tsx';
import { Localized } from './ui/shell/i18n.tsx';
import { watchStyleSheets } from './ui/shell/style-sheets.ts';
import './ui/styles/tokens.css';
import './ui/styles/base.css';

const app = createApp(location.search, navigator.languages);
followStore(app.store);
guardRun(app.store, app.commands);
watchStyleSheets();
// The worker fetches the data and tries the engines while the page renders.
app.commands.prepare();
// A development server has no service worker. What it caches comes after the page.
if (import.meta.env.PROD) setTimeout(() => followOffline(app.store), 1500);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <AppProvider app={app}>
      <Localized>
        <Page />
      </Localized>
    </AppProvider>
  </StrictMode>,
);
