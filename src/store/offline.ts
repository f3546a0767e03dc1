// Registers the service worker, and keeps in the store what works offline, whether all threads can be used and whether a new
// version waits.

import type { StoreApi } from 'zustand/vanilla';
import { readOfflineStatus, registerServiceWorker, watchThreads } from '../client/service-worker.ts';
import type { RunConfig } from '../contract/config.ts';
import { FASHION_ID } from '../contract/dataset.ts';
import type { OfflineStatus } from '../contract/offline.ts';
import type { AppState } from './state.ts';

/** The worker caches the shards some time after the data is ready, so the status is read again after these waits. */
const READ_AGAIN_MILLISECONDS = [1000, 4000, 15_000];

/** Images that a run fetches; null for a person's own data. */
const fetchedImages = ({ data, samples }: RunConfig) => (data === FASHION_ID ? samples : null);

/** Called once the page is shown. */
export function followOffline(store: StoreApi<AppState>): void {
  let newestRead = 0;
  const threadsWith = watchThreads();
  const set = (offline: OfflineStatus) => store.setState({ offline, threads: threadsWith(offline) });
  const read = async (waits: readonly number[] = READ_AGAIN_MILLISECONDS): Promise<void> => {
    const id = ++newestRead;
    const offline = await readOfflineStatus(fetchedImages(store.getState().config));
    if (id !== newestRead) return;
    set(offline);
    const [wait, ...later] = waits;
    if (offline !== 'images-missing' || store.getState().data.state !== 'ready' || wait === undefined) return;
    setTimeout(() => id === newestRead && void read(later), wait);
  };
  const start = async () => {
    const onNewVersion = () => store.setState({ newVersion: true });
    const reason = await registerServiceWorker(() => void read(), onNewVersion);
    if (reason) {
      set(reason);
      return;
    }
    store.subscribe((state, before) => {
      if (
        state.data.state !== before.data.state ||
        fetchedImages(state.config) !== fetchedImages(before.config)
      )
        void read();
    });
    void read();
  };
  void start();
}
