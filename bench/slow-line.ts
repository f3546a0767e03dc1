// A slow line to a server on this machine: a port that passes everything on, but answers at a limited rate.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

/** Bytes that are passed on at a time, so that connections share the line. */
const PART = 8192;

/** All connections together get `megabits` per second of the server at `address`. Resolves to the line's own address. */
export async function slowLine(
  address: string,
  megabits: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  const target = new URL(address);
  /** When the line has passed on all that was promised so far. */
  let free = 0;
  const limit = () =>
    new Transform({
      async transform(bytes: Buffer, _encoding, done) {
        for (let first = 0; first < bytes.length; first += PART) {
          const part = bytes.subarray(first, first + PART);
          free = Math.max(free, performance.now()) + (part.length * 8) / (1000 * megabits);
          const wait = free - performance.now();
          if (wait > 1) await setTimeout(wait);
          this.push(part);
        }
        done();
      },
    });
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.pipe(upstream);
    upstream.pipe(limit()).pipe(client);
    // A browser drops connections when it closes a page. What the server sent before it closes one still has to pass.
    client.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const url = new URL(target.href);
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, close: async () => void server.close() };
}
