// What a pool needs from its environment: kernels and threads. The host for browsers.

import { CodeLoadError } from '../../base/load-code.ts';
import { TrustedWorker as Worker } from '../../browser/trusted-worker.ts';
import { browserHost } from './host.ts';
import type { PoolAnswer, PoolRequest } from './pool-messages.ts';

export interface PoolThread {
  post(request: PoolRequest): void;
  end(): void;
}

export interface PoolHost {
  /** Threads that can read the same images; 1 where memory can't be shared. */
  readonly threads: number;
  /** The kernels for one thread. */
  load(): Promise<WebAssembly.Module>;
  /** `onLost`: the thread has stopped, or its code could not be fetched. */
  start(onAnswer: (answer: PoolAnswer) => void, onLost: (error: Error) => void): PoolThread;
}

export const browserPoolHost: PoolHost = {
  get threads() {
    return browserHost.threads;
  },

  load: () => browserHost.load('single'),

  start(onAnswer, onLost) {
    const worker = new Worker(new URL('./pool-thread.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<PoolAnswer>) => onAnswer(data));
    worker.addEventListener('messageerror', () => {
      worker.terminate();
      onLost(new Error('thread of the pool: an answer could not be read'));
    });
    worker.addEventListener('error', (event) => {
      // Otherwise the browser reports it as an error of this worker too, and the page would end all threads.
      event.preventDefault();
      worker.terminate();
      // A script that can't be fetched gives an error without a message.
      onLost(
        event.message
          ? new Error(`thread of the pool: ${event.message}`)
          : new CodeLoadError('thread of the pool: its script could not be fetched'),
      );
    });
    return { post: (request) => worker.postMessage(request), end: () => worker.terminate() };
  },
};
