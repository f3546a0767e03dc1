// Classic LeNet's first epoch in Chromium: the downloaded weights are the same bits as in Node (test/known-runs.test.ts), on
// any number of threads, after pauses and single steps.

import { readFile } from 'node:fs/promises';
import { FIRST_EPOCH, FIRST_EPOCH_HASH } from '../test/known-runs.ts';
import { expect, test } from './fixtures.ts';
import { ARTICLE_SHAPES, type Playground } from './playground.ts';
import { hashTensors, readSafetensors } from './safetensors.ts';

async function downloadedHash({ page, download }: Playground): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const bytes = await readFile(await file.path());
  return hashTensors(readSafetensors(bytes), Object.keys(ARTICLE_SHAPES));
}

test('one epoch on one, two and four threads', async ({ app }) => {
  // More threads than cores beside another test's page are slow.
  test.setTimeout(180_000);
  for (const threads of [1, 2, 4]) {
    await test.step(`threads: ${threads}`, async () => {
      await app.open(`${FIRST_EPOCH}&threads=${threads}`);
      await app.train.click();
      await app.testAccuracy();
      const named = threads === 1 ? 'one CPU thread' : `${threads} CPU threads`;
      await expect(app.device).toContainText(`WebAssembly on ${named}`);
      expect(await downloadedHash(app)).toBe(FIRST_EPOCH_HASH);
    });
  }
});

test('one epoch, paused three times and stepped, with a few slow steps', async ({ page, app }) => {
  await app.open(`${FIRST_EPOCH}&threads=2`);
  await app.train.click();
  let held = 0;
  for (let pause = 0; pause < 3; pause++) {
    // Polled often, since the epoch takes about two seconds.
    await expect.poll(() => app.progress(), { intervals: [20], timeout: 30_000 }).toBeGreaterThan(held);
    await app.pause.click();
    await expect(app.resume).toBeEnabled();
    held = await app.progress();
    expect(held).toBeLessThan(1);
    const status = page.getByRole('status').filter({ hasText: 'Paused after step' });
    const step = Number((await status.textContent())!.replaceAll(/\D/g, ''));
    await app.step.click();
    await expect(status).toHaveText(`Paused after step ${(step + 1).toLocaleString('en')}.`);
    await app.resume.click();
  }
  await app.speed.getByRole('radio', { name: '10 per second' }).check();
  held = await app.progress();
  await expect.poll(() => app.progress()).toBeGreaterThan(held);
  await app.speed.getByRole('radio', { name: 'Full' }).check();
  await app.testAccuracy();
  expect(await downloadedHash(app)).toBe(FIRST_EPOCH_HASH);
});
