// Training begins when the first images are here, while the page waits for the others.

import type { Page } from 'playwright/test';
import { FIRST_EPOCH, FIRST_EPOCH_HASH } from '../test/known-runs.ts';
import { expect, test } from './fixtures.ts';
import { axeViolations } from './axe.ts';
import { weightsHash } from './weights-hash.ts';

const FIRST_SHARDS = /train-0|test/;

/** Holds back the shards but the first training shard and the test set; the function that is returned lets them through. */
async function holdShards(page: Page): Promise<() => void> {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/data/*.bin', async (route) => {
    if (!FIRST_SHARDS.test(route.request().url())) await released;
    await route.continue();
  });
  return release;
}

test('a run begins with the first 10,000 images, and ends with the weights of every line', async ({
  page,
  app,
}) => {
  const release = await holdShards(page);
  await app.open(FIRST_EPOCH);
  await app.train.click();
  const run = page.getByRole('region', { name: 'Run', exact: true });
  // The share of the first shard in the training images.
  await expect(run).toContainText(/step 2\d\d of 1,500/, { timeout: 30_000 });
  await expect(run).toContainText('Training with the first images.');
  await expect(run).toContainText(/\d MB of \d/);
  await expect(app.training).not.toHaveAttribute('aria-valuenow', '0');
  expect(await axeViolations(page)).toEqual([]);
  await app.pause.click();
  await expect(run).toContainText('saved up to step 2');
  await app.resume.click();
  release();
  expect(await weightsHash(page)).toBe(FIRST_EPOCH_HASH);
});

test('images that can’t be loaded later: the file is named, and the run resumes', async ({ page, app }) => {
  test.slow();
  let served = false;
  await page.route('**/data/*.bin', async (route) => {
    if (served || FIRST_SHARDS.test(route.request().url())) await route.continue();
    else await route.fulfill({ status: 404 });
  });
  await app.open(FIRST_EPOCH);
  await app.train.click();
  const failure = page.getByRole('alert');
  await expect(failure).toContainText(/train-\d/, { timeout: 60_000 });
  await expect(failure).toContainText(
    /The run is saved up to step 2\d\d. Trying again resumes it from there./,
  );
  served = true;
  await failure.getByRole('button', { name: 'Try again' }).click();
  expect(await weightsHash(page)).toBe(FIRST_EPOCH_HASH);
});
