// Builds the bench's page and serves it with the site's isolation headers, so that memory can be shared. It omits the
// site's content security policy, which forbids the blob workers of tfjs.

import { fileURLToPath } from 'node:url';
import { build, preview, type InlineConfig } from 'vite';
import { buildWasm } from '../tools/build-wasm.ts';
import { headersFor, projectHeaders } from '../tools/headers.ts';

const PORT = 4373;
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Resolves with the page's address and the function that stops the server. */
export async function servePage(): Promise<{ url: string; close: () => Promise<void> }> {
  await buildWasm();
  const headers = Object.fromEntries(
    Object.entries(headersFor(projectHeaders(), '/')).filter(([name]) => name.startsWith('Cross-Origin-')),
  );
  const config: InlineConfig = {
    configFile: false,
    root: path('page/'),
    publicDir: path('../public/'),
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      outDir: path('../node_modules/.cache/bench/'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 5000,
    },
    preview: { port: PORT, headers },
  };
  await build(config);
  const server = await preview(config);
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}
