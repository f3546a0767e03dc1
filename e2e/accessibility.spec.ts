// axe finds nothing before, during and after training, in both themes, on a phone and on a desk; the page fits its width;
// and the whole job can be done by keyboard.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LONG, ON_WASM, percentages, TINY } from './playground.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`no violations, and no scrolling sideways: ${theme}`, async ({ page, app }) => {
    const check = async (state: string) => {
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        await test.step(`${state}, ${width} px`, async () => {
          expect(await axeViolations(page)).toEqual([]);
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(beyond).toBeLessThanOrEqual(0);
        });
      }
    };
    await app.open(`${LONG}${ON_WASM}&theme=${theme}`);
    await check('idle');
    await app.train.click();
    await app.moving();
    await check('training');
    await app.stop.click();
    await app.testAccuracy();
    await check('finished');
  });
}

test('the whole job by keyboard', async ({ page, app }) => {
  await app.open(TINY + ON_WASM);
  /** Tabs on until the element has the focus; a person would do no other. */
  const reach = async (target: typeof app.train) => {
    for (let presses = 0; presses < 200; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('not reached with 200 presses of Tab');
  };
  await reach(app.train);
  await page.keyboard.press('Enter');
  await app.testAccuracy();

  await reach(app.canvas);
  await page.keyboard.press('Space');
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await percentages(app.prediction)).length).toBe(10);

  await reach(app.download);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe('lenet5-fashion-mnist-best.safetensors');
});
