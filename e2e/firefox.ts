// Drives an unpatched Firefox (Playwright needs a patched one).

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { findFirefox } from '../tools/browser.ts';
import type { DrivenBrowser, Driver } from './driver.ts';
import { connectByMarionette } from './marionette.ts';
import { sessionDriver } from './session-driver.ts';

/** Starts a Firefox whose profile is empty. */
async function open(executable: string, downloads: string): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), 'lenet-firefox-'));
  const preferences = {
    'marionette.port': 0,
    'browser.download.dir': downloads,
    // Save to the folder above without a dialog.
    'browser.download.folderList': 2,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const child = spawn(executable, ['--marionette', '--headless', '--no-remote', '--profile', profile], {
    stdio: 'ignore',
  });
  const portFile = join(profile, 'MarionetteActivePort');
  const port = () => (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0);
  await expect.poll(port, { timeout: 60_000 }).toBeGreaterThan(0);
  return sessionDriver(await connectByMarionette(port()), async () => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true });
  });
}

export async function startFirefox(): Promise<DrivenBrowser> {
  const executable = findFirefox();
  const downloads = mkdtempSync(join(tmpdir(), 'lenet-downloads-'));
  return {
    open: () => open(executable, downloads),
    downloads,
    close: async () => rmSync(downloads, { recursive: true, force: true }),
  };
}
