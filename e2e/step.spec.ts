// One training step at a time, and a slow training, by mouse and by keyboard.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM, SMALL } from './playground.ts';

test('Step makes one step, Speed slows the run down, and both end where a plain run ends', async ({
  page,
  app,
}) => {
  const status = page.getByRole('status').filter({ hasText: /Paused|Training has started|Ready/ });
  const speed = (name: string) => app.speed.getByRole('radio', { name, exact: true });
  await app.open(SMALL + ON_WASM);

  await test.step('from idle, by mouse and by keyboard', async () => {
    await app.step.click();
    await expect(status).toHaveText('Paused after step 1.');
    await app.step.press('Enter');
    await expect(status).toHaveText('Paused after step 2.');
    await expect(app.step).toBeFocused();
    await app.step.press('Space');
    await expect(status).toHaveText('Paused after step 3.');
    await expect(app.resume).toBeEnabled();
  });

  await test.step('slow steps, which Pause and Step interrupt at once', async () => {
    await speed('1 per second').check();
    await app.resume.click();
    await expect(page.getByText(/^step [5-9] of 960$/)).toBeVisible({ timeout: 10_000 });
    await app.pause.click();
    await expect(status).toHaveText(/^Paused after step ([5-9]|1\d)\.$/);
    await speed('1 per second').focus();
    await page.keyboard.press('ArrowLeft');
    await expect(speed('10 per second')).toBeChecked();
    await app.resume.click();
    await expect(page.getByText(/^step [1-9]\d of 960$/)).toBeVisible();
    await app.step.click();
    await expect(status).toHaveText(/^Paused after step [1-9]\d\.$/);
    expect(new URL(page.url()).search).not.toMatch(/speed/);
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('the slow speed holds for the next run, and full speed ends it', async () => {
    await app.reset.click();
    await expect(speed('10 per second')).toBeChecked();
    await app.train.click();
    await expect(page.getByText(/^step ([3-9]|[1-9]\d) of 960$/)).toBeVisible({ timeout: 10_000 });
    await speed('Full').check();
    expect(await app.testAccuracy()).toBeGreaterThan(0.5);
  });
});
