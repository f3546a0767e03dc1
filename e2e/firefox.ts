// Drives an unpatched Firefox by WebDriver BiDi (Playwright needs a patched one).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { findFirefox } from '../tools/browser.ts';
import type { DrivenBrowser, Driver } from './driver.ts';

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
  page.on('dialog', (dialog) => void dialog.accept());
  await page.evaluateOnNewDocument(reportViolations);
  return problems;
}

async function open(browser: Browser, baseURL: string): Promise<Driver> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const problems = await watch(page, baseURL);
  // Queries of Firefox's accessibility tree would take seconds each.
  const find = async (path: string) =>
    (await page.waitForSelector(`::-p-xpath(${path})`, { timeout: 10_000 })) as ElementHandle<HTMLElement>;

  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    click: async (path) => (await find(path)).click(),
    async evaluate(path, work, ...parameters) {
      const element = await find(path);
      const run = work as (element: HTMLElement, ...parameters: unknown[]) => ReturnType<typeof work>;
      return (await element.evaluate(run, ...parameters)) as ReturnType<typeof work>;
    },
    async drag(path, points) {
      const element = await find(path);
      await element.scrollIntoView();
      const box = (await element.boundingBox())!;
      for (const [i, [x, y]] of points.entries()) {
        await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 6 });
        if (i === 0) await page.mouse.down();
      }
      await page.mouse.up();
    },
    problems: () => Promise.resolve(problems),
    close: () => context.close(),
  };
}

export async function startFirefox(): Promise<DrivenBrowser> {
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
  return {
    open: (baseURL) => open(browser, baseURL),
    downloads,
    async close() {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}
