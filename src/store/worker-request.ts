// One request to the worker and its answer, for commands whose callers show nothing of their own when it fails.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { RequestFailedError, type Answer, type PendingRequests } from './pending.ts';
import type { AppState } from './state.ts';

/** The answer to a command; null where the worker refuses it or fails on it, and a failure gets a notice. */
export type WorkerRequest = <T extends Answer['type']>(
  type: T,
  command: (id: number) => WorkerCommand,
) => Promise<Extract<Answer, { type: T }> | null>;

export function createWorkerRequest(
  store: StoreApi<AppState>,
  client: Client,
  pending: PendingRequests,
): WorkerRequest {
  return async (type, command) => {
    const { id, answer } = pending.open(type);
    client.send(command(id));
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof RequestFailedError)) throw error;
      const { message } = error;
      // A notice about the run says more.
      store.setState(({ failure }) => ({ failure: failure ?? { kind: 'request', message } }));
      return null;
    }
  };
}
