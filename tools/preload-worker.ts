// A plugin that lets the page fetch the worker's scripts from the first moment, beside its own.

import { resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { importsOf } from './chunks.ts';

const WORKER = /^assets\/worker-[^/]*\.js$/;

/** The worker's entry and all that it imports at once, by their paths in the build. */
function workerScripts(bundle: Rolldown.OutputBundle): string[] {
  const files = new Map(Object.keys(bundle).map((name) => [resolve(name), name]));
  const entry = Object.keys(bundle).find((name) => WORKER.test(name));
  if (!entry) throw new Error('the build has no worker');
  const found = new Set<string>([entry]);
  for (const name of found) {
    const file = bundle[name]!;
    const code = file.type === 'chunk' ? file.code : String(file.source);
    for (const path of importsOf(resolve(name), code).static) {
      const imported = files.get(path);
      if (imported !== undefined) found.add(imported);
    }
  }
  return [...found];
}

export function preloadWorker(): Plugin {
  let base = '/';
  return {
    name: 'preload-worker',
    apply: 'build',
    configResolved: (config) => void ({ base } = config),
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        workerScripts(bundle).map((script) => ({
          tag: 'link',
          // Chromium knows no `as` of workers here; the worker then takes the script from the HTTP cache.
          attrs: { rel: 'modulepreload', crossorigin: true, fetchpriority: 'low', href: base + script },
          injectTo: 'head',
        })),
    },
  };
}
