// What the engine needs of the place where it runs: the compiled kernels, and helper threads. Here for browsers.
// It knows neither networks nor steps.

import { CodeLoadError } from '../../base/load-code.ts';
import { TrustedWorker as Worker } from '../../browser/trusted-worker.ts';
import type { Kernels } from './kernels.ts';

export type Variant = 'single' | 'threads';

/** What a helper thread is started with. */
export interface HelperStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Arguments of `configure`, with the helper's own number. */
  configuration: Parameters<Kernels['configure']>;
  /** Number of the last job that is not for this helper. */
  seen: number;
}

export interface Host {
  /** Threads that can run at once on one memory; 1 where memory can't be shared. */
  readonly threads: number;
  load(variant: Variant): Promise<WebAssembly.Module>;
  /** Resolves when the helper waits for jobs, with the function that ends it. */
  startHelper(start: HelperStart): Promise<() => void>;
}

/** The browser that this module is loaded in; in a worker, since the first thread waits for the others. */
export const browserHost: Host = {
  get threads() {
    return globalThis.crossOriginIsolated ? (navigator.hardwareConcurrency ?? 1) : 1;
  },

  async load(variant) {
    const url =
      variant === 'threads'
        ? new URL('./build/lenet-threads.wasm', import.meta.url)
        : new URL('./build/lenet.wasm', import.meta.url);
    const response = await fetch(url).catch((cause: unknown) => {
      throw new CodeLoadError(`${url.pathname} could not be fetched`, { cause });
    });
    if (!response.ok) throw new CodeLoadError(`${url.pathname}: HTTP ${response.status}`);
    // Not compileStreaming: it refuses hosts that don't know the media type, and there are 16 kB to stream.
    return WebAssembly.compile(await response.arrayBuffer());
  },

  startHelper(start) {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.addEventListener('message', () => resolve(() => worker.terminate()), { once: true });
      worker.addEventListener('error', (event) => {
        worker.terminate();
        // A script that can't be fetched gives an error without a message.
        reject(
          event.message
            ? new Error(`helper thread: ${event.message}`)
            : new CodeLoadError('helper thread: its script could not be fetched'),
        );
      });
      worker.postMessage(start);
    });
  },
};
