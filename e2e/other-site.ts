// A page of another site: 127.0.0.1, which is not the site of `localhost`, where the page is.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OtherSite {
  /** The address of its page. */
  url: string;
  close(): Promise<void>;
}

interface SiteContent {
  body: string;
  headers?: Record<string, string>;
}

/** One page with this body. */
export async function startOtherSite({ body, headers = {} }: SiteContent): Promise<OtherSite> {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A lesson</title></head><body>${body}</body></html>`;
  const server = createServer((request, response) => {
    // The browser asks for an icon.
    if (request.url !== '/') response.writeHead(204).end();
    else response.writeHead(200, { 'Content-Type': 'text/html', ...headers }).end(html);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => {
        server.close(done);
      });
    },
  };
}
