// A worker whose script is of this page's own origin. It is imported under the name `Worker`, since the bundler recognises
// only `new Worker(new URL('…', import.meta.url))`.

import { trustedScriptUrl } from './trusted-script-url.ts';

// Node, which loads this file in tests, has no Worker.
export class TrustedWorker extends (globalThis.Worker ?? EventTarget) {
  constructor(url: URL, options: WorkerOptions) {
    super(trustedScriptUrl(url), options);
  }
}
