// The campaign `reload`: the page reloaded, or its process crashed, at a random moment; the run is taken up by its button.

import {
  crash,
  continued,
  freshPage,
  launch,
  mustEqual,
  openPage,
  trainTo,
  undisturbed,
  type Stand,
} from './stand.ts';
import { lastStep } from './watch.ts';

const TIMES = 20;

export async function reload({ site, random, tally }: Stand): Promise<void> {
  const browser = await launch();
  try {
    const whole = await undisturbed(browser, site);
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
        const cost = await continued(page, since, before);
        await mustEqual(page, whole);
        return cost;
      });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}
