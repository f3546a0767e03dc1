// The hash of the weights that a person downloads.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { playground } from './playground.ts';

/** Waits for the end of the run; resolves to the SHA-256 of the tensors in the downloaded file. */
export async function weightsHash(page: Page, timeout?: number): Promise<string> {
  const app = playground(page);
  await app.testAccuracy(timeout);
  const [download] = await Promise.all([page.waitForEvent('download'), app.download.click()]);
  return tensorsHash(await readFile(await download.path()));
}

/** SHA-256 of the tensors in a weight file. */
export function tensorsHash(file: Buffer): string {
  const header = 8 + Number(file.readBigUInt64LE());
  return createHash('sha256').update(file.subarray(header)).digest('hex');
}
