// What keeps a run safe from the machine and from a slip: kept when the page goes out of sight, the screen kept awake while
// it trains, and a question before the page is left.

import type { StoreApi } from 'zustand/vanilla';
import type { Commands } from './commands.ts';
import { isBusy, type AppState } from './state.ts';

/** Watches this page until it is gone. */
export function guardRun(store: StoreApi<AppState>, commands: Commands): void {
  const busy = () => isBusy(store.getState().run.phase);

  const save = () => {
    if (busy()) commands.saveRun();
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
    else void stayAwake();
  });
  document.addEventListener('freeze', save);
  window.addEventListener('pagehide', save);

  window.addEventListener('beforeunload', (event) => {
    if (busy()) event.preventDefault();
  });

  // The browser releases the lock by itself when the page is hidden.
  let awake: WakeLockSentinel | null = null;
  let asking = false;
  const wanted = () => busy() && store.getState().run.phase !== 'paused';
  const stayAwake = async () => {
    const { wakeLock } = navigator as { wakeLock?: WakeLock };
    if (!wakeLock || asking || !wanted() || document.visibilityState === 'hidden') return;
    if (awake && !awake.released) return;
    asking = true;
    // Refused on a low battery: the run goes on as long as the machine does.
    awake = await wakeLock.request('screen').catch(() => null);
    asking = false;
    if (!wanted()) void awake?.release();
  };
  store.subscribe((state, before) => {
    if (state.run.phase === before.run.phase) return;
    if (wanted()) void stayAwake();
    else void awake?.release();
  });
}
