// The campaigns `quota` and `cleared`: storage too small for a checkpoint, and storage cleared during a run. Training goes
// on, and the page says whether the run is saved.

import { expect } from 'playwright/test';
import type { Page } from 'playwright';
import { playground } from '../playground.ts';
import {
  freshPage,
  launch,
  mustEqual,
  RUN,
  trainTo,
  uninterruptedHash,
  type CampaignContext,
} from './context.ts';
import { seenEvents, until } from './watch.ts';

const TIMES = 6;
const QUOTA_BYTES = 1_000_000;
/** The browser checks the quota only now and then, so the run takes about half a minute. */
const LONGER = RUN.replace('epochs=6', 'epochs=40');

async function limitStorage(page: Page, origin: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: QUOTA_BYTES });
}

export async function quota({ site, random, tally }: CampaignContext): Promise<void> {
  const browser = await launch();
  try {
    const expectedHash = await uninterruptedHash(browser, site, LONGER);
    for (let i = 0; i < TIMES; i++) {
      const late = i % 2 === 1;
      const page = await freshPage(browser, site, LONGER);
      await tally.count(`storage of 1 MB, ${late ? 'in mid-run' : 'from the start'}`, async () => {
        if (late) await trainTo(page, random.unit() * 0.3);
        await limitStorage(page, site.url);
        if (!late) await playground(page).train.click();
        const notice = page.getByRole('status').filter({ hasText: 'This run is not being saved' });
        await expect(notice).toContainText('is full', { timeout: 60_000 });
        const offered = page.waitForEvent('download');
        await notice.getByRole('button', { name: 'Download the best weights so far' }).click();
        await offered;
        await mustEqual(page, expectedHash);
        return { redone: 0 };
      });
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
}

export async function cleared({ site, random, tally }: CampaignContext): Promise<void> {
  const browser = await launch();
  try {
    const expectedHash = await uninterruptedHash(browser, site);
    for (let i = 0; i < TIMES; i++) {
      const page = await freshPage(browser, site);
      await tally.count('site data cleared', async () => {
        await trainTo(page, random.unit() * 0.8);
        const session = await page.context().newCDPSession(page);
        await session.send('Storage.clearDataForOrigin', { origin: site.url, storageTypes: 'all' });
        const since = Date.now();
        await until('word of the next save', async () => {
          const next = (await seenEvents(page)).find(({ type, at }) => type === 'saving' && at > since);
          if (next && next.state !== 'saved') throw new Error('not saved again');
          return next ?? null;
        });
        await mustEqual(page, expectedHash);
        await page.reload();
        await mustEqual(page, expectedHash);
        return { redone: 0 };
      });
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
}
