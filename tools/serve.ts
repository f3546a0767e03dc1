// Serves the built page with all its headers.

import { build, preview } from 'vite';

const PORT = 4373;

/** Builds the page itself and serves it with all its headers. */
export async function serveBuilt(): Promise<{ url: string; close: () => Promise<void> }> {
  await build({ logLevel: 'warn' });
  const server = await preview({ preview: { port: PORT, strictPort: false } });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}
