// Panels whose code or style sheet can't be loaded say so in their own place, while a run goes on, and can be tried again.

import type { Locator, Page, Route } from 'playwright/test';
import type { View } from '../src/store/view.ts';
import { en } from '../src/ui/messages/en.ts';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LONG, ON_WASM, TINY, VIEW_NAMES, type Playground } from './playground.ts';

const words = en.panel.failed;
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** What takes the place of a panel in `place`. */
const failure = (place: Locator) => place.getByRole('status').filter({ hasText: words.load });
const retry = (place: Locator) => place.getByRole('button', { name: words.retry, exact: true });
const reload = (place: Locator) => place.getByRole('button', { name: words.reload, exact: true });

interface LazyPart {
  /** The view that loads it; null for a part beside every view. */
  view: View | null;
  /** How the file's name begins and ends. */
  files: RegExp;
  places: (page: Page) => Locator[];
  /** Stands in the place only where the panel could be loaded. */
  loaded: (place: Locator) => Locator;
  /** Null for a part of another panel: it has no heading of its own. */
  heading: string | null;
}

const script = (name: string) => new RegExp(`/assets/${name}-[^/]*\\.js$`);
const panel = (name: string, view: View, heading: string, loaded: LazyPart['loaded']): [string, LazyPart] => [
  name,
  { view, files: script(name), places: (page) => [region(page, heading)], loaded, heading },
];

const PARTS: Record<string, LazyPart> = Object.fromEntries([
  panel('confusion', 'results', en.panelTitles.confusion, (place) => place.getByRole('table').first()),
  panel('drawing', 'draw', en.panelTitles.drawing, (place) => place.locator('canvas').first()),
  panel('gallery', 'gallery', en.panelTitles.gallery, (place) => place.getByRole('list')),
  panel('network', 'network', en.panelTitles.network, (place) => place.getByRole('group').first()),
  panel('step', 'step', en.panelTitles.step, (place) => place.getByText(en.step.empty)),
  panel('challenge', 'challenge', en.panelTitles.challenge, (place) =>
    place.getByRole('button', { name: en.challenge.start }),
  ),
]);

const plots = (page: Page) => [region(page, en.charts.loss), region(page, en.charts.accuracy)];
Object.assign(PARTS, {
  plot: {
    view: null,
    files: script('plot'),
    places: plots,
    loaded: (place) => place.locator('svg').first(),
    heading: null,
  },
  'class curves': {
    view: 'results',
    files: script('class-curves'),
    places: (page) => [region(page, en.panelTitles.confusion)],
    loaded: (place) => place.getByRole('group', { name: en.classCurves.highlight }),
    heading: null,
  },
  'the gallery’s style sheet': {
    view: 'gallery',
    files: /\/assets\/gallery-[^/]*\.css$/,
    places: (page) => [region(page, en.panelTitles.gallery)],
    loaded: (place) => place.getByRole('list'),
    heading: en.panelTitles.gallery,
  },
} satisfies Record<string, LazyPart>);

const GALLERY = `${LONG}${ON_WASM}&view=gallery`;

const abort = (route: Route) => route.abort('failed');

async function trainOn(app: Playground): Promise<void> {
  await app.train.click();
  await app.moving();
}

/** The run makes more steps. */
async function goesOn(app: Playground): Promise<void> {
  const before = await app.progress();
  await expect.poll(() => app.progress(), { timeout: 30_000 }).toBeGreaterThan(before);
}

test.use({ expectedProblems: [/Failed to load resource/] });

for (const [name, { view, files, places, loaded, heading }] of Object.entries(PARTS)) {
  test(`${name} can't be loaded: it says so, the run goes on, and another try loads it`, async ({
    page,
    app,
  }) => {
    let requests = 0;
    await page.route(files, (route) => {
      requests++;
      return abort(route);
    });
    await app.open(`${LONG}${ON_WASM}&view=${view ?? 'draw'}`);
    await trainOn(app);
    for (const place of places(page)) {
      // The curves of the classes have a place once an epoch is done.
      await expect(failure(place)).toContainText(words.file, { timeout: 60_000 });
      await expect(loaded(place)).toHaveCount(0);
    }
    // Everything else stands: one notice for each place, and no more.
    await expect(page.getByText(words.load)).toHaveCount(places(page).length);
    await expect(app.device).toBeVisible();
    const [first] = places(page) as [Locator];
    let before = requests;
    await app.show('Setup');
    await expect(region(page, en.config.title)).toBeVisible();
    // A view that is shown again tries again by itself.
    if (view) {
      await app.show(VIEW_NAMES[view]);
      await expect.poll(() => requests).toBeGreaterThan(before);
      await expect(failure(first)).toContainText(words.afterRun);
    }

    // A try that fails again says so, and offers a reload for the time after the run.
    before = requests;
    await retry(first).click();
    await expect.poll(() => requests).toBeGreaterThan(before);
    await expect(failure(first)).toContainText(words.afterRun);
    await expect(reload(first)).toBeDisabled();

    await page.unroute(files);
    for (const place of places(page)) {
      await retry(place).click();
      await expect(loaded(place)).toBeVisible();
      await expect(failure(place)).toHaveCount(0);
    }
    if (heading !== null) {
      await expect(page.getByRole('heading', { name: heading, exact: true })).toBeFocused();
    }
    await goesOn(app);
  });
}

