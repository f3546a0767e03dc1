// A sweep whose worker throws, and one that another tab sees.

import { expect, test } from './fixtures.ts';
import { ended, LONG, sweepView } from './sweep-view.ts';

test.describe('a worker', () => {
  test.use({ expectedProblems: [/uncaught: |console: .*Uncaught/] });

  test('that throws is replaced and the sweep resumes, after the third time when the person asks for it', async ({
    page,
    app,
  }) => {
    const sweep = sweepView(page);
    await app.open(LONG);
    await sweep.start.click();
    const moved = async () => Number(await sweep.progress.getAttribute('aria-valuenow'));
    await expect.poll(moved, { timeout: 60_000 }).toBeGreaterThan(0);
    for (let loss = 1; loss <= 3; loss++) {
      // Its threads are in this list too, and those of the worker before it may be.
      const worker = page.workers().findLast((one) => one.url().includes('/assets/worker-'));
      const closed = worker!.waitForEvent('close');
      await worker!.evaluate(() => {
        setTimeout(() => {
          throw new Error('out of memory');
        });
      });
      await closed;
      if (loss === 3) {
        const notice = page.getByRole('alert').filter({ hasText: 'The background worker stopped' });
        await expect(notice).toContainText('Trying again resumes the sweep from what was saved of it.');
        await notice.getByRole('button', { name: 'Try again' }).click();
        await expect(notice).toHaveCount(0);
      }
      await expect(sweep.results).toContainText(/threads?/, { timeout: 60_000 });
    }
    const before = await moved();
    await expect.poll(moved, { timeout: 60_000 }).toBeGreaterThan(before);
    await sweep.button('Stop sweep').click();
    await ended(page);
    await expect(sweep.row('Seed 1')).toContainText('tested');
  });
});

test('another tab shows the sweep, and does not end it', async ({ page, app, context }) => {
  const sweep = sweepView(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await app.open(LONG);
  await sweep.start.click();
  const moved = async () => Number(await sweep.progress.getAttribute('aria-valuenow'));
  await expect.poll(moved, { timeout: 60_000 }).toBeGreaterThan(0);
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
