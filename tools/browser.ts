// Finds a full Chromium for the tests (the headless shell has no WebGPU) and a Firefox, and installs what is not there.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];

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

/** Flags that give the machine's GPU to a headless browser on Linux, through its Vulkan driver; without the first, none. */
export const REAL_GPU_FLAGS = [
  '--enable-gpu',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
  '--disable-vulkan-surface',
  '--ignore-gpu-blocklist',
] as const;

function onPath(name: string): string[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  return folders.filter((folder) => folder !== '').map((folder) => join(folder, name));
}

/** What the environment's `variable` names, else the first of `candidates` that is here, else null. */
function installed(variable: string, candidates: readonly string[]): string | null {
  const asked = process.env[variable];
  if (asked !== undefined && asked !== '') {
    if (!existsSync(asked)) throw new Error(`${variable} names ${asked}, and there is no such file`);
    return asked;
  }
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

/** Playwright's own download before the system's. */
const installedChromium = () =>
  installed('CHROMIUM_PATH', [chromium.executablePath(), ...CHROMIUM_NAMES.flatMap(onPath)]);
const installedFirefox = () => installed('FIREFOX_PATH', FIREFOX_NAMES.flatMap(onPath));

const isRoot = () => process.getuid?.() === 0;

function attempt(command: string, ...parameters: string[]): boolean {
  console.log(`A browser is missing: ${command} ${parameters.join(' ')}`);
  return spawnSync(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Debian's package `name`; only root can. */
const installPackage = (name: string) =>
  isRoot() && attempt('apt-get', 'update') && attempt('apt-get', 'install', '-y', name);

/**
 * Path of a Chromium executable. Installs one when none is found: Playwright's download first, then Debian's package
 * (as root). Throws, saying what to do, when there is still none.
 */
export async function findBrowser(): Promise<string> {
  const present = installedChromium();
  if (present) return present;
  const withLibraries = isRoot() ? ['--with-deps'] : [];
  const done =
    attempt('npx', 'playwright', 'install', ...withLibraries, '--no-shell', 'chromium') ||
    installPackage('chromium');
  const found = done ? installedChromium() : null;
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium, and none could be installed. Install one (`npx playwright install chromium`, ' +
      'or `apt-get install chromium` on Debian), or name one with CHROMIUM_PATH.',
  );
}

/**
 * Path of a Firefox, as its makers ship it: Playwright's own is a patched one. Installs Debian's package when none is
 * found (as root). Throws, saying what to do, when there is still none.
 */
export function findFirefox(): string {
  const present = installedFirefox();
  if (present) return present;
  const found = installPackage('firefox-esr') ? installedFirefox() : null;
  if (found) return found;
  throw new Error(
    'The journeys in Firefox need one, and none could be installed. Install it (`apt-get install firefox-esr` on ' +
      'Debian), or name one with FIREFOX_PATH.',
  );
}
