// A host with a new version, while a tab or the caches hold the old one: each ends in a page that works, with its run.

import type { Locator, Page } from 'playwright/test';
import { en } from '../src/ui/messages/en.ts';
import { expect } from './fixtures.ts';
import { ON_WASM, TINY, VIEW_NAMES } from './playground.ts';
import type { Site } from './site.ts';
import { test } from './site-test.ts';

/** Needs one shard more than TINY. */
const MORE = `/?samples=10300&epochs=1&batch=50${ON_WASM}`;
const words = en.panel.failed;
const cached = (page: Page, text = 'Works offline') =>
  expect(page.getByRole('contentinfo')).toContainText(text, { timeout: 30_000 });
const version = (page: Page) =>
  page
    .evaluate(() => document.querySelector<HTMLMetaElement>('meta[name=generator]')?.content ?? null)
    .catch(() => null);
const useIt = (page: Page) => page.getByRole('button', { name: 'Use it' });
const failure = (place: Locator) => place.getByRole('status').filter({ hasText: words.load });
const shards = (site: Site) => site.requests.splice(0).filter((path) => path.endsWith('.bin'));

/** What a browser does by itself on the next navigation or once a day. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
}

test.describe('with the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('an old tab opens every view from its own version, and the new one shows its run', async ({
    page,
    app,
    site,
  }) => {
    await app.open(TINY + ON_WASM);
    await cached(page);
    await app.train.click();
    const accuracy = await app.testAccuracy();
    site.renameAssets();
    await site.publish('next');
    await lookForUpdate(page);
    for (const view of Object.values(VIEW_NAMES)) await app.show(view);
    await useIt(page).click();
    await expect.poll(() => version(page)).toBe('next');
    await app.show('Results');
    expect(await app.shownAccuracy()).toBe(accuracy);
    for (const view of Object.values(VIEW_NAMES)) await app.show(view);
  });

  test('a new page fetches the shard that has changed, and takes the other one from the cache', async ({
    page,
    app,
    site,
  }) => {
    await app.open(TINY + ON_WASM);
    await cached(page);
    await app.train.click();
    const accuracy = await app.testAccuracy();
    expect(shards(site)).toHaveLength(2);
    site.changeShard(0);
    await site.publish('next');
    await lookForUpdate(page);
    await useIt(page).click();
    await expect.poll(() => version(page)).toBe('next');
    await app.show('Results');
    expect(await app.shownAccuracy()).toBe(accuracy);
    await app.loaded();
    expect(shards(site)).toEqual([expect.stringMatching(/train-0\.\w+\.bin$/)]);
    await cached(page);
  });

  test.describe('whose images are gone from the host', () => {
    test.use({ expectedProblems: [/Failed to load resource/] });
    test('a cached page names the file, and its new version trains', async ({ page, app, site }) => {
      await app.open(TINY + ON_WASM);
      await cached(page);
      await app.train.click();
      const accuracy = await app.testAccuracy();
      site.changeShard(1);
      await site.publish('next');

      // The page of the old version, from the cache, asks for an image file that the host no longer has.
      await app.open(MORE);
      expect(await version(page)).toBeNull();
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(/train-1\.\w+\.bin: the server answered 404/);
      await useIt(page).click();
      await expect.poll(() => version(page)).toBe('next');
      await app.loaded();
      await expect(alert).toBeHidden();
      await cached(page);

      // The run of the old version is still saved.
      await page.goto(TINY + ON_WASM);
      await app.show('Results');
      expect(await app.shownAccuracy()).toBe(accuracy);
    });
  });
});

test.describe('without the service worker', () => {
  test.use({ expectedProblems: [/Failed to load resource|Refused to apply style/] });

  test('an old tab whose files are gone offers the new version, which shows its run', async ({
    page,
    app,
    site,
  }) => {
    await app.open(TINY + ON_WASM);
    await app.train.click();
    const accuracy = await app.testAccuracy();
    site.renameAssets();
    await site.publish('next');
    await app.viewLink('Gallery').click();
    await expect(failure(app.gallery)).toContainText(words.updated);
    await app.gallery.getByRole('button', { name: words.reload }).click();
    await expect.poll(() => version(page)).toBe('next');
    await expect(app.gallery.getByRole('list')).toBeVisible();
    await app.show('Results');
    expect(await app.shownAccuracy()).toBe(accuracy);
  });

  test('an old tab whose worker is gone says to reload, and the new version trains', async ({
    page,
    app,
    site,
  }) => {
    // The host changes when the page is shown, before it answers either request for the worker's script:
    // the preload's or the worker's own.
    let changed: Promise<void> | undefined;
    const change = async () => {
      await app.train.waitFor();
      site.renameAssets();
      await site.publish('next');
    };
    await page.route(/\/assets\/worker-.*\.js$/, async (route) => {
      await (changed ??= change());
      await route.continue();
    });
    await page.goto(TINY + ON_WASM);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('reload the page', { timeout: 30_000 });
    await page.reload();
    expect(await version(page)).toBe('next');
    await app.train.click();
    expect(await app.testAccuracy()).toBeGreaterThan(0.05);
  });
});
