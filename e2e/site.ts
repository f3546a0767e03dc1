// A host for a copy of the built page with the real headers, which a spec can stop, break and update.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sirv from 'sirv';
import { headersFor, projectHeaders, withReports } from '../tools/headers.ts';
import { buildServiceWorker } from '../tools/service-worker.ts';

const DIST = resolve(import.meta.dirname, '../dist');

/** Answers in a harmful way instead of with `body`. */
export type Damage = (response: ServerResponse, body: Buffer) => void;

export class Site {
  readonly url: string;
  /** Requested paths. */
  readonly requests: string[];
  /** By host name: how files whose name begins so are damaged. */
  readonly damages: Map<string, { file: string; damage: Damage }>;
  readonly #folder: string;
  readonly #server: Server;

  private constructor(folder: string, server: Server, requests: string[], damages: Site['damages']) {
    this.#folder = folder;
    this.#server = server;
    this.requests = requests;
    this.damages = damages;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<Site> {
    const folder = mkdtempSync(join(tmpdir(), 'lenet-site-'));
    cpSync(DIST, folder, { recursive: true });
    const rules = projectHeaders();
    const requests: string[] = [];
    const damages: Site['damages'] = new Map();
    // `dev` looks files up at each request, since they change.
    const serve = sirv(folder, { dev: true, etag: true });
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://localhost');
      requests.push(pathname);
      for (const [name, value] of Object.entries(withReports(headersFor(rules, pathname))))
        response.setHeader(name, value);
      const harmed = damages.get(new URL(`http://${request.headers.host}`).hostname);
      if (harmed && pathname.split('/').at(-1)!.startsWith(harmed.file))
        harmed.damage(response, readFileSync(join(folder, pathname)));
      else serve(request, response);
    });
    await new Promise<void>((done) => {
      server.listen(0, 'localhost', done);
    });
    return new Site(folder, server, requests, damages);
  }

  /** The same page with another title before its script runs, as its next version. */
  async publish(title: string): Promise<void> {
    const page = join(this.#folder, 'index.html');
    const html = readFileSync(page, 'utf8');
    writeFileSync(page, html.replace('<head>', `<head><meta name="generator" content="${title}">`));
    await buildServiceWorker(this.#folder);
  }

  /** Puts `code` before a script of the page. */
  prepend(code: string, script: RegExp): void {
    const assets = join(this.#folder, 'assets');
    const name = readdirSync(assets).find((name) => script.test(name))!;
    writeFileSync(join(assets, name), code + readFileSync(join(assets, name), 'utf8'));
  }

  /** Stops the server. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => {
      this.#server.close(done);
    });
  }

  async remove(): Promise<void> {
    if (this.#server.listening) await this.stop();
    rmSync(this.#folder, { recursive: true });
  }
}
