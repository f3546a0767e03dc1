// Protects a run or a sweep: saves it when the page goes out of sight, keeps the screen awake while it trains, and asks before the page
// is left.

import type { StoreApi } from 'zustand/vanilla';
import type { Commands } from './commands.ts';
import { isBusy, type AppState } from './state.ts';
import { isSweeping } from './sweep.ts';

/** Guards the runs and sweeps of this page from now on. */
export function guardRun(store: StoreApi<AppState>, commands: Pick<Commands, 'saveRun'>): void {
  const busy = () => {
    const { run, sweep } = store.getState();
    return isBusy(run.phase) || isSweeping(sweep);
  };

  const save = () => {
    if (busy()) commands.saveRun();
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
    else void keepAwake();
  });
  document.addEventListener('freeze', save);
  window.addEventListener('pagehide', save);

  window.addEventListener('beforeunload', (event) => {
    if (busy()) event.preventDefault();
  });

  // The browser releases the lock by itself when the page is hidden.
  let lock: WakeLockSentinel | null = null;
  let requesting = false;
  const needed = () => {
    const { run, sweep } = store.getState();
    const training = isBusy(run.phase) && run.phase !== 'paused';
    return training || (isSweeping(sweep) && sweep?.phase !== 'paused');
  };
  const keepAwake = async () => {
    const { wakeLock } = navigator as { wakeLock?: WakeLock };
    if (!wakeLock || requesting || !needed() || document.visibilityState === 'hidden') return;
    if (lock && !lock.released) return;
    requesting = true;
    try {
      lock = await wakeLock.request('screen');
    } catch (error) {
      // Refused, as on a low battery. The run continues as long as the machine stays awake.
      if (!(error instanceof DOMException)) throw error;
    } finally {
      requesting = false;
    }
    if (!needed()) void lock?.release();
  };
  store.subscribe((state, before) => {
    if (state.run.phase === before.run.phase && state.sweep?.phase === before.sweep?.phase) return;
    if (needed()) void keepAwake();
    else void lock?.release();
  });
}
