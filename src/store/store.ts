// Creates the page's store and connects it to the worker: state, history and commands.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { connect, type Client } from '../client/client.ts';
import type { WorkerEvent } from '../contract/messages.ts';
import { readAssignment } from '../contract/assignment.ts';
import { handInConfig, isSameRun, readHandIn, withHandIn } from '../contract/hand-in.ts';
import { readSweep } from '../contract/sweep-link.ts';
import { formatLink, parseLink, readChallenge } from '../contract/url.ts';
import { createCommands, type Commands } from './commands.ts';
import { factsFor } from './dataset.ts';
import { EVERYTHING } from './gallery-query.ts';
import { createHistory, type History } from './history.ts';
import { createIngest } from './ingest.ts';
import { createPendingRequests } from './pending.ts';
import { initialPreferences, remember } from './preferences.ts';
import { NO_DRAWING, NO_OWN_DATA, NO_RUN, type AppState } from './state.ts';
import { draftOf } from './sweep-draft.ts';
import { readView, viewLink } from './view.ts';
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
  const { assignment, notices: assignmentNotices } = readAssignment(search);
  const { handIn, notices: handInNotices } = readHandIn(search);
  const sweep = readSweep(search, config);
  const store = createStore<AppState>()(() => ({
    config,
    notices: [...notices, ...assignmentNotices, ...handInNotices],
    handedIn: handIn && { claim: handIn, config: handInConfig(config) },
    assignment,
    device: null,
    data: { state: 'idle' },
    dataset: factsFor(config, null),
    ownDatasets: null,
    ownDatasetsUnreadable: null,
    finishedRuns: null,
    ownData: NO_OWN_DATA,
    failure: null,
    savedRun: { state: 'none' },
    otherTab: null,
    saving: null,
    recovery: null,
    run: NO_RUN,
    speed: 'full',
    trainingToConfirm: null,
    sweepDraft: sweep.plan && draftOf(sweep.plan),
    sweepNotices: sweep.notices,
    sweep: null,
    sweepRefusal: null,
    sweepSpeed: null,
    historyVersion: 0,
    drawing: NO_DRAWING,
    offline: 'unknown',
    threads: 'unknown',
    newVersion: false,
    speedTest: { state: 'none' },
    latestResult: null,
    earlierResult: null,
    challengeSeed: readChallenge(search),
    galleryQuery: EVERYTHING,
    view: readView(search, assignment),
    openedUnit: null,
    openedParameter: null,
    requestedFocus: null,
    ...initialPreferences(search, languages),
  }));
  const history = createHistory();
  const pending = createPendingRequests();
  const client = connectWorker((event) => {
    ingest(event);
    if (event.type === 'dataset') commands.fitToDataset();
  });
  const loss = createWorkerLoss(store, client);
  const ingest = createIngest(store, history, pending, loss);
  const commands = createCommands(store, client, pending, loss);
  return { store, history, commands };
}

/** Whether the link's configuration or its sweep differs. */
function otherPlan(state: AppState, before: AppState): boolean {
  if (state.sweepDraft !== before.sweepDraft) return true;
  return state.config !== before.config && formatLink(state.config) !== formatLink(before.config);
}

/**
 * Writes the configuration and the view into the address bar, and the preferences into storage, whenever they change. Each
 * change of the view is an entry of the browser's history.
 */
export function followStore(store: StoreApi<AppState>): void {
  const address = ({ config, view, assignment, handedIn, sweepDraft }: AppState) => {
    const link = viewLink(config, view, assignment, sweepDraft);
    const handsIn = handedIn && isSameRun(config, handedIn.config);
    return `${location.pathname}${handsIn ? withHandIn(link, handedIn.claim) : link}${location.hash}`;
  };
  const viewOfAddress = () => readView(location.search, store.getState().assignment);
  store.subscribe((state, before) => {
    // After Back and Forward the address has the view already.
    if (state.view !== before.view && state.view !== viewOfAddress()) {
      window.history.pushState(null, '', address(state));
      // A run that is shown again has the link's own configuration, and the link's other keys stay.
    } else if (otherPlan(state, before)) {
      window.history.replaceState(null, '', address(state));
    }
    if (state.language !== before.language) remember('language', state.language);
    if (state.theme !== before.theme) remember('theme', state.theme);
    if (state.tour !== before.tour && state.tour === 'done') remember('tour', state.tour);
  });
  addEventListener('popstate', () => {
    store.setState({ view: viewOfAddress() });
    // The entry was written with the configuration of its time.
    window.history.replaceState(null, '', address(store.getState()));
  });
}
