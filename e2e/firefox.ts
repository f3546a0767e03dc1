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

/** A Firefox that runs, with one tab. */
export interface Firefox {
  /** Drives the tab that was chosen last. */
  driver: Driver;
  /** Opens another tab and chooses it. */
  openTab(): Promise<void>;
  /** Closes the tab that was opened first, whatever it does, and chooses the other one. */
  closeFirstTab(): Promise<void>;
  chooseTab(number: number): Promise<void>;
  /** Ends all its processes at once, as a crash does. */
  kill(): Promise<void>;
}

interface Start {
  /** The folder of the profile. */
  profile: string;
  /** The folder for downloaded files. */
  downloads: string;
  preferences?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** Starts a Firefox on a profile, which may be empty. */
export async function launchFirefox({ profile, downloads, preferences }: Start): Promise<Firefox> {
  const all = {
    'marionette.port': 0,
    'browser.download.dir': downloads,
    // Save to the folder above without a dialog.
    'browser.download.folderList': 2,
    ...preferences,
  };
  const lines = Object.entries(all).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const portFile = join(profile, 'MarionetteActivePort');
  // A killed browser leaves it.
  rmSync(portFile, { force: true });
  const child = spawn(findFirefox(), ['--marionette', '--headless', '--no-remote', '--profile', profile], {
    stdio: 'ignore',
    // A group of its own, so that its processes can be ended together.
    detached: true,
  });
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'exit');
    process.kill(-child.pid!, signal);
    await ended;
  };
  const port = () => (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0);
  await expect.poll(port, { timeout: 60_000 }).toBeGreaterThan(0);
  const connection = await connectByMarionette(port());
  const tabs = async () => (await connection.call('WebDriver:GetWindowHandles', {})) as unknown as string[];
  const choose = (handle: string) => connection.call('WebDriver:SwitchToWindow', { handle });
  return {
    driver: await sessionDriver(connection, () => end('SIGTERM')),
    async openTab() {
      const { handle } = await connection.call('WebDriver:NewWindow', { type: 'tab', focus: true });
      await choose(handle as string);
    },
    async closeFirstTab() {
      await choose((await tabs())[0]!);
      await connection.call('WebDriver:CloseWindow', {});
      await choose((await tabs())[0]!);
    },
    chooseTab: async (number) => void (await choose((await tabs())[number]!)),
    kill: () => end('SIGKILL'),
  };
}

const temporary = (name: string) => mkdtempSync(join(tmpdir(), `lenet-${name}-`));

/** Each page it opens is in a Firefox with an empty profile. */
export async function startFirefox(): Promise<DrivenBrowser> {
  const downloads = temporary('downloads');
  return {
    async open() {
      const profile = temporary('firefox');
      const { driver } = await launchFirefox({ profile, downloads });
      return {
        ...driver,
        async close() {
          await driver.close();
          rmSync(profile, { recursive: true, force: true });
        },
      };
    },
    downloads,
    close: async () => rmSync(downloads, { recursive: true, force: true }),
  };
}