test('the style sheet that came with another try is in use', async ({ page, app }) => {
  const style = /\/assets\/gallery-[^/]*\.css$/;
  await page.route(style, abort);
  await app.open(GALLERY);
  await expect(failure(app.gallery)).toBeVisible();
  await page.unroute(style);
  await retry(app.gallery).click();
  await expect(app.gallery.getByRole('list')).toHaveCSS('display', 'grid');
});

test('panels that share a file that is missing are loaded one after the other', async ({ page, app }) => {
  // The images of the gallery, the mistakes and the challenge are drawn by one part.
  const shared = script('grey-image');
  await page.route(shared, abort);
  await app.open(GALLERY);
  const challenge = region(page, en.panelTitles.challenge);
  const mistakes = region(page, en.panelTitles.mistakes);
  for (const place of [app.gallery, mistakes]) await expect(failure(place)).toBeVisible();
  await app.show('Challenge');
  await expect(failure(challenge)).toBeVisible();
  await page.unroute(shared);
  await retry(challenge).click();
  await expect(challenge.getByRole('button', { name: en.challenge.start })).toBeVisible();
  // A view that is shown again tries again by itself.
  await app.show('Gallery');
  await expect(app.gallery.getByRole('list')).toBeVisible();
  // Nothing is shown of mistakes before a final score.
  await expect(mistakes).toHaveCount(0);
});

test('the mistakes can’t be loaded: a run ends without them, and another try loads them', async ({
  page,
  app,
}) => {
  const mistakes = script('mistakes');
  const place = region(page, en.panelTitles.mistakes);
  await page.route(mistakes, abort);
  await app.open(`${TINY}${ON_WASM}&view=gallery`);
  await expect(failure(place)).toBeVisible();
  await app.train.click();
  await expect(app.finished).toBeVisible({ timeout: 60_000 });
  await page.unroute(mistakes);
  await retry(place).click();
  await expect(place.getByRole('list')).toBeVisible();
  await expect(page.getByRole('heading', { name: en.panelTitles.mistakes, exact: true })).toBeFocused();
});

test('the tour can’t be loaded: its place says so and takes the focus', async ({ page, app }) => {
  const tour = script('tour');
  await page.route(tour, abort);
  await app.open(LONG + ON_WASM);
  await page.getByRole('button', { name: en.tourOffer.start }).first().click();
  const place = region(page, en.panelTitles.tour).filter({ has: page.getByRole('heading') });
  await expect(failure(place)).toBeInViewport();
  await expect(place.getByRole('heading')).toBeFocused();
  await trainOn(app);
  await page.unroute(tour);
  await retry(place).click();
  await expect(page.getByRole('button', { name: en.tour.next, exact: true })).toBeVisible();
});

test('without a network the panels name it, and come by themselves once it is back', async ({
  page,
  app,
  context,
}) => {
  const late = /\/assets\/(gallery|drawing)-[^/]*\.js$/;
  await page.route(late, async (route) => {
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await app.open(GALLERY);
  await expect(failure(app.gallery)).toContainText(words.network);
  await app.show('Draw');
  await expect(failure(app.drawing)).toContainText(words.network);
  await page.unroute(late);
  await context.setOffline(false);
  await expect(app.canvas).toBeVisible();
  await app.show('Gallery');
  await expect(app.gallery.getByRole('list')).toBeVisible();
});

test('an old tab whose files were replaced offers a reload once the run has ended', async ({ page, app }) => {
  const gallery = script('gallery');
  await page.route(gallery, (route) => route.fulfill({ status: 404, body: 'not found' }));
  await app.open(GALLERY);
  // What the page's own script asks for, and no navigation.
  const next = /\/$/;
  await page.route(next, (route) => route.fulfill({ contentType: 'text/html', body: '<title>next</title>' }));
  await trainOn(app);
  await retry(app.gallery).click();
  await expect(failure(app.gallery)).toContainText(words.updated);
  await expect(reload(app.gallery)).toBeDisabled();
  expect(await axeViolations(page)).toEqual([]);
  await reload(app.gallery).click({ force: true });
  await goesOn(app);

  await app.stop.click();
  await app.testAccuracy();
  // The view tries again by itself when it is shown: in vain, once more.
  const compared = page.waitForResponse(next);
  await app.show('Gallery');
  await compared;
  await page.unroute(next);
  await page.unroute(gallery);
  await reload(app.gallery).click();
  await expect(app.gallery.getByRole('list')).toBeVisible();
});

test.describe('a panel that throws while it renders', () => {
  test.use({ expectedProblems: [/Failed to load resource|the gallery is broken/] });
  test('says so in its place, and the run goes on', async ({ page, app }) => {
    await page.route(script('gallery'), async (route) => {
      const response = await route.fetch();
      const code = await response.text();
      expect(code).toMatch(/export\{\w+ as Gallery\}/);
      const body = code.replace(
        /export\{\w+ as Gallery\}/,
        'function Broken(){throw new Error("the gallery is broken")}export{Broken as Gallery}',
      );
      await route.fulfill({ response, body });
    });
    await app.open(GALLERY);
    await trainOn(app);
    const notice = app.gallery.getByRole('status');
    await expect(notice).toContainText(words.error);
    await expect(notice).toContainText('the gallery is broken');
    await expect(reload(app.gallery)).toHaveCount(0);
    await retry(app.gallery).click();
    await expect(notice).toContainText(words.afterRun);
    await expect(reload(app.gallery)).toBeDisabled();
    await goesOn(app);
  });
});
