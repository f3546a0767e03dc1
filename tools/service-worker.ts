// Builds the service worker of a built page with the list of files to precache: all but the host's files, the shards (the
// worker caches them verified), source maps, licences of the data, and what other sites embed, which has headers of its own.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { headersFor, projectHeaders } from './headers.ts';

const ENTRY = resolve(import.meta.dirname, '../src/service-worker/service-worker.ts');
const FILE = 'service-worker.js';
const LEFT_OUT = /(^_headers|^404\.html|\.map|\.bin|^data\/.*\.txt|^service-worker\.js|^embed\.(html|js))$/;

/** The files to precache, by path from the page (`./` is the page), with their digests in the form of `integrity`. */
export function precacheList(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !LEFT_OUT.test(path))
    .toSorted();
  const digest = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('base64');
  return Object.fromEntries(
    paths.map((path) => [path === 'index.html' ? './' : path, `sha256-${digest(path)}`]),
  );
}

/** Writes `service-worker.js` into the folder of a built page. */
export async function buildServiceWorker(folder: string): Promise<void> {
  const files = precacheList(folder);
  const headers = headersFor(projectHeaders(), '/');
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { PRECACHE: JSON.stringify({ version, files, headers }) },
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { input: ENTRY, output: { format: 'iife', entryFileNames: FILE } },
    },
  });
}

/** A plugin that builds the service worker after the page. The development server has none. */
export function serviceWorker(): Plugin {
  let folder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: () => buildServiceWorker(folder),
  };
}
