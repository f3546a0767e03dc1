// One thread of a pool, as the pool sees it: its calls under way, and whether it has stopped.

import { DeviceLostError } from '../engine.ts';
import type { PoolHost } from './pool-host.ts';
import type { MemberCall, MemberCalls, PoolAnswer, PoolRequest } from './pool-messages.ts';

interface Waiting {
  resolve(done: Extract<PoolAnswer, { kind: 'done' }>): void;
  reject(error: Error): void;
}

export interface Thread {
  /** The networks on it. */
  readonly members: Set<number>;
  /** Why it has stopped; null while it runs. */
  readonly lost: Error | null;
  call<K extends MemberCall>(
    member: number,
    kind: K,
    input: MemberCalls[K]['input'],
  ): Promise<{ output: MemberCalls[K]['output']; milliseconds: number }>;
  post(request: PoolRequest): void;
  /** The dataset of the networks that take one after this. */
  useDataset(images: Uint8Array, labels: Uint8Array): void;
  end(): void;
}

/** Resolves once the thread answers. Rejects with CodeLoadError where its code could not be fetched. */
export function startThread(host: PoolHost, kernels: WebAssembly.Module): Promise<Thread> {
  return new Promise((resolve, reject) => {
    const waiting = new Map<number, Waiting>();
    let lastId = 0;
    let lost: Error | null = null;
    let dataset: { images: Uint8Array; labels: Uint8Array } | null = null;

    const lose = (error: Error) => {
      lost ??= error;
      reject(error);
      for (const call of waiting.values()) call.reject(new DeviceLostError(error.message));
      waiting.clear();
    };
    const onAnswer = (answer: PoolAnswer) => {
      if (answer.kind === 'ready') return resolve(thread);
      const call = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.kind === 'done') call?.resolve(answer);
      else
        call?.reject(answer.error === 'range' ? new RangeError(answer.message) : new Error(answer.message));
    };
    const running = host.start(onAnswer, lose);
    const thread: Thread = {
      members: new Set(),
      get lost() {
        return lost;
      },
      call: (member, kind, input) =>
        new Promise((done, failed) => {
          const id = ++lastId;
          // An answer has the output of its call's kind, and a call the input, which the compiler can't see of a generic kind.
          waiting.set(id, { resolve: done as Waiting['resolve'], reject: failed });
          running.post({ kind, id, member, input } as PoolRequest);
        }),
      post: (request) => {
        if (!lost) running.post(request);
      },
      useDataset(images, labels) {
        if (dataset?.images === images && dataset.labels === labels) return;
        dataset = { images, labels };
        running.post({ kind: 'dataset', images, labels });
      },
      end() {
        running.end();
        lose(new Error('this pool has been disposed of'));
      },
    };
    try {
      running.post({ kind: 'start', kernels });
    } catch (error) {
      running.end();
      reject(error as DOMException);
    }
  });
}
