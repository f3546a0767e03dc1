// The views: each has an address and a title, opens by its link, by a key and by Back and Forward, and keeps its state.

import type { Catalogue } from '../src/ui/messages/catalogue.ts';
import { en } from '../src/ui/messages/en.ts';
import { zh } from '../src/ui/messages/zh.ts';
import type { View } from '../src/store/view.ts';
import { expect, test } from './fixtures.ts';
import { galleryNames, ON_WASM, percentages, TINY, VIEW_NAMES, type Playground } from './playground.ts';

const VIEWS = Object.keys(VIEW_NAMES) as View[];
/** Less data and no trial of engines, with values that are not the preset's. */
const CHANGED = `/?samples=300&epochs=1&batch=50&c1=3&lr=0.002${ON_WASM}`;

const titleOf = (view: View, { app, views }: Pick<Catalogue, 'app' | 'views'>) =>
  view === 'network' ? app.documentTitle : `${views[view]} · ${app.title}`;

const addressOf = (view: View) => (view === 'network' ? TINY + ON_WASM : `${TINY}${ON_WASM}&view=${view}`);

/** The page shows `view` and no other one. */
async function showsOnly(app: Playground, view: View): Promise<void> {
  const { page } = app;
  await app.shows(VIEW_NAMES[view]);
  await expect(page).toHaveTitle(titleOf(view, en));
  expect(new URL(page.url()).searchParams.get('view') ?? 'network').toBe(view);
  await expect(page.getByRole('navigation', { name: 'Views' }).locator('[aria-current]')).toHaveCount(1);
  for (const other of VIEWS) {
    await expect(app.content(VIEW_NAMES[other])).toHaveCount(other === view ? 1 : 0);
  }
}

test('every view opens by its address, also after a reload', async ({ page, app }) => {
  for (const view of VIEWS) {
    await test.step(view, async () => {
      await app.open(addressOf(view));
      await showsOnly(app, view);
      await expect(app.notices).toHaveCount(0);
      await page.reload();
      await showsOnly(app, view);
    });
  }
  await app.open(`${TINY}${ON_WASM}&view=nowhere`);
  await app.shows('Network');
  await expect(app.notices).toContainText('view=nowhere');
});

test('Back and Forward move between the views', async ({ page, app }) => {
  await app.open(TINY + ON_WASM);
  const walk: readonly View[] = ['network', 'gallery', 'setup', 'results'];
  for (const view of walk.slice(1)) await app.show(VIEW_NAMES[view]);
  for (const view of walk.slice(0, -1).toReversed()) {
    await page.goBack();
    await showsOnly(app, view);
  }
  for (const view of walk.slice(1)) {
    await page.goForward();
    await showsOnly(app, view);
  }
});

test('a link opens in a new tab, and the page stays where it is', async ({ page, app, context }) => {
  await app.open(TINY + ON_WASM);
  const opened = context.waitForEvent('page');
  await app.viewLink('Draw').click({ modifiers: ['ControlOrMeta'] });
  const other = await opened;
  await expect(other).toHaveTitle(titleOf('draw', en));
  await expect(other.getByRole('region', { name: en.panelTitles.drawing, exact: true })).toBeVisible();
  await other.close();
  await showsOnly(app, 'network');
  expect(await page.evaluate(() => history.length)).toBe(2);
});

test('Alt and a digit open each view', async ({ page, app }) => {
  await app.open(addressOf('setup'));
  for (const [i, view] of VIEWS.entries()) {
    await page.keyboard.press(`Alt+Digit${(i + 1) % 10}`);
    await showsOnly(app, view);
    await expect(app.viewLink(VIEW_NAMES[view])).toHaveAttribute('aria-keyshortcuts', `Alt+${(i + 1) % 10}`);
  }
  // Neither with Shift nor without Alt.
  await page.keyboard.press('Alt+Shift+Digit1');
  await page.keyboard.press('Digit1');
  await showsOnly(app, VIEWS.at(-1)!);
  // From a text field too.
  await app.show('Setup');
  await page.getByRole('textbox', { name: 'Seed' }).focus();
  await page.keyboard.press('Alt+Digit1');
  await showsOnly(app, 'network');
});

