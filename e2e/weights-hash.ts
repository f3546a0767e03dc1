// What a run came to, as the bits of the weights that a person downloads.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright/test';
import { playground } from './playground.ts';

/** SHA-256 of the tensors in the downloaded file, once the run is done. */
export async function weightsHash(page: Page, timeout?: number): Promise<string> {
  const app = playground(page);
  await app.testAccuracy(timeout);
  const [download] = await Promise.all([page.waitForEvent('download'), app.download.click()]);
  const file = await readFile(await download.path());
  const header = 8 + Number(file.readBigUInt64LE());
  return createHash('sha256').update(file.subarray(header)).digest('hex');
}

/** Of the run at `link`, to which nothing happens. */
export async function hashUndisturbed(browser: Browser, link: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(link);
  await playground(page).train.click();
  const hash = await weightsHash(page);
  await page.close();
  return hash;
}
