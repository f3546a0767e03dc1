// What the engine needs from its environment: the compiled kernels and helper threads. The host for browsers.

import { CodeLoadError } from '../../base/load-code.ts';
import { TrustedWorker as Worker } from '../../browser/trusted-worker.ts';
import { canShareMemory } from './can-share-memory.ts';
import type { HelperStart } from './kernels.ts';

/** The engine's kernels for one thread or several, or the layers of an explained step in double precision. */
export type Variant = 'single' | 'threads' | 'double';

export interface Host {
  /** Threads that can share one memory; 1 where memory can't be shared. */
  readonly threads: number;
  load(variant: Variant): Promise<WebAssembly.Module>;
  /** Resolves with the function that ends the helper, once the helper waits for jobs. */
  startHelper(start: HelperStart): Promise<() => void>;
}

/** Each address is written out, so that the build finds the file. */
function urlOf(variant: Variant): URL {
  switch (variant) {
    case 'single':
      return new URL('./build/lenet.wasm', import.meta.url);
    case 'threads':
      return new URL('./build/lenet-threads.wasm', import.meta.url);
    case 'double':
      return new URL('./build/double.wasm', import.meta.url);
    default:
      return variant satisfies never;
  }
}

/** The browser, inside a worker: the first thread blocks while it waits for the others. */
export const browserHost: Host = {
  get threads() {
    return canShareMemory() ? (navigator.hardwareConcurrency ?? 1) : 1;
  },

  async load(variant) {
    const url = urlOf(variant);
    const response = await fetch(url).catch((cause: unknown) => {
      throw new CodeLoadError(`${url.pathname} could not be fetched`, { cause });
    });
    if (!response.ok) throw new CodeLoadError(`${url.pathname}: HTTP ${response.status}`);
    // compileStreaming would reject on servers that send another media type, and 16 kB need no streaming.
    return WebAssembly.compile(await response.arrayBuffer());
  },

  startHelper(start) {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.addEventListener('message', () => resolve(() => worker.terminate()), { once: true });
      worker.addEventListener('error', (event) => {
        // Otherwise the browser reports it as an error of this worker too, and the page would end that one.
        event.preventDefault();
        worker.terminate();
        // A script that can't be fetched gives an error without a message.
        reject(
          event.message
            ? new Error(`helper thread: ${event.message}`)
            : new CodeLoadError('helper thread: its script could not be fetched'),
        );
      });
      try {
        worker.postMessage(start);
      } catch (error) {
        worker.terminate();
        reject(error as DOMException);
      }
    });
  },
};
