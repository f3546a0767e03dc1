// The campaign `freeze`: the page frozen in mid-run, as a browser does with a tab in the background, and thawed; once for
// longer than a worker may be silent.

import { freshPage, launch, mustEqual, trainTo, undisturbed, type Stand } from './stand.ts';
import { seenIn, until, wait } from './watch.ts';

const TIMES = 10;
const LONG_MILLISECONDS = 30_000;

export async function freeze({ site, random, tally }: Stand): Promise<void> {
  const browser = await launch();
  try {
    const whole = await undisturbed(browser, site);
    for (let i = 0; i <= TIMES; i++) {
      const long = i === TIMES;
      const page = await freshPage(browser, site);
      await tally.count(long ? 'page frozen for 30 s' : 'page frozen for up to 4 s', async () => {
        await trainTo(page, random.unit() * 0.5);
        const session = await page.context().newCDPSession(page);
        await session.send('Page.setWebLifecycleState', { state: 'frozen' });
        await wait(long ? LONG_MILLISECONDS : 500 + random.below(3500));
        const since = Date.now();
        await session.send('Page.setWebLifecycleState', { state: 'active' });
        const at = await until('news after the thaw', async () => {
          const seen = await seenIn(page);
          if (seen.some(({ type }) => type === 'recovered')) throw new Error('taken for lost');
          return seen.find((event) => event.at >= since && event.type !== 'pong')?.at ?? null;
        });
        await mustEqual(page, whole);
        if ((await seenIn(page)).some(({ type }) => type === 'restored')) throw new Error('taken for lost');
        return { redone: 0, seconds: (at - since) / 1000 };
      });
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
}
