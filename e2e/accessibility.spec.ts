// axe finds no violation in any view before, during and after training, in both themes, at phone and desktop width; no view
// scrolls sideways; every task can be done by keyboard.

import type { Locator } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { finishedRun } from './network-page.ts';
import { LONG, ON_WASM, percentages, VIEW_NAMES, type ViewName } from './playground.ts';

for (const width of [390, 1280]) {
  test(`no violations, and no scrolling sideways, light and dark: ${width} px`, async ({ page, app }) => {
    // Every view is checked three times in each theme.
    test.slow();
    await page.setViewportSize({ width, height: 844 });
    const themes = page.getByRole('group', { name: 'Theme', exact: true });
    const checkViews = async (state: string) => {
      for (const view of Object.values(VIEW_NAMES)) {
        await app.show(view);
        for (const theme of ['Light', 'Dark']) {
          await test.step(`${state}, ${view}, ${theme}`, async () => {
            await themes.getByRole('radio', { name: theme, exact: true }).check();
            expect(await axeViolations(page)).toEqual([]);
            const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect(beyond).toBeLessThanOrEqual(0);
          });
        }
      }
    };
    await app.open(LONG + ON_WASM);
    await checkViews('idle');
    await app.train.click();
    await app.show('Results');
    // From the second epoch on the class scores show their changes.
    await expect(app.log.getByRole('row').nth(2)).toBeVisible({ timeout: 40_000 });
    await app.speed.getByRole('radio', { name: '10 per second' }).check();
    await checkViews('training');
    await app.stop.click();
    await app.testAccuracy();
    await checkViews('finished');
  });
}

test('nothing scrolls sideways at 320 px, which is 1280 px at four times its size', async ({ page, app }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await finishedRun(app);
  for (const language of ['EN', '中文']) {
    await page.getByRole('radio', { name: language, exact: true }).check();
    for (const link of await page.locator('nav').getByRole('link').all()) {
      await link.click();
      await expect(page.locator('.view:visible').getByRole('region').first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    }
  }
});

test('the whole job by keyboard', async ({ page, app }) => {
  await app.open(`/?samples=2000&epochs=3&batch=50&activation=relu&pooling=max&lr=0.003${ON_WASM}`);
  /** Presses Tab until the element has the focus. */
  const reach = async (target: Locator) => {
    for (let presses = 0; presses < 250; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${target} was not reached with 250 presses of Tab`);
  };
  const regionOf = (name: string) => page.getByRole('region', { name, exact: true });
  /** Opens a view by Tab and Enter. */
  const showByKeyboard = async (view: ViewName) => {
    await reach(app.viewLink(view));
    await page.keyboard.press('Enter');
    await app.shows(view);
  };

  await test.step('train', async () => {
    await reach(app.train);
    await page.keyboard.press('Enter');
    await showByKeyboard('Results');
    await app.shownAccuracy();
  });

  await test.step('a cell of the matrix opens its images, and their next page', async () => {
    await reach(page.getByRole('button', { name: /^T-shirt\/top classified correctly: / }));
    await page.keyboard.press('Enter');
    await expect(app.gallery.getByRole('heading', { name: 'Test gallery' })).toBeFocused();
    await reach(app.gallery.getByRole('button', { name: 'Next page' }));
    await page.keyboard.press('Enter');
    await expect(app.gallery).toContainText('Page 2 of');
  });

  await test.step('draw with another tool', async () => {
    await page.keyboard.press('Alt+Digit5');
    await app.shows('Draw');
    await reach(app.canvas);
    await page.keyboard.press('Space');
    for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
    for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(async () => (await percentages(app.prediction)).length).toBe(10);
    await reach(app.drawing.getByRole('radio', { name: 'Line', exact: true }));
    await page.keyboard.press('ArrowRight');
    await expect(app.drawing.getByRole('radio', { name: 'Filled shape', exact: true })).toBeChecked();
  });

  await test.step('a value of the network, and occlusion sensitivity', async () => {
    await showByKeyboard('Network');
    const network = regionOf('Network');
    const c3 = network.getByRole('group', { name: 'Outputs of c3', exact: true });
    await expect(c3.getByRole('button')).toHaveCount(16);
    await reach(c3.getByRole('button').first());
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Enter');
    await expect(network.getByRole('region', { name: 'Calculation', exact: true })).toContainText(/= \S+$/);
    await page.keyboard.press('Escape');
    await expect(c3.getByRole('button').nth(1)).toBeFocused();
    await reach(network.getByRole('checkbox', { name: 'Key areas (occlusion)' }));
    await page.keyboard.press('Space');
    await expect(
      network.getByRole('img', { name: /^(Covering the .+ hurts most|No single small area decides)/ }),
    ).toBeVisible();
  });

  await test.step('the challenge', async () => {
    await showByKeyboard('Challenge');
    const challenge = regionOf('Beat the model');
    await reach(challenge.getByRole('button', { name: 'Start' }));
    await page.keyboard.press('Enter');
    for (let image = 1; image <= 20; image++) {
      await expect(challenge).toContainText(`Image ${image} of 20`);
      await page.keyboard.press('1');
    }
    await expect(challenge).toContainText(/\d+ of 20 correct/);
  });

  await test.step('back to the mistakes, and the file', async () => {
    await page.keyboard.press('Alt+Digit4');
    await app.shows('Gallery');
    const mistakes = regionOf('Most confident mistakes');
    await reach(mistakes.getByRole('button', { name: 'Find the most similar training images' }));
    await page.keyboard.press('Enter');
    await expect(mistakes).toContainText('Compared with');
    await page.keyboard.press('Alt+Digit3');
    await app.shows('Results');
    await reach(app.download);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('lenet5-fashion-mnist-best.safetensors');
  });
});
