// A result is handed in with a line, and verified in another page by training the same run again.

import { expect, test } from './fixtures.ts';
import { ON_WASM, playground, TINY } from './playground.ts';

test('the same run is verified, a changed result is not', async ({
  page,
  app,
  context,
  browser,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open(`${TINY}&seed=5${ON_WASM}`);
  await app.train.click();
  const accuracy = await app.testAccuracy();
  await app.result.getByRole('button', { name: 'Export', exact: true }).click();
  await app.result.getByRole('button', { name: 'Copy the line' }).click();
  await expect(app.result).toContainText('Copied.');
  const line = await page.evaluate(() => navigator.clipboard.readText());
  const [, link, percent] = /^(\S+) (\d+\.\d\d)% \([\d,]+ of 10,000 correct, WebAssembly\)$/.exec(line)!;
  expect(Number(percent)).toBeCloseTo(100 * accuracy, 2);
  expect(link).toContain(`${baseURL}/?`);

  for (const [claimed, verdict] of [
    [link!, '✓ Verified'],
    [link!.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')), '✗ Not this run'],
  ] as const) {
    await test.step(verdict, async () => {
      // In a browser that has no saved run.
      const fresh = await browser.newPage();
      const other = playground(fresh);
      await other.open(claimed);
      const notice = fresh.getByRole('status').filter({ hasText: 'This link contains a result' });
      await expect(notice).toContainText('test images are classified correctly');
      await notice.getByRole('button', { name: 'Verify' }).click();
      await expect(fresh.getByRole('status').filter({ hasText: verdict })).toBeVisible({ timeout: 60_000 });
      await other.show('Results');
      await expect(fresh).toHaveURL(/view=results&handin=\d+-[0-9a-f]{16}$/);
      await fresh.close();
    });
  }
});

test('another run is not compared, and a run that no link repeats can’t be handed in', async ({
  page,
  app,
}) => {
  await app.open(`${TINY}${ON_WASM}&handin=8000-0123456789abcdef`);
  await app.speed.getByRole('radio', { name: '1 per second' }).check();
  await app.train.click();
  await app.moving();
  await app.stop.click();
  await expect(app.finished).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('status').filter({ hasText: 'This link contains a result' })).toBeVisible();
  await app.show('Results');
  await app.result.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(app.result).toContainText('To hand in a result, train a run on WebAssembly');
});
