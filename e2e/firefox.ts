// The test function of journeys in an unpatched Firefox, driven by WebDriver BiDi (Playwright needs a patched one). Like
// fixtures.ts it fails on console errors, uncaught errors, policy violations and requests to other origins.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from 'playwright/test';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../tools/browser.ts';
import { firefoxPlayground, type FirefoxPlayground } from './firefox-page.ts';

interface WorkerFixtures {
  firefox: { browser: Browser; downloads: string };
}

/** Runs in the page alone: Firefox reports no policy violations of workers. Their requests are checked. */
function reportViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

async function watch(page: Page, baseURL: string): Promise<string[]> {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${String(error)}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol === 'blob:' || protocol === 'data:' || origin === baseURL) return;
    problems.push(`request to another origin: ${request.url()}`);
  });
  await page.evaluateOnNewDocument(reportViolations);
  return problems;
}

export const test = base.extend<{ app: FirefoxPlayground }, WorkerFixtures>({
  firefox: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern.
    async ({}, provide) => {
      const downloads = mkdtempSync(join(tmpdir(), 'lenet-firefox-'));
      const browser = await launch({
        browser: 'firefox',
        executablePath: findFirefox(),
        headless: true,
        extraPrefsFirefox: {
          'browser.download.dir': downloads,
          // Save to the folder above without a dialog.
          'browser.download.folderList': 2,
        },
      });
      await provide({ browser, downloads });
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
    // Firefox may have to be installed first.
    { scope: 'worker', timeout: 300_000 },
  ],
  app: async ({ firefox: { browser, downloads }, baseURL }, provide) => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    const problems = await watch(page, baseURL!);
    await provide(firefoxPlayground(page, baseURL!, downloads));
    await context.close();
    expect(problems).toEqual([]);
  },
});

export { expect };
