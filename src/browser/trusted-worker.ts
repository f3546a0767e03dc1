// A worker whose script is of this page's own origin. Imported under the name `Worker`, since the bundler finds a worker's
// script by `new Worker(new URL('…', import.meta.url))` alone.

import { trustedScriptUrl } from './trusted-script-url.ts';

// Node loads this file too, and has none.
export class TrustedWorker extends (globalThis.Worker ?? EventTarget) {
  constructor(url: URL, options: WorkerOptions) {
    super(trustedScriptUrl(url), options);
  }
}
