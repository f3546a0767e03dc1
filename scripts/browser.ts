// Finds a full Chromium for the tests (the headless shell has no WebGPU), and installs one where there is none.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Flags of every test browser: no sandbox (a container's root has none), and no traffic of the browser's own. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
] as const;

/** Flags that give a WebGPU adapter without a GPU: SwiftShader, on the CPU. */
export const SOFTWARE_GPU_FLAGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'] as const;

function onPath(name: string): string[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  return folders.filter((folder) => folder !== '').map((folder) => join(folder, name));
}

/** The browser that is here, or null. CHROMIUM_PATH wins; then Playwright's own download; then the system's. */
function installedBrowser(): string | null {
  const asked = process.env.CHROMIUM_PATH;
  if (asked !== undefined && asked !== '') {
    if (!existsSync(asked)) throw new Error(`CHROMIUM_PATH names ${asked}, and there is no such file`);
    return asked;
  }
  const candidates = [chromium.executablePath(), ...NAMES.flatMap(onPath)];
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

function attempt(command: string, ...parameters: string[]): boolean {
  console.log(`No Chromium found: ${command} ${parameters.join(' ')}`);
  return spawnSync(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/**
 * Path of a Chromium executable. Installs one when none is found: Playwright's download first, then Debian's package
 * (as root). Throws, saying what to do, when there is still none.
 */
export async function findBrowser(): Promise<string> {
  const present = installedBrowser();
  if (present) return present;
  const root = process.getuid?.() === 0;
  const withLibraries = root ? ['--with-deps'] : [];
  const installed =
    attempt('npx', 'playwright', 'install', ...withLibraries, '--no-shell', 'chromium') ||
    (root && attempt('apt-get', 'update') && attempt('apt-get', 'install', '-y', 'chromium'));
  const found = installed ? installedBrowser() : null;
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium, and none could be installed. Install one (`npx playwright install chromium`, ' +
      'or `apt-get install chromium` on Debian), or name one with CHROMIUM_PATH.',
  );
}
