// Creates the page's store and connects it to the worker: state, history and commands.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { connect, type Client } from '../client/client.ts';
import type { WorkerEvent } from '../contract/messages.ts';
import { formatLink, parseLink, readChallenge } from '../contract/url.ts';
import { createCommands, type Commands } from './commands.ts';
import { EVERYTHING } from './gallery-query.ts';
import { createHistory, type History } from './history.ts';
import { createIngest } from './ingest.ts';
import { createPendingRequests } from './pending.ts';
import { initialPreferences, remember } from './preferences.ts';
import { NO_DRAWING, NO_RUN, type AppState } from './state.ts';
import { createWorkerLoss } from './worker-loss.ts';

export interface App {
  store: StoreApi<AppState>;
  history: History;
  commands: Commands;
}

/** The app for a link; tests give another `connectWorker`. */
export function createApp(
  search: string,
  languages: readonly string[],
  connectWorker: (onEvent: (event: WorkerEvent) => void) => Client = connect,
): App {
  const { config, notices } = parseLink(search);
  const store = createStore<AppState>()(() => ({
    config,
    notices,
    device: null,
    data: { state: 'idle' },
    failure: null,
    savedRun: { state: 'none' },
    otherTab: null,
    saving: null,
    recovery: null,
    run: NO_RUN,
    speed: 'full',
    historyVersion: 0,
    drawing: NO_DRAWING,
    offline: 'unknown',
    newVersion: false,
    latestResult: null,
    earlierResult: null,
    challengeSeed: readChallenge(search),
    galleryQuery: EVERYTHING,
    requestedFocus: null,
    ...initialPreferences(search, languages),
  }));
  const history = createHistory();
  const pending = createPendingRequests();
  const client = connectWorker((event) => ingest(event));
  const loss = createWorkerLoss(store, client);
  const ingest = createIngest(store, history, pending, loss);
  const commands = createCommands(store, client, pending, loss);
  return { store, history, commands };
}

/** Writes the configuration into the address bar, and the preferences into storage, whenever they change. */
export function followStore(store: StoreApi<AppState>): void {
  store.subscribe((state, before) => {
    if (state.config !== before.config) {
      window.history.replaceState(
        null,
        '',
        `${location.pathname}${formatLink(state.config)}${location.hash}`,
      );
    }
    if (state.language !== before.language) remember('language', state.language);
    if (state.theme !== before.theme) remember('theme', state.theme);
    if (state.tour !== before.tour && state.tour === 'done') remember('tour', state.tour);
  });
}
