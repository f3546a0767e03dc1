// One build on hosts of every kind: under a path, and without any of the headers of public/_headers.

import type { Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test as base } from './fixtures.ts';
import { LONG, ON_WASM, playground, TINY, VIEW_NAMES, type Playground } from './playground.ts';
import { Site } from './site.ts';
import { ended, LONG as LONG_SWEEP, sweepView } from './sweep-view.ts';

const WASM = `${TINY}&engine=wasm`;
const PATH = '/a/b/';

interface Fixtures {
  site: Site;
  path: string;
  headers: boolean;
}

const test = base.extend<Fixtures>({
  path: ['/', { option: true }],
  headers: [true, { option: true }],
  site: async ({ path, headers }, provide) => {
    const site = await Site.start({ path, headers });
    await provide(site);
    await site.remove();
  },
  baseURL: async ({ site }, provide) => provide(site.url),
});
test.use({ serviceWorkers: 'allow' });

const cached = (page: Page) =>
  expect(page.getByRole('contentinfo')).toContainText('Works offline', { timeout: 30_000 });
const isolated = (page: Page) => page.evaluate(() => crossOriginIsolated);
const cores = (page: Page) => page.evaluate(() => navigator.hardwareConcurrency);
/** What the page says while it uses one thread of several, and the button that reloads. */
const offerOf = (app: Playground) => app.device.getByRole('status').filter({ hasText: 'Reload once' });
const threads = (count: number) => (count === 1 ? 'one CPU thread' : `${count} CPU threads`);

test.describe('under a path', () => {
  test.use({ path: PATH, headers: false });

  test('everything stays below it: training, every view, an app of its own, and a start without a network', async ({
    page,
    app,
    site,
  }) => {
    await app.open(site.url + TINY + ON_WASM);
    await app.train.click();
    const accuracy = await app.testAccuracy();
    for (const view of Object.values(VIEW_NAMES)) await app.show(view);
    await expect(page.getByRole('link', { name: /notices|licen/i }).first()).toHaveAttribute('href', /^\.\//);
    await cached(page);
    const requested = new Set(site.requests);
    expect([...requested].filter((path) => !path.startsWith(PATH))).toEqual([]);

    const session = await page.context().newCDPSession(page);
    expect(await session.send('Page.getAppId')).toMatchObject({ appId: `${site.url}/` });
    const { errors, manifest } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(manifest.scope).toBe(`${site.url}/`);

    await site.stop();
    await page.reload();
    await app.show('Results');
    expect(await app.shownAccuracy()).toBe(accuracy);
    // Another run is trained from the caches alone.
    await app.open(`${site.url}${TINY}${ON_WASM}&seed=2`);
    await app.train.click();
    await expect(app.finished).toBeVisible({ timeout: 60_000 });
  });

  test('a link that is copied opens the same run there', async ({ page, context, site, app }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.open(`${site.url}/?preset=sprint&seed=7&epochs=2${ON_WASM}&view=setup`);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link.startsWith(`${site.url}/?`)).toBe(true);
    const friend = await context.newPage();
    await playground(friend).open(link);
    await playground(friend).show('Setup');
    await expect(friend.getByRole('textbox', { name: 'Epochs' })).toHaveValue('2');
    await expect(friend.getByRole('textbox', { name: 'Seed' })).toHaveValue('7');
    await playground(friend).viewLink('Draw').click();
    expect(new URL(friend.url()).pathname).toBe(PATH);
  });
});

test.describe('without headers', () => {
  test.use({ headers: false });

  test('a sweep trains on one thread', async ({ page, app, site }) => {
    const sweep = sweepView(page);
    await app.open(`${site.url}${LONG_SWEEP}`);
    expect(await isolated(page)).toBe(false);
    await sweep.start.click();
    await expect(sweep.results).toContainText('· 1 thread', { timeout: 60_000 });
    await expect.poll(sweep.percent, { timeout: 60_000 }).toBeGreaterThan(0);
    await sweep.button('Stop sweep').click();
    await ended(page);
    await expect(sweep.row('Seed 1')).toContainText('tested');
  });

  test('one thread at first; the page says what a reload gives, and then uses all threads', async ({
    page,
    app,
    site,
  }) => {
    await app.open(site.url + WASM);
    const count = await cores(page);
    expect(count).toBeGreaterThan(1);
    await expect(app.device).toContainText(threads(1), { timeout: 30_000 });
    expect(await isolated(page)).toBe(false);
    const offer = offerOf(app);
    await expect(offer).toContainText('Reload once for all processor threads', { timeout: 30_000 });
    expect(await axeViolations(page)).toEqual([]);
    await app.train.click();
    const accuracy = await app.testAccuracy();

    await offer.getByRole('button', { name: 'Reload the page' }).click();
    await expect.poll(() => isolated(page).catch(() => null)).toBe(true);
    await app.show('Results');
    expect(await app.shownAccuracy()).toBe(accuracy);
    await expect(offer).toHaveCount(0);
    // Another run, on threads that it starts.
    await app.open(`${site.url}${WASM}&seed=2`);
    await expect(app.device).toContainText(threads(Math.min(count, 13)), { timeout: 30_000 });
    await app.train.click();
    await expect(app.finished).toBeVisible({ timeout: 60_000 });
    await expect(app.device).toContainText(threads(Math.min(count, 13)));
  });

  test('a run is not reloaded away: the button waits, and nothing reloads by itself', async ({
    page,
    app,
    site,
  }) => {
    let loads = 0;
    page.on('load', () => loads++);
    await app.open(`${site.url}${LONG}&engine=wasm`);
    await app.train.click();
    await app.moving();
    const offer = offerOf(app);
    await expect(offer).toContainText('when the run has ended', { timeout: 30_000 });
    const button = offer.getByRole('button', { name: 'Reload the page' });
    await expect(button).toBeDisabled();
    await button.click({ force: true });
    const before = await app.progress();
    await expect.poll(() => app.progress()).toBeGreaterThan(before);
    await app.stop.click();
    await expect(button).toBeEnabled();
    expect(loads).toBe(1);
  });

  test.describe('and without service workers', () => {
    test.use({ serviceWorkers: 'block' });
    test('a page that can’t get them says so', async ({ page, app, site }) => {
      // As in a private window of some browsers.
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
      await app.open(site.url + WASM);
      await expect(app.device).toContainText('came without the headers', { timeout: 30_000 });
      await expect(app.device.getByRole('button', { name: 'Reload the page' })).toHaveCount(0);
    });
  });
});

test.describe('a browser that isolates the page but has no SharedArrayBuffer', () => {
  test.use({ serviceWorkers: 'block' });
  test('trains on one thread', async ({ page, app, site }) => {
    site.prepend('delete globalThis.SharedArrayBuffer;', /^worker-.*\.js$/);
    await app.open(site.url + WASM);
    expect(await isolated(page)).toBe(true);
    await app.train.click();
    expect(await app.testAccuracy()).toBeGreaterThan(0.05);
    await expect(app.device).toContainText('WebAssembly');
    await expect(app.device).toContainText(threads(1));
  });
});
