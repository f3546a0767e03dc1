// Finds a full Chromium (the headless shell has no WebGPU), a Firefox and WebKitGTK for the tests, and installs them where
// missing.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { attempt, installPackages, isRoot } from './install.ts';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];

/** What Playwright disables. A second list replaces its list, so these are in ours too; tools/browser.test.ts compares them. */
export const PLAYWRIGHT_DISABLES = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/** Pages of the browser's own for its address bar, two in each window: 0.5 s of a processor. */
const ADDRESS_BAR_PAGES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'PreloadTopChromeWebUI',
];

/**
 * Flags of every test browser: no sandbox (root in a container can't have one), no background traffic and no pages of the
 * browser's own.
 */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${[...PLAYWRIGHT_DISABLES, ...ADDRESS_BAR_PAGES].join(',')}`,
] as const;

/** Flags that give a WebGPU adapter without a GPU: SwiftShader, on the CPU. */
export const SOFTWARE_GPU_FLAGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'] as const;

/** Flags that give a headless browser on Linux the machine's GPU through Vulkan. `--enable-gpu` is required. */
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

/** The path in the environment variable `variable`, else the first of `candidates` that exists, else null. */
function installed(variable: string, candidates: readonly string[]): string | null {
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`${variable} names ${named}, which does not exist`);
    return named;
  }
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

/** Playwright's own download first, then the system's. */
const installedChromium = () =>
  installed('CHROMIUM_PATH', [chromium.executablePath(), ...CHROMIUM_NAMES.flatMap(onPath)]);
const installedFirefox = () => installed('FIREFOX_PATH', FIREFOX_NAMES.flatMap(onPath));
const installedWebKit = () => installed('WEBKIT_DRIVER_PATH', onPath('WebKitWebDriver'));
const installedXvfb = () => installed('XVFB_PATH', onPath('Xvfb'));

/**
 * Path of a Chromium executable. Installs one when none is found: Playwright's download first, then Debian's package
 * (as root). Throws with what to do when none can be installed.
 */
export async function findBrowser(): Promise<string> {
  const present = installedChromium();
  if (present) return present;
  const withLibraries = isRoot() ? ['--with-deps'] : [];
  const done =
    attempt('A browser', 'npx', 'playwright', 'install', ...withLibraries, '--no-shell', 'chromium') ||
    installPackages('A browser', 'chromium');
  const found = done ? installedChromium() : null;
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium, and none could be installed. Install one (`npx playwright install chromium`, ' +
      'or `apt-get install chromium` on Debian), or name one with CHROMIUM_PATH.',
  );
}

/**
 * Path of an unpatched Firefox (Playwright's own is patched). Installs Debian's package when none is found (as root).
 * Throws with what to do when none can be installed.
 */
export function findFirefox(): string {
  const present = installedFirefox();
  if (present) return present;
  const found = installPackages('A browser', 'firefox-esr') ? installedFirefox() : null;
  if (found) return found;
  throw new Error(
    'The journeys in Firefox need one, and none could be installed. Install it (`apt-get install firefox-esr` on ' +
      'Debian), or name one with FIREFOX_PATH.',
  );
}

/**
 * Paths of WebKitGTK's driver, which starts the browser, and of Xvfb, its display. Installs Debian's packages when one is
 * not found (as root). Throws with what to do when they can't be installed.
 */
export function findWebKit(): { driver: string; xvfb: string } {
  const driver =
    installedWebKit() ??
    (installPackages('WebKitGTK’s driver', 'webkit2gtk-driver') ? installedWebKit() : null);
  const xvfb = installedXvfb() ?? (installPackages('Xvfb', 'xvfb') ? installedXvfb() : null);
  if (driver && xvfb) return { driver, xvfb };
  throw new Error(
    'The journeys in WebKitGTK need its driver and Xvfb, and they could not be installed. Install them (`apt-get ' +
      'install webkit2gtk-driver xvfb` on Debian), or name them with WEBKIT_DRIVER_PATH and XVFB_PATH.',
  );
}
