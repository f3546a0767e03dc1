// The speed test of this machine: its request, and what it comes to.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import { RequestFailedError, type PendingRequests } from './pending.ts';
import { isBusy, type AppState } from './state.ts';

/** Ignored during a run and during another test. */
export function createSpeedTest(store: StoreApi<AppState>, client: Client, pending: PendingRequests) {
  return async (): Promise<void> => {
    const { run, speedTest } = store.getState();
    if (isBusy(run.phase) || speedTest.state === 'testing') return;
    store.setState({ speedTest: { state: 'testing', progress: null } });
    const { id, answer } = pending.open('speed-tested');
    client.send({ type: 'test-speed', id });
    try {
      const tested = await answer;
      store.setState({ speedTest: tested ? { state: 'done', test: tested.test } : { state: 'interrupted' } });
    } catch (error) {
      if (!(error instanceof RequestFailedError)) throw error;
      store.setState({ speedTest: { state: 'failed', message: error.message } });
    }
  };
}
