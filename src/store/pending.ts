// Requests that wait for the worker's answer, by id.

import type { WorkerEvent } from '../contract/messages.ts';

export type Answer = Extract<
  WorkerEvent,
  { type: 'prediction' | 'images' | 'inspected' | 'nearest-images' | 'exported' | 'loaded' }
>;
type Refusal = Extract<WorkerEvent, { type: 'refused' }>;

export interface PendingRequests {
  /** A fresh id and the answer to come: null when the worker refuses. */
  open<T extends Answer['type']>(
    type: T,
  ): { id: number; answer: Promise<Extract<Answer, { type: T }> | null> };
  settle(event: Answer | Refusal): void;
  /** The worker is gone: nothing will be answered. */
  refuseAll(): void;
}

export function createPendingRequests(): PendingRequests {
  const waiting = new Map<number, (event: Answer | null) => void>();
  let lastId = 0;
  return {
    open<T extends Answer['type']>(type: T) {
      const id = ++lastId;
      const answer = new Promise<Extract<Answer, { type: T }> | null>((resolve) => {
        waiting.set(id, (event) =>
          resolve(event?.type === type ? (event as Extract<Answer, { type: T }>) : null),
        );
      });
      return { id, answer };
    },
    settle(event) {
      waiting.get(event.id)?.(event.type === 'refused' ? null : event);
      waiting.delete(event.id);
    },
    refuseAll() {
      for (const resolve of waiting.values()) resolve(null);
      waiting.clear();
    },
  };
}
