// The entry of the embedded page, in a frame of another site: no service worker, no wake lock, no address, no questions.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readEmbedAddress } from './contract/embed-frame.ts';
import { connectSite } from './embed/site.ts';
import { createApp } from './store/store.ts';
import { AppProvider } from './ui/app-context.tsx';
import { EmbedPage } from './ui/shell/embed-page.tsx';
import { Localized } from './ui/shell/i18n.tsx';
import { watchStyleSheets } from './ui/shell/style-sheets.ts';
import './ui/styles/tokens.css';
import './ui/styles/base.css';

const { search, origin, originReadable } = readEmbedAddress(location.search);
const app = createApp(search, navigator.languages);
watchStyleSheets();
app.commands.prepare();

const root = document.getElementById('root')!;
createRoot(root).render(
  <StrictMode>
    <AppProvider app={app}>
      <Localized>
        <EmbedPage unreadableOrigin={originReadable ? null : origin} />
      </Localized>
    </AppProvider>
  </StrictMode>,
);

if (window.parent !== window && originReadable) connectSite(app, window, root, origin);
