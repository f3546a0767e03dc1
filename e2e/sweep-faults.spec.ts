// A sweep whose worker throws, and one that another tab sees.

import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { ended, LONG, OFTEN_SAVED, OFTEN_SAVED_STEPS, sweepView } from './sweep-view.ts';

/** Runs in the page: the steps of all members in storage. */
async function readSavedSteps(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('lenet-playground-sweep');
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error));
  });
  const members = await new Promise<{ checkpoint: { step: number } }[]>((resolve, reject) => {
    const reading = database.transaction('members').objectStore('members').getAll();
    reading.addEventListener('success', () => resolve(reading.result));
    reading.addEventListener('error', () => reject(reading.error));
  });
  database.close();
  return members.reduce((sum, { checkpoint }) => sum + checkpoint.step, 0);
}

/** Percent of the sweep OFTEN_SAVED that storage has, rounded as the page rounds it. */
const savedPercent = async (page: Page) =>
  Math.round((1000 * (await page.evaluate(readSavedSteps))) / OFTEN_SAVED_STEPS) / 10;

/** Resolves once the worker is gone. */
async function throwInWorker(page: Page): Promise<void> {
  // Its threads are in this list too, and those of the worker before it may be.
  const worker = page.workers().findLast((one) => one.url().includes('/assets/worker-'));
  const closed = worker!.waitForEvent('close');
  await worker!.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of memory');
    });
  });
  await closed;
}

test.describe('a worker', () => {
  test.use({ expectedProblems: [/uncaught: |console: .*Uncaught/] });

  test('that throws is replaced and the sweep resumes, after the third time when the person asks for it', async ({
    page,
    app,
  }) => {
    const sweep = sweepView(page);
    await app.open(OFTEN_SAVED);
    await sweep.start.click();
    await expect(sweep.results).toContainText(/threads?/, { timeout: 60_000 });
    let saved = 0;
    for (let loss = 1; loss <= 3; loss++) {
      await expect.poll(() => savedPercent(page), { timeout: 60_000 }).toBeGreaterThan(saved);
      saved = await savedPercent(page);
      await throwInWorker(page);
      if (loss === 3) {
        const notice = page.getByRole('alert').filter({ hasText: 'The background worker stopped' });
        await expect(notice).toContainText('Trying again resumes the sweep from what was saved of it.');
        await notice.getByRole('button', { name: 'Try again' }).click();
        await expect(notice).toHaveCount(0);
      }
      await expect(sweep.results).toContainText(/threads?/, { timeout: 60_000 });
      expect(await sweep.percent()).toBeGreaterThanOrEqual(saved);
    }
    const before = await sweep.percent();
    await expect.poll(sweep.percent, { timeout: 60_000 }).toBeGreaterThan(before);
    await sweep.button('Stop sweep').click();
    await ended(page);
    await expect(sweep.row('Seed 1')).toContainText('tested');
  });

  test('that throws where nothing can be stored: the page says so, and then that no sweep is saved', async ({
    page,
    app,
  }) => {
    const refuse = "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };";
    await page.route(/\/assets\/worker-.*\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${refuse}\n${await response.text()}` });
    });
    const sweep = sweepView(page);
    await app.open(LONG);
    await sweep.start.click();
    await expect.poll(sweep.percent, { timeout: 60_000 }).toBeGreaterThan(0);
    await sweep.button('Pause sweep').click();
    await expect(sweep.results).toContainText('Paused');
    await throwInWorker(page);
    const notice = page.getByRole('alert').filter({ hasText: 'The background worker stopped' });
    await expect(notice).toContainText('resumes it from an older state, if one was saved.');
    await expect(sweep.results).toContainText('Interrupted');
    await expect(sweep.results).not.toContainText('You have a saved sweep');
    await notice.getByRole('button', { name: 'Try again' }).click();
    await expect(sweep.region).toContainText('No sweep is saved here any more. Start a new one.');
    await expect(sweep.members).toHaveCount(0);
    await expect(sweep.start).toBeEnabled();
  });
});

test('another tab shows the sweep, and does not end it', async ({ page, app, context }) => {
  const sweep = sweepView(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await app.open(LONG);
  await sweep.start.click();
  await expect.poll(sweep.percent, { timeout: 60_000 }).toBeGreaterThan(0);
  const other = await context.newPage();
  await other.goto(LONG);
  const notice = other.getByRole('region', { name: 'Another tab is training' });
  await expect(notice).toContainText('It trains a sweep: 0 of 4 networks ended.');
  await expect(notice.getByRole('button')).toHaveCount(0);
  await sweepView(other).button('Delete sweep').click();
  await expect(sweepView(other).region).toContainText(
    'Another tab is training. Stop it there, then try again.',
  );
  await other.close();
  await sweep.button('Delete sweep').click();
  await expect(sweep.members).toHaveCount(0);
});
