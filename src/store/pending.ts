// Requests to the worker that are not answered yet, by their ids.

import type { WorkerEvent } from '../contract/messages.ts';

export type Answer = Extract<
  WorkerEvent,
  {
    type:
      | 'prediction'
      | 'images'
      | 'inspected'
      | 'constant-units'
      | 'step-explained'
      | 'parameter-explained'
      | 'gradients-explained'
      | 'nearest-images'
      | 'filter-examples'
      | 'exported'
      | 'runs'
      | 'run-files'
      | 'edited'
      | 'loaded'
      | 'learning-rate-found'
      | 'vote'
      | 'drawing-vote'
      | 'speed-tested';
  }
>;
type Refusal = Extract<WorkerEvent, { type: 'refused' | 'request-failed' }>;

/** The worker's engine failed on a request; the message is the engine's. */
export class RequestFailedError extends Error {
  override readonly name = 'RequestFailedError';
}

interface Waiting {
  resolve(event: Answer | null): void;
  reject(error: RequestFailedError): void;
}

export interface PendingRequests {
  /** A new id, and the answer to it: null if the worker refuses or is lost. Rejects with RequestFailedError. */
  open<T extends Answer['type']>(
    type: T,
  ): { id: number; answer: Promise<Extract<Answer, { type: T }> | null> };
  settle(event: Answer | Refusal): void;
  /** For a lost worker, which answers nothing more. */
  refuseAll(): void;
}

export function createPendingRequests(): PendingRequests {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  return {
    open<T extends Answer['type']>(type: T) {
      const id = ++lastId;
      const answer = new Promise<Extract<Answer, { type: T }> | null>((resolve, reject) => {
        waiting.set(id, {
          resolve: (event) => resolve(event?.type === type ? (event as Extract<Answer, { type: T }>) : null),
          reject,
        });
      });
      return { id, answer };
    },
    settle(event) {
      // The list of finished runs comes without a request too.
      if (event.id === null) return;
      const request = waiting.get(event.id);
      if (event.type === 'request-failed') request?.reject(new RequestFailedError(event.message));
      else request?.resolve(event.type === 'refused' ? null : event);
      waiting.delete(event.id);
    },
    refuseAll() {
      for (const { resolve } of waiting.values()) resolve(null);
      waiting.clear();
    },
  };
}
