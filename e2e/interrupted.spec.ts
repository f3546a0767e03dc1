// Interruptions of a run by the browser: storage that is full or cleared, a crashed page, a frozen page, a screen that would
// turn off. The campaigns of `npm run test:faults` repeat them at random times.

import { SHORT_RUN, SHORT_RUN_HASH } from '../test/known-runs.ts';
import { expect, test } from './fixtures.ts';
import { frozenRun } from './frozen.ts';
import { LONG, ON_WASM } from './playground.ts';
import { weightsHash } from './weights-hash.ts';

const RUN = `/${SHORT_RUN}&threads=1`;

test('full storage: the page says so and offers the weights, and training goes on', async ({
  page,
  app,
  baseURL,
}) => {
  await app.open(RUN);
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: baseURL!, quotaSize: 1_000_000 });
  await app.train.click();
  const notice = page.getByRole('status').filter({ hasText: 'This run is not being saved' });
  await expect(notice).toContainText('is full', { timeout: 30_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    notice.getByRole('button', { name: 'Download the best weights so far' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.safetensors$/);
  expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
});

test('cleared site data: the run is saved again', async ({ page, app, baseURL }) => {
  await app.open(RUN);
  await app.train.click();
  await expect(page.getByText(/saved up to step/)).toBeVisible({ timeout: 30_000 });
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: baseURL!, storageTypes: 'all' });
  expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
  await expect(page.getByText('This run is not being saved')).toBeHidden();
  await page.reload();
  expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
});

test('the run of a crashed page is resumed by the next page', async ({ page, app }) => {
  await app.open(RUN);
  await app.train.click();
  await expect(page.getByText(/saved up to step/)).toBeVisible({ timeout: 30_000 });
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await page.context().newPage();
  await next.goto(RUN);
  const notice = next.getByRole('region', { name: 'You have a saved run' });
  await notice.getByRole('button', { name: /^Resume from epoch/ }).click();
  expect(await weightsHash(next)).toBe(SHORT_RUN_HASH);
});

test('a frozen page continues its run when it is thawed', async ({ baseURL }) => {
  const address = new URL(RUN, baseURL).href;
  const { weights } = await frozenRun(address, 0.3, 2000);
  expect(weights).toBe(SHORT_RUN_HASH);
});

test('the screen stays on while a run trains, and only then', async ({ page, app }) => {
  await page.addInitScript(() => {
    const locks: WakeLockSentinel[] = [];
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (type) => {
      const lock = await request(type);
      locks.push(lock);
      return lock;
    };
    Object.assign(window, { locks });
  });
  const held = () =>
    page.evaluate(
      () =>
        (window as unknown as { locks: WakeLockSentinel[] }).locks.filter((lock) => !lock.released).length,
    );
  await app.open(LONG + ON_WASM);
  expect(await held()).toBe(0);
  await app.train.click();
  await expect.poll(held).toBe(1);
  await app.pause.click();
  await expect.poll(held).toBe(0);
  await app.resume.click();
  await expect.poll(held).toBe(1);
  await app.stop.click();
  await app.testAccuracy();
  await expect.poll(held).toBe(0);
});
