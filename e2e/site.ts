// A host for a copy of the built page, which a spec can stop, break and update.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import sirv from 'sirv';
import type { Manifest } from '../src/contract/manifest.ts';
import { headersFor, projectHeaders, withReports } from '../tools/headers.ts';
import { buildServiceWorker } from '../tools/service-worker.ts';

const DIST = resolve(import.meta.dirname, '../dist');

/** Answers in a harmful way instead of with `body`. */
export type Damage = (response: ServerResponse, body: Buffer) => void;

interface SiteOptions {
  /** The folder at which the page stands. */
  path?: string;
  /** Whether the headers of public/_headers are sent, as few hosts do by themselves. */
  headers?: boolean;
}

export class Site {
  /** The address of the page, without the slash at its end. */
  readonly url: string;
  /** Requested paths. */
  readonly requests: string[];
  /** By host name: how files whose name begins so are damaged. */
  readonly damages: Map<string, { file: string; damage: Damage }>;
  readonly #folder: string;
  readonly #server: Server;

  private constructor(
    folder: string,
    server: Server,
    path: string,
    requests: string[],
    damages: Site['damages'],
  ) {
    this.#folder = folder;
    this.#server = server;
    this.requests = requests;
    this.damages = damages;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}${path.slice(0, -1)}`;
  }

  static async start({ path = '/', headers = true }: SiteOptions = {}): Promise<Site> {
    const folder = mkdtempSync(join(tmpdir(), 'lenet-site-'));
    cpSync(DIST, folder, { recursive: true });
    const rules = headers ? projectHeaders() : [];
    const requests: string[] = [];
    const damages: Site['damages'] = new Map();
    // `dev` looks files up at each request, since they change.
    const serve = sirv(folder, { dev: true, etag: true });
    const server = createServer((request, response) => {
      const requested = new URL(request.url!, 'http://localhost').pathname;
      requests.push(requested);
      if (!requested.startsWith(path)) {
        response.writeHead(404).end('not found');
        return;
      }
      request.url = request.url!.slice(path.length - 1);
      const pathname = requested.slice(path.length - 1);
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
    return new Site(folder, server, path, requests, damages);
  }

  /** The same page with another title before its script runs, as its next version. */
  async publish(title: string): Promise<void> {
    const page = join(this.#folder, 'index.html');
    const html = readFileSync(page, 'utf8');
    writeFileSync(page, html.replace('<head>', `<head><meta name="generator" content="${title}">`));
    await buildServiceWorker(this.#folder);
  }

  /** Gives the built files other names, as a new version has, and takes the old ones away. */
  renameAssets(): void {
    const assets = join(this.#folder, 'assets');
    const names = new Map<string, string>();
    for (const name of readdirSync(assets)) {
      const [, stem, hash, ending] = /^(.+)-(.{8})(\..+)$/.exec(name)!;
      names.set(name, `${stem}-${hash!.slice(4)}${hash!.slice(0, 4)}${ending}`);
    }
    const replace = (path: string) => {
      let text = readFileSync(path, 'utf8');
      for (const [old, name] of names) text = text.replaceAll(old, name);
      writeFileSync(path, text);
    };
    for (const [old, name] of names) {
      if (/\.(js|css)$/.test(old)) replace(join(assets, old));
      renameSync(join(assets, old), join(assets, name));
    }
    replace(join(this.#folder, 'index.html'));
  }

  /** Changes a pixel of a shard, as other data, and names it by its new digest. */
  changeShard(position: number): void {
    const data = join(this.#folder, 'data');
    const list = join(data, 'manifest.json');
    const manifest = JSON.parse(readFileSync(list, 'utf8')) as Manifest;
    const shard = manifest.shards[position]!;
    const content = gunzipSync(readFileSync(join(data, shard.file)));
    content[content.length - 1]! ^= 1;
    rmSync(join(data, shard.file));
    const sha256 = createHash('sha256').update(content).digest('hex');
    const packed = gzipSync(content);
    const file = shard.file.replace(/\.\w+\.bin$/, `.${sha256.slice(0, 8)}.bin`);
    Object.assign(shard, { file, sha256, bytes: packed.length });
    writeFileSync(join(data, file), packed);
    writeFileSync(list, JSON.stringify(manifest));
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
