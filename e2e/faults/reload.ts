// The campaign `reload`: the page is reloaded or its process crashes at a random time, and the run is resumed.

import {
  crash,
  resumed,
  freshPage,
  launch,
  mustEqual,
  openPage,
  trainTo,
  uninterruptedHash,
  type CampaignContext,
} from './context.ts';
import { lastStep } from './watch.ts';

const TIMES = 20;

export async function reload({ site, random, tally }: CampaignContext): Promise<void> {
  const browser = await launch();
  try {
    const expectedHash = await uninterruptedHash(browser, site);
    for (let i = 0; i < TIMES; i++) {
      const crashes = i % 2 === 1;
      let page = await freshPage(browser, site);
      const context = page.context();
      await tally.count(crashes ? 'page crashed' : 'page reloaded', async () => {
        await trainTo(page, random.unit() * 0.85);
        const before = await lastStep(page);
        const since = Date.now();
        if (crashes) {
          await crash(page);
          await page.close();
          page = await openPage(context);
        } else await page.reload();
        const cost = await resumed(page, since, before);
        await mustEqual(page, expectedHash);
        return cost;
      });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}
