// The campaign `tabs`: of two tabs the one that trains is closed or crashes, and the other one offers to resume its run.

import {
  resumed,
  crash,
  freshPage,
  launch,
  mustEqual,
  openPage,
  trainTo,
  uninterruptedHash,
  type CampaignContext,
} from './context.ts';
import { lastStep } from './watch.ts';

const TIMES = 10;

export async function tabs({ site, random, tally }: CampaignContext): Promise<void> {
  const browser = await launch();
  try {
    const expectedHash = await uninterruptedHash(browser, site);
    for (let i = 0; i < TIMES; i++) {
      const crashes = i % 2 === 1;
      const holder = await freshPage(browser, site);
      const context = holder.context();
      await tally.count(`training tab ${crashes ? 'crashed' : 'closed'}, another open`, async () => {
        await trainTo(holder, random.unit() * 0.6);
        const other = await openPage(context);
        await other.getByRole('region', { name: 'Another tab is training' }).waitFor();
        const before = await lastStep(holder);
        const since = Date.now();
        if (crashes) await crash(holder);
        else await holder.close();
        const cost = await resumed(other, since, before);
        await mustEqual(other, expectedHash);
        return cost;
      });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}
