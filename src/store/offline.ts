// Keeps the store in step with the service worker and the caches. Not with the data's arrival itself: that is ingest's.

import type { StoreApi } from 'zustand/vanilla';
import { registerServiceWorker, readOfflineStatus } from '../client/service-worker.ts';
import type { AppState } from './state.ts';

/** Shards are written into the cache behind the run's back: looked for again after so long. */
const LOOK_AGAIN_MILLISECONDS = [1000, 4000, 15_000];

/** Has the page kept for visits without a network; called once the page stands. */
export function followOffline(store: StoreApi<AppState>): void {
  let looks = 0;
  const look = async (again: readonly number[] = LOOK_AGAIN_MILLISECONDS): Promise<void> => {
    const mine = ++looks;
    const offline = await readOfflineStatus(store.getState().config.samples);
    if (mine !== looks) return;
    store.setState({ offline });
    const [wait, ...later] = again;
    if (offline !== 'images-missing' || store.getState().data.state !== 'ready' || wait === undefined) return;
    setTimeout(() => mine === looks && void look(later), wait);
  };
  const start = async () => {
    const newVersion = () => store.setState({ newVersion: true });
    const reason = await registerServiceWorker(() => void look(), newVersion);
    if (reason) {
      store.setState({ offline: reason });
      return;
    }
    store.subscribe((state, before) => {
      if (state.data.state !== before.data.state || state.config.samples !== before.config.samples)
        void look();
    });
    void look();
  };
  void start();
}
