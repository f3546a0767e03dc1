// A person's data with 36 classes, the digits and letters: dropped, trained with the page's own settings, and shown in every
// view, by keyboard, on a phone and in Chinese.

import type { Locator, Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { dropGlyphs, glyphZip, GLYPHS, IMAGES_OF_GLYPH } from './glyphs.ts';
import { networkOf, resultOf } from './network-page.ts';
import {
  galleryNames,
  ON_WASM,
  percentages,
  readPercentages,
  VIEW_NAMES,
  type Playground,
  type ViewName,
} from './playground.ts';

const CLASSES = GLYPHS.length;
const TEST_IMAGES = (CLASSES * IMAGES_OF_GLYPH) / 5;
const TRAINING_IMAGES = CLASSES * IMAGES_OF_GLYPH - TEST_IMAGES;
/** Of so many classes the lists of probabilities name the most probable ones. */
const LISTED = 8;

const dataSet = (page: Page) => page.getByRole('region', { name: 'Data set', exact: true });
const applyButton = (page: Page) => dataSet(page).getByRole('button', { name: 'Use this data', exact: true });
const matrixOf = (page: Page) => page.getByRole('table', { name: /^Confusion matrix/ });

const LINK = `/?view=data${ON_WASM}`;

/** From the drop to the test accuracy. */
async function trained(app: Playground): Promise<number> {
  const { page } = app;
  await app.open(LINK);
  await dropGlyphs(page);
  await applyButton(page).click();
  // Train waits for the data.
  await app.train.click();
  return app.testAccuracy();
}

/** Whether the middle of an element is what is seen there. */
const isSeen = (element: Locator) =>
  element.evaluate((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });

/** Whether all of a text has its place. */
const isWhole = (element: Locator) =>
  element.evaluate((one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight);

const pixelsBeyond = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('36 classes from the drop to every view', async ({ page, app }) => {
  test.slow();
  const set = dataSet(page);

  await test.step('Data: what was dropped', async () => {
    await app.open(LINK);
    await dropGlyphs(page);
    await expect(set).toContainText(
      `${CLASSES} classes: ${TRAINING_IMAGES.toLocaleString('en')} training and ${TEST_IMAGES} test images`,
    );
    await expect(set.getByRole('row')).toHaveCount(CLASSES + 1);
    // On it, though it was below the screen.
    await expect(set.getByRole('heading', { name: 'Data set' })).toBeFocused();
    await expect(applyButton(page)).toBeInViewport();
    await expect(set.getByRole('row', { name: /^0 32 8 / })).toBeInViewport();
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('Data: in use', async () => {
    await applyButton(page).click();
    await expect(set).toContainText('glyphs');
    await app.loaded();
    await expect(set.getByRole('img')).toHaveCount(CLASSES);
    await expect(set.getByRole('rowheader')).toHaveText(GLYPHS);
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('One step', async () => {
    await app.show('One step');
    const step = page.getByRole('region', { name: 'One step', exact: true });
    await step.getByRole('button', { name: 'Train one step' }).click();
    await expect(step).toContainText(/Step 1: \d+ images/);
    await expect(step.getByRole('region', { name: 'Calculation', exact: true })).toContainText(/= −?\d/);
    await expect(step.getByRole('button', { name: /^Image \d/ }).first()).toContainText(/\b[0-9A-Z]\b/);
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('Results', async () => {
    await app.resume.click();
    expect(await app.testAccuracy()).toBeGreaterThan(0.8);
    const matrix = matrixOf(page);
    await expect(matrix.getByRole('row')).toHaveCount(CLASSES + 1);
    await expect(matrix.getByRole('button')).toHaveCount(CLASSES ** 2);
    await expect(page.getByRole('table', { name: 'Scores by class' }).getByRole('row')).toHaveCount(
      CLASSES + 2,
    );
    // Scrolled to its last cell, it still shows what its row and column are.
    const corner = matrix.getByRole('button', { name: /^Z classified correctly/ });
    await page.locator('.matrix-scroll').evaluate((scroll) => {
      scroll.scrollIntoView({ block: 'end' });
      scroll.scrollTo(scroll.scrollWidth, scroll.scrollHeight);
    });
    for (const header of ['rowheader', 'columnheader'] as const) {
      const last = matrix.getByRole(header, { name: 'Z', exact: true });
      expect(await isSeen(last)).toBe(true);
      expect(await isWhole(last.locator('.class-name'))).toBe(true);
      expect(await isSeen(matrix.getByRole(header, { name: '0', exact: true }))).toBe(false);
    }
    expect(await isSeen(corner)).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('Gallery', async () => {
    await app.show('Gallery');
    const { gallery } = app;
    await gallery.getByRole('combobox', { name: 'True class' }).selectOption('Q');
    await expect(gallery).toContainText(`${TEST_IMAGES / CLASSES} images`);
    await expect(gallery.getByRole('img')).toHaveCount(TEST_IMAGES / CLASSES);
    expect(new Set((await galleryNames(gallery)).map(({ truth }) => truth))).toEqual(new Set(['Q']));
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('Network: a listed probability opens', async () => {
    await app.show('Network');
    const { region, calculation } = networkOf(page);
    await region.scrollIntoViewIfNeeded();
    const output = region.getByRole('group', { name: `Probabilities of the ${CLASSES} classes` });
    await expect.poll(async () => (await percentages(output)).length).toBe(LISTED);
    const second = output.getByRole('button').nth(1);
    const text = (await second.textContent())!;
    await second.click();
    await expect(calculation).toContainText(`Probability: ${text[0]}`);
    await expect(calculation).toContainText(`${CLASSES - LISTED} others`);
    expect(Math.abs((await resultOf(calculation)) - readPercentages(text.slice(1))[0]! / 100)).toBeLessThan(
      0.0006,
    );
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('Draw', async () => {
    await app.show('Draw');
    await page.getByRole('button', { name: 'Try an example' }).click();
    const { prediction } = app;
    // One for each listed class, and one for the others.
    await expect.poll(async () => (await percentages(prediction)).length).toBe(LISTED + 1);
    await expect(prediction).toContainText(`${CLASSES - LISTED} more classes`);
    const texts = await prediction.locator('.prediction-percent').allTextContents();
    const listed = texts.slice(0, LISTED).flatMap(readPercentages);
    expect(listed).toEqual(listed.toSorted((a, b) => b - a));
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('Challenge', async () => {
    await app.show('Challenge');
    const challenge = page.getByRole('region', { name: 'Beat the model' });
    await challenge.getByRole('button', { name: 'Start' }).click();
    const answers = challenge.getByRole('list', { name: 'Your answer' }).getByRole('button');
    await expect(answers).toHaveText(GLYPHS);
    expect(await axeViolations(page)).toEqual([]);
    await answers.last().click();
    await expect(challenge).toContainText('Image 2 of 20');
    await challenge.getByRole('searchbox', { name: 'Find a class' }).fill('q');
    await expect(answers).toHaveText(['Q']);
    for (let image = 2; image <= 20; image++) {
      await expect(challenge).toContainText(`Image ${image} of 20`);
      await challenge.getByRole('searchbox').fill('q');
      await page.keyboard.press('Enter');
    }
    await expect(challenge).toContainText(/\d+ of 20 correct/);
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('Setup', async () => {
    await app.show('Setup');
    await expect(page.getByRole('textbox', { name: /^Images/ })).toHaveValue(String(TRAINING_IMAGES));
    expect(await axeViolations(page)).toEqual([]);
  });
});

test('36 classes by keyboard alone', async ({ page, app }) => {
  test.slow();
  /** Presses Tab until the element has the focus. */
  const reach = async (target: Locator) => {
    for (let presses = 0; presses < 120; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${target} was not reached with 120 presses of Tab`);
  };
  const showByKeyboard = async (view: ViewName) => {
    await reach(app.viewLink(view));
    await page.keyboard.press('Enter');
    await app.shows(view);
  };
  await app.open(`/?${ON_WASM.slice(1)}`);
  const zip = await glyphZip(page);

  await test.step('choose the files, and use them', async () => {
    // Waited for early, since the browser hears of it in the background.
    const choosing = page.waitForEvent('filechooser');
    await showByKeyboard('Data');
    await reach(page.getByLabel('Choose files'));
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(zip);
    await expect(applyButton(page)).toBeEnabled();
    await reach(applyButton(page));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/[?&]data=[0-9a-f]{12}/);
    await app.loaded();
  });

  await test.step('train', async () => {
    await reach(app.train);
    await page.keyboard.press('Enter');
    await showByKeyboard('Results');
    expect(await app.shownAccuracy()).toBeGreaterThan(0.8);
  });

  await test.step('a far cell of the matrix opens its images', async () => {
    const matrix = matrixOf(page);
    await reach(matrix.getByRole('button').first());
    for (let press = 1; press < CLASSES; press++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const corner = matrix.getByRole('button', { name: /^Z classified correctly: [1-9]/ });
    await expect(corner).toBeFocused();
    await expect(corner).toBeInViewport();
    expect(await isSeen(corner)).toBe(true);
    await page.keyboard.press('Home');
    const first = matrix.getByRole('button', { name: /^Z predicted as 0/ });
    await expect(first).toBeFocused();
    // Beside the names that stay in place.
    expect(await isSeen(first)).toBe(true);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(app.gallery.getByRole('heading', { name: 'Test gallery' })).toBeFocused();
    expect(new Set((await galleryNames(app.gallery)).map(({ truth }) => truth))).toEqual(new Set(['Z']));
  });

  await test.step('a probability of the network opens', async () => {
    await showByKeyboard('Network');
    const { region, calculation } = networkOf(page);
    const output = region.getByRole('group', { name: `Probabilities of the ${CLASSES} classes` });
    await reach(output.getByRole('button').first());
    await page.keyboard.press('Enter');
    await resultOf(calculation);
    await page.keyboard.press('Escape');
    await expect(output.getByRole('button').first()).toBeFocused();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('36 classes: nothing scrolls sideways, no violations in English and Chinese', async ({
    page,
    app,
  }) => {
    test.slow();
    await trained(app);
    for (const language of ['EN', '中文']) {
      await page.getByRole('radio', { name: language, exact: true }).check();
      const links = page.locator('nav').getByRole('link');
      await expect(links).toHaveCount(Object.keys(VIEW_NAMES).length);
      for (const link of await links.all()) {
        const view = (await link.textContent())!;
        await test.step(`${language}, ${view}`, async () => {
          await link.click();
          await expect(page.locator('.view:visible').getByRole('region').first()).toBeVisible();
          expect(await axeViolations(page)).toEqual([]);
          expect(await pixelsBeyond(page)).toBeLessThanOrEqual(0);
        });
      }
    }
  });

  test('what was dropped and its use, in Chinese', async ({ page }) => {
    await page.goto(`${LINK}&lang=zh`);
    await page.locator('.data-drop input').setInputFiles(await glyphZip(page));
    const use = page.getByRole('button', { name: '使用这些数据', exact: true });
    await expect(use).toBeInViewport();
    await expect(page.locator('.data-classes tbody tr')).toHaveCount(CLASSES);
    expect(await pixelsBeyond(page)).toBeLessThanOrEqual(0);
    expect(await axeViolations(page)).toEqual([]);
    await use.click();
    await expect(page.locator('.data-in-use')).toContainText('36 个类别');
    expect(await pixelsBeyond(page)).toBeLessThanOrEqual(0);
    expect(await axeViolations(page)).toEqual([]);
  });
});
