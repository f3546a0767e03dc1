// Requests to the worker that are not answered yet, by their ids.

import type { WorkerEvent } from '../contract/messages.ts';

export type Answer = Extract<
  WorkerEvent,
  { type: 'prediction' | 'images' | 'inspected' | 'nearest-images' | 'exported' | 'loaded' }
>;
type Refusal = Extract<WorkerEvent, { type: 'refused' }>;

export interface PendingRequests {
  /** A new id, and the answer to it: null if the worker refuses or is lost. */
  open<T extends Answer['type']>(
    type: T,
  ): { id: number; answer: Promise<Extract<Answer, { type: T }> | null> };
  settle(event: Answer | Refusal): void;
  /** For a lost worker, which answers nothing more. */
  refuseAll(): void;
}

export function createPendingRequests(): PendingRequests {
  const resolvers = new Map<number, (event: Answer | null) => void>();
  let lastId = 0;
  return {
    open<T extends Answer['type']>(type: T) {
      const id = ++lastId;
      const answer = new Promise<Extract<Answer, { type: T }> | null>((resolve) => {
        resolvers.set(id, (event) =>
          resolve(event?.type === type ? (event as Extract<Answer, { type: T }>) : null),
        );
      });
      return { id, answer };
    },
    settle(event) {
      resolvers.get(event.id)?.(event.type === 'refused' ? null : event);
      resolvers.delete(event.id);
    },
    refuseAll() {
      for (const resolve of resolvers.values()) resolve(null);
      resolvers.clear();
    },
  };
}