test('the state of a view stays while others are shown', async ({ app }) => {
  const drawn = app.drawing.getByRole('img', { name: 'What the network sees: 28×28', exact: true });
  await app.open(addressOf('draw'));
  await app.loaded();
  await app.drawing.getByRole('button', { name: 'Try an example' }).click();
  await expect(drawn).toBeVisible();
  const pixels = () => drawn.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await pixels();

  await app.show('Gallery');
  await app.gallery.getByRole('button', { name: 'Next page' }).click();
  await expect(app.gallery).toContainText('Page 2 of');
  await expect.poll(async () => app.gallery.getByRole('img').count()).toBeGreaterThan(0);

  await app.train.click();
  await app.testAccuracy();
  await app.show('Draw');
  expect(await pixels()).toBe(before);
  await expect.poll(async () => (await percentages(app.prediction)).length).toBe(10);
  const shares = await percentages(app.prediction);

  await app.show('Gallery');
  await expect(app.gallery).toContainText('Page 2 of');
  await app.show('Draw');
  expect(await percentages(app.prediction)).toEqual(shares);
  expect(await pixels()).toBe(before);
});

test('a cell of the matrix opens its images in the gallery, and Back leads to the matrix', async ({
  page,
  app,
}) => {
  await app.open(TINY + ON_WASM);
  await app.train.click();
  await app.testAccuracy();
  const learned = page.getByRole('region', { name: en.panelTitles.confusion, exact: true });
  const cell = learned.getByRole('button', { name: / predicted as .+: [1-9]/ }).first();
  const [, truth, predicted] = /^(.+) predicted as (.+): /.exec((await cell.getAttribute('aria-label'))!)!;
  await cell.click();
  await showsOnly(app, 'gallery');
  await expect(app.gallery.getByRole('heading', { name: en.panelTitles.gallery, exact: true })).toBeFocused();
  await expect.poll(async () => (await galleryNames(app.gallery)).length).toBeGreaterThan(0);
  for (const name of await galleryNames(app.gallery)) expect(name).toEqual({ predicted, truth });
  await page.goBack();
  await showsOnly(app, 'results');
  await expect(cell).toBeVisible();
});

test('the configuration of the link survives every change of the view', async ({ page, app }) => {
  await app.open(`${CHANGED}&view=setup`);
  const configOf = (address: string) => {
    const { searchParams } = new URL(address);
    searchParams.delete('view');
    return Object.fromEntries(searchParams);
  };
  const ofLink = configOf(page.url());
  expect(ofLink).toMatchObject({ c1: '3', lr: '0.002', samples: '300' });
  for (const view of VIEWS) {
    await app.show(VIEW_NAMES[view]);
    expect(configOf(page.url())).toEqual(ofLink);
    const href = await app.viewLink(VIEW_NAMES[view]).evaluate((link: HTMLAnchorElement) => link.href);
    expect(configOf(href)).toEqual(ofLink);
  }
  // A change belongs to the page, in whichever entry of the history it is.
  await app.show('Setup');
  const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
  await epochs.fill('7');
  await epochs.blur();
  await expect(page).toHaveURL(/[?&]epochs=7(&|$)/);
  await app.show('Results');
  await page.goBack();
  await app.shows('Setup');
  await expect(epochs).toHaveValue('7');
  await page.goBack();
  await app.shows('Sweep');
  expect(configOf(page.url())).toEqual({ ...ofLink, epochs: '7' });
});

test('the language and the theme of a link apply in every view', async ({ page, app }) => {
  for (const view of VIEWS) {
    await test.step(view, async () => {
      await page.goto(`${addressOf(view)}&lang=zh&theme=dark`);
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await expect(page).toHaveTitle(titleOf(view, zh));
      const link = page.getByRole('navigation', { name: zh.views.label }).locator('[aria-current=page]');
      await expect(link).toHaveText(zh.views[view]);
      await expect(page.getByRole('group', { name: zh.views[view], exact: true })).toBeVisible();
      await expect(page.getByRole('region', { name: zh.linkNotices.title, exact: true })).toHaveCount(0);
    });
  }
  await app.open(`${addressOf('gallery')}&lang=en&theme=light`);
  await showsOnly(app, 'gallery');
});
