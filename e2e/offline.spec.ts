// After one visit everything works without a network, and a new version comes only when it is asked for.

import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright/test';
import { expect } from './fixtures.ts';
import { LONG, ON_WASM, TINY, VIEW_NAMES } from './playground.ts';
import { test } from './site-test.ts';

const ASSETS = resolve(import.meta.dirname, '../dist/assets');
const THREADED = `${TINY}&engine=wasm&threads=2`;

test.use({ serviceWorkers: 'allow' });

const footer = (page: Page) => page.getByRole('contentinfo');
const cached = (page: Page) => expect(footer(page)).toContainText('Works offline', { timeout: 30_000 });
const generator = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name=generator]')?.content ?? null);
const pageCaches = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.includes('-page-')).length);

/** What a browser does by itself on the next navigation or once a day. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
}

test('a run from the first step to the score without a server', async ({ page, app, site }) => {
  await app.open(THREADED);
  await cached(page);
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await site.stop();

  await app.open(THREADED);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await app.train.click();
  expect(await app.testAccuracy()).toBeGreaterThan(0.05);
  await expect(app.device).toContainText('2 CPU threads');
  // Each view that was not opened before loads from the cache.
  for (const view of Object.values(VIEW_NAMES)) await app.show(view);
  await app.show('Gallery');
  await expect(app.gallery.getByRole('img').first()).toBeVisible();
  await cached(page);

  // The chunks of every engine, of the plots and of the panels that come late.
  const assets = readdirSync(ASSETS).filter((name) => !name.endsWith('.map'));
  expect(assets.some((name) => name.startsWith('tfjs-engine'))).toBe(true);
  const missing = await page.evaluate(
    async (paths) => {
      const answers = await Promise.all(
        paths.map(async (path) => ((await fetch(path).catch(() => null))?.ok ? null : path)),
      );
      return answers.filter((path) => path !== null);
    },
    [
      ...assets.map((name) => `/assets/${name}`),
      '/favicon.svg',
      '/manifest.webmanifest',
      '/icons/icon-192.png',
    ],
  );
  expect(missing).toEqual([]);
});

test.describe('images that are missing', () => {
  test.use({ expectedProblems: [/Failed to load resource/] });
  test('are named, and those of the first run were fetched once', async ({ page, app, site }) => {
    await app.open(TINY + ON_WASM);
    await cached(page);
    // By the worker alone: the page's cache does not keep them again.
    expect(site.requests.filter((path) => path.endsWith('.bin')).length).toBe(2);
    await site.stop();
    await app.open(LONG + ON_WASM);
    await expect(footer(page)).toContainText('not all images');
  });
});

test('a new version waits for the end of the run, and for the person', async ({ page, app, site }) => {
  await app.open(LONG + ON_WASM);
  await cached(page);
  await app.train.click();
  await app.moving();
  await site.publish('next');
  await lookForUpdate(page);
  const notice = page.getByRole('status').filter({ hasText: 'A new version is ready' });
  const use = notice.getByRole('button', { name: 'Use it' });
  await expect(notice).toContainText('waits until the run or the sweep has ended');
  // Aria-disabled: it keeps the focus, and does nothing.
  await expect(use).toBeDisabled();
  await use.click({ force: true });
  const before = await app.progress();
  await expect.poll(() => app.progress()).toBeGreaterThan(before);

  // A second page is still served the version that runs; both versions are cached.
  const second = await page.context().newPage();
  await second.goto(TINY);
  expect(await generator(second)).toBeNull();
  await second.close();
  expect(await pageCaches(page)).toBe(2);

  await app.stop.click();
  await app.testAccuracy();
  await expect(use).toBeEnabled();
  let loads = 0;
  page.on('load', () => loads++);
  await use.click();
  await expect.poll(() => generator(page).catch(() => null)).toBe('next');
  await expect(app.train).toBeEnabled();
  await cached(page);
  await expect(notice).toBeHidden();
  expect(loads).toBe(1);
  expect(await pageCaches(page)).toBe(1);
});

test('a page of the old version keeps its chunks when another lets the new one in', async ({
  page,
  app,
  site,
}) => {
  await app.open(TINY + ON_WASM);
  await cached(page);
  const other = await page.context().newPage();
  await other.goto(TINY + ON_WASM);
  await site.publish('next');
  await lookForUpdate(other);
  await other.getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => generator(other).catch(() => null)).toBe('next');
  expect(await generator(page)).toBeNull();
  expect(await pageCaches(page)).toBe(2);
  await other.close();

  await page.getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => generator(page).catch(() => null)).toBe('next');
  await expect.poll(() => pageCaches(page)).toBe(1);
});

test('without its caches the page works from the network', async ({ page, app }) => {
  await app.open(TINY + ON_WASM);
  await cached(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await app.open(TINY + ON_WASM);
  await app.train.click();
  expect(await app.testAccuracy()).toBeGreaterThan(0.05);
  await expect(footer(page)).toContainText('the page is not cached');

  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await app.open(TINY + ON_WASM);
  await cached(page);
});

test('the browser finds nothing wrong with the manifest', async ({ page, app }) => {
  await app.open(TINY + ON_WASM);
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(data).toContain('LeNet Playground');
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A test's context is a private one.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
});
