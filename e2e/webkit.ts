// Drives WebKitGTK, a relative of Safari on Linux, by WebDriver, on a display in memory.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect } from 'playwright/test';
import { findWebKit } from '../tools/browser.ts';
import type { DrivenBrowser, Driver } from './driver.ts';
import { isReady, WebDriverSession } from './webdriver.ts';

declare global {
  var problems: string[] | undefined;
}

/** Runs in the page once it has loaded: WebDriver has no command for the console. */
function watch(): void {
  const problems: string[] = (globalThis.problems = []);
  const { error } = console;
  console.error = (...texts: unknown[]) => {
    problems.push(`console: ${texts.join(' ')}`);
    error(...texts);
  };
  addEventListener('error', ({ message }) => problems.push(`uncaught: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => problems.push(`uncaught: ${reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    problems.push(`content security policy: ${violatedDirective} ${blockedURI}`),
  );
}

/** Runs in the page: what `watch` noted, and requests to other origins since the page was opened. */
function readProblems(): string[] {
  const foreign = performance.getEntriesByType('resource').flatMap(({ name }) => {
    const { protocol, origin } = new URL(name);
    const own = protocol === 'blob:' || protocol === 'data:' || origin === location.origin;
    return own ? [] : [`request to another origin: ${name}`];
  });
  return [...(globalThis.problems ?? []), ...foreign];
}

async function open(address: string): Promise<Driver> {
  const session = await WebDriverSession.start(address);
  await session.resize(1280, 900);
  const earlier: string[] = [];
  return {
    async goto(url) {
      await session.goto(url);
      await session.run(watch);
    },
    async reload() {
      earlier.push(...(await session.run(readProblems)));
      await session.reload();
      await session.run(watch);
    },
    click: (path) => session.click(path),
    evaluate: async (path, work, ...parameters) => session.run(work, await session.find(path), ...parameters),
    drag: (path, points) => session.drag(path, points),
    problems: async () => [...earlier, ...(await session.run(readProblems))],
    close: () => session.end(),
  };
}

/** Starts Xvfb on a free display; `display` is its name. */
async function startDisplay(executable: string): Promise<{ child: ChildProcess; display: string }> {
  const parameters = ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'];
  const child = spawn(executable, parameters, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const chosen = once(child.stdio[3] as Readable, 'data') as Promise<[Buffer]>;
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code}`)));
  const [number] = await Promise.race([chosen, ended]);
  return { child, display: `:${String(number).trim()}` };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A home folder whose downloads go to `downloads`. */
function makeHome(home: string, downloads: string): void {
  mkdirSync(downloads);
  writeFileSync(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
}

export async function startWebKit(): Promise<DrivenBrowser> {
  const { driver, xvfb } = findWebKit();
  const home = mkdtempSync(join(tmpdir(), 'lenet-webkit-'));
  const downloads = join(home, 'downloads');
  makeHome(home, downloads);
  const screen = await startDisplay(xvfb);
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: screen.display,
      GDK_BACKEND: 'x11',
      LC_ALL: 'en_US.UTF-8',
      HOME: home,
      XDG_CONFIG_HOME: home,
    },
  });
  const address = `http://127.0.0.1:${port}`;
  await expect.poll(() => isReady(address), { timeout: 30_000 }).toBe(true);
  return {
    open: () => open(address),
    downloads,
    async close() {
      for (const process of [child, screen.child]) {
        const ended = once(process, 'exit');
        process.kill();
        await ended;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}
