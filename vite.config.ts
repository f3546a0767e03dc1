// The build, and the two servers: `vite` for development, `vite preview` for the built page with its real headers.

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { buildWasm } from './tools/build-wasm.ts';
import { embedElement } from './tools/embed-element.ts';
import { headersFor, metaPolicy, projectHeaders, withReports } from './tools/headers.ts';
import { preloadWorker } from './tools/preload-worker.ts';
import { serviceWorker } from './tools/service-worker.ts';
import { thirdParty } from './tools/third-party.ts';

const port = process.env.PORT ? Number(process.env.PORT) : undefined;
const rules = projectHeaders();
const notice = thirdParty();

/** Gives every answer of the preview server the headers that public/_headers names for its path. */
function staticHostHeaders(): Plugin {
  return {
    name: 'static-host-headers',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '/').split('?', 1)[0]!;
        const headers = headersFor(rules, path);
        // The journeys ask for it.
        const sent = process.env.REPORT_VIOLATIONS ? withReports(headers) : headers;
        for (const [name, value] of Object.entries(sent)) response.setHeader(name, value);
        next();
      });
    },
  };
}

/** Compiles the wasm engine's kernels before anything asks for them. */
function wasmKernels(): Plugin {
  return { name: 'wasm-kernels', buildStart: () => buildWasm() };
}

/** The policy in the built page too, for hosts that send no headers. */
function policyInPage(): Plugin {
  const content = metaPolicy(headersFor(rules, '/')['Content-Security-Policy'] ?? '');
  const meta = { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content } };
  return {
    name: 'policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [{ ...meta, injectTo: 'head-prepend' }],
  };
}

/** Of all headers the development server sends only these: its own client needs inline styles and a socket. */
function isolationHeaders(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersFor(rules, '/')).filter(([name]) => name.startsWith('Cross-Origin-')),
  );
}

/**
 * Puts what other chunks of a worker need into chunks beside its entry. A chunk that imports the entry back makes WebKit
 * evaluate it twice. Vite sets the option for workers after their `rolldownOptions` are read.
 */
function thinEntry(): Plugin {
  return { name: 'thin-entry', options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }) };
}

/** The modules that the two HTML files load are the entries. */
const isEntry = (id: string) => /\/(index\.html|embed\.html|main\.tsx|embed\.tsx)$/.test(id);
/** What the embedded page alone needs at first: its frame and its messages with the site around it. */
const isOfEmbed = (id: string) =>
  /\/src\/(embed|contract\/embed|ui\/shell\/embed)[^/]*|\/node_modules\/valibot\//.test(id);

export default defineConfig({
  // Relative addresses: one build works at any path of a host.
  base: './',
  plugins: [
    react(),
    wasmKernels(),
    staticHostHeaders(),
    policyInPage(),
    preloadWorker(),
    notice.page,
    embedElement(),
    serviceWorker(),
  ],
  // Of tfjs only its core is used: without this the worker's chunk is 308 kB gzipped instead of 116 kB.
  resolve: {
    alias: [
      { find: /^@tensorflow\/tfjs$/, replacement: '@tensorflow/tfjs-core' },
      // Its minified file has a function inside of a block, whose name the minifier gives to a parameter around it too: a built
      // page can't parse any CSV file. https://github.com/oxc-project/oxc/issues/25896
      { find: /^papaparse$/, replacement: 'papaparse/papaparse.js' },
    ],
  },
  server: { port: port ?? 5173, strictPort: port !== undefined, headers: isolationHeaders() },
  // Without headers of its own it would send those of the development server after the ones of the path.
  preview: { port: port ?? 4173, strictPort: port !== undefined, headers: {} },
  worker: { format: 'es', plugins: () => [notice.worker, thinEntry()] },
  build: {
    target: 'es2023',
    rolldownOptions: {
      input: ['index.html', 'embed.html'],
      // One chunk beside each entry for all that the first paint needs, so that no chunk imports an entry back. The embedded
      // page needs that of the page too, but not the other way round.
      output: {
        codeSplitting: {
          groups: [
            // The first one takes what both need.
            { name: 'page', tags: ['$initial'], test: (id) => !isOfEmbed(id) && !isEntry(id) },
            { name: 'embed-page', tags: ['$initial'], test: (id) => isOfEmbed(id) && !isEntry(id) },
          ],
        },
      },
    },
    sourcemap: true,
    // Everything is a file of its own: the policy allows no inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // tfjs, loaded by the worker on demand, is larger than Vite's warning limit; tools/budget.ts holds the page's.
    chunkSizeWarningLimit: 2000,
  },
});
