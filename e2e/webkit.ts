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
import { sessionDriver } from './session-driver.ts';
import { connectByHttp, isReady } from './webdriver-http.ts';

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

/** How long a browser may take to start, in milliseconds; it takes one second on a quiet machine. */
const START_LIMIT = 30_000;
/** The driver has been seen to wait without end for a browser that it had started. */
const START_ATTEMPTS = 2;

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError';

/** A driver and its browser, with one session. */
async function startSession(driver: string, environment: NodeJS.ProcessEnv): Promise<Driver> {
  const port = await freePort();
  // A group of its own, so that the browser ends with it.
  const child = spawn(driver, [`--port=${port}`], { stdio: 'ignore', env: environment, detached: true });
  const end = async () => {
    const ended = once(child, 'exit');
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
  };
  const address = `http://127.0.0.1:${port}`;
  try {
    await expect.poll(() => isReady(address), { timeout: START_LIMIT }).toBe(true);
    return await sessionDriver(await connectByHttp(address, AbortSignal.timeout(START_LIMIT)), end);
  } catch (error) {
    await end();
    throw error;
  }
}

export async function startWebKit(): Promise<DrivenBrowser> {
  const { driver, xvfb } = findWebKit();
  const home = mkdtempSync(join(tmpdir(), 'lenet-webkit-'));
  const downloads = join(home, 'downloads');
  makeHome(home, downloads);
  const screen = await startDisplay(xvfb);
  const environment = {
    ...process.env,
    DISPLAY: screen.display,
    GDK_BACKEND: 'x11',
    // Without a GPU, compositing takes a quarter of the journeys' processor time.
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    LC_ALL: 'en_US.UTF-8',
    HOME: home,
    XDG_CONFIG_HOME: home,
  };
  return {
    async open() {
      for (let attempt = 1; ; attempt++) {
        try {
          return await startSession(driver, environment);
        } catch (error) {
          if (attempt === START_ATTEMPTS || !isTimeout(error)) throw error;
          console.error(`WebKitGTK did not start within ${START_LIMIT / 1000} s; once more`);
        }
      }
    },
    downloads,
    async close() {
      const ended = once(screen.child, 'exit');
      screen.child.kill();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
