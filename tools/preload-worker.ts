// A plugin that lets the page fetch the worker's script from the first moment, beside its own.

import type { Plugin } from 'vite';

const WORKER = /^assets\/worker-[^/]*\.js$/;

export function preloadWorker(): Plugin {
  let base = '/';
  return {
    name: 'preload-worker',
    apply: 'build',
    configResolved: (config) => void ({ base } = config),
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const file = Object.keys(bundle).find((name) => WORKER.test(name));
        if (!file) throw new Error('the build has no worker');
        // Chromium knows no `as` of workers here; the worker then takes the script from the HTTP cache.
        const attrs = {
          rel: 'modulepreload',
          crossorigin: true,
          fetchpriority: 'low',
          href: base + file,
        };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}
