// What is pressed stays in its place, and no text touches a button or is split where it is one thing.

import type { Locator } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { networkOf } from './network-page.ts';
import { LONG, ON_WASM, TINY } from './playground.ts';

const boxOf = async (part: Locator) => (await part.boundingBox())!;

/** Free pixels between a part and one below it, measured at once: images that arrive move both. */
async function gap(above: Locator, below: Locator): Promise<number> {
  const other = (await below.elementHandle())!;
  return above.evaluate(
    (first, second) => second.getBoundingClientRect().top - first.getBoundingClientRect().bottom,
    other,
  );
}

/** Lines of text of each element. */
const linesOf = (elements: Locator) =>
  elements.evaluateAll((found) =>
    found.map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    }),
  );

test('the button Pause takes the place of Train', async ({ page, app }) => {
  /** The places of two buttons at each width. */
  const placesOf = async (...buttons: Locator[]) => {
    const places: Record<string, { x: number; y: number }[]> = {};
    for (const width of [390, 760, 1100, 1280, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      // The layout of that width is rendered.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      places[`${width} px`] = await Promise.all(
        buttons.map((button) =>
          button.evaluate((element) => {
            const { x, y } = element.getBoundingClientRect();
            return { x: Math.round(x), y: Math.round(y) };
          }),
        ),
      );
    }
    return places;
  };
  await app.open(`${LONG}${ON_WASM}`);
  const before = await placesOf(app.train, app.step);
  await app.train.click();
  // It is there during a run only.
  await expect(page.getByRole('button', { name: 'Halve the learning rate' })).toBeVisible();
  await app.moving();
  expect(await placesOf(app.pause, app.step)).toEqual(before);
});

for (const width of [320, 560]) {
  test(`in a frame a second press of Train is one of Pause, ${width} wide`, async ({ page, app }) => {
    await page.setViewportSize({ width, height: 700 });
    await app.open(`/embed.html${LONG.slice(1)}${ON_WASM}`);
    // Its row of the strip goes once the images are verified.
    await expect(app.data).toHaveAttribute('aria-valuetext', /verified/);
    const { x, y, width: wide, height } = await boxOf(app.train);
    await app.train.click();
    await expect(page.getByRole('button', { name: 'Halve the learning rate' })).toBeVisible();
    await app.moving();
    const pause = await boxOf(app.pause);
    expect(Math.abs(pause.x + pause.width / 2 - (x + wide / 2))).toBeLessThan(pause.width / 2);
    expect(Math.abs(pause.y + pause.height / 2 - (y + height / 2))).toBeLessThan(pause.height / 2);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('text and buttons do not touch, sizes are not split, and the number has a name', async ({
    page,
    app,
  }) => {
    await app.open(`${TINY}${ON_WASM}`);
    const { region } = networkOf(page);
    const offer = page.getByRole('region', { name: 'Page tour' });
    const tour = offer.getByRole('button', { name: 'Take the tour' });
    const text = offer.getByText(/^Press Train, and LeNet-5 learns/);
    await expect(region).toBeVisible();
    expect(await gap(text, tour)).toBeGreaterThanOrEqual(8);
    expect(await gap(tour, region.getByRole('heading', { name: 'Network' }))).toBeGreaterThanOrEqual(12);
    const footer = page.getByRole('contentinfo');
    expect(
      await gap(footer.getByText(/^Built with/), footer.getByRole('button', { name: 'Take the tour' })),
    ).toBeGreaterThanOrEqual(8);

    const field = region.getByRole('textbox', { name: 'Test image number' });
    const name = await boxOf(region.getByText('Test image number', { exact: true }));
    const { x } = await boxOf(field);
    expect(name.width).toBeGreaterThan(60);
    expect(name.x + name.width).toBeLessThanOrEqual(x);

    const outputs = app.model.getByRole('cell', { name: /×/ }).filter({ hasNotText: /[a-z]/ });
    expect(await linesOf(outputs)).toEqual([1, 1, 1, 1, 1]);
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
    }
  });
});

test('beside a calculation no name of a class is cut, and each class has one line of its table', async ({
  page,
  app,
}) => {
  await app.open(`${TINY}${ON_WASM}`);
  const { output } = networkOf(page);
  await output.getByRole('button').last().click();
  // In both languages.
  const rows = page.locator('.calculation-softmax tr');
  await expect(rows).toHaveCount(11);
  for (const language of ['EN', '中文']) {
    await page.getByRole('radio', { name: language, exact: true }).check();
    for (const width of [1280, 1100]) {
      await page.setViewportSize({ width, height: 844 });
      const heights = await rows.evaluateAll((all) =>
        all.map((row) => row.clientHeight / Number.parseFloat(getComputedStyle(row).lineHeight)),
      );
      expect(Math.max(...heights)).toBeLessThan(2);
      const cut = await page.locator('.network-class').evaluateAll((buttons) =>
        buttons.filter((row) => {
          // As the most probable class and as the true one.
          row.classList.add('network-class-top', 'network-class-true');
          row.querySelector('.network-class-name + span')!.textContent = '88.8%';
          const name = row.querySelector<HTMLElement>('.network-class-name')!;
          const room = name.getBoundingClientRect().width;
          name.style.inlineSize = 'max-content';
          const needed = name.getBoundingClientRect().width;
          name.style.inlineSize = '';
          return needed > room;
        }),
      );
      expect(cut).toHaveLength(0);
    }
  }
});

test('the number of changes is one word in a narrow frame', async ({ page }) => {
  for (const width of [320, 390, 560, 640]) {
    await page.setViewportSize({ width, height: 600 });
    await page.goto(`/embed.html${TINY.slice(1)}${ON_WASM}`);
    const changes = page.getByText('3 changes', { exact: true });
    await expect(changes).toBeVisible();
    expect(await linesOf(changes)).toEqual([1]);
  }
});
