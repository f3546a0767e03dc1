// The campaign `freeze`: the page frozen in mid-run, as a browser does with a tab in the background, and thawed; now and
// then for longer than a worker may be silent.

import { frozenRun } from '../frozen.ts';
import { RUN, type Stand } from './stand.ts';

const TIMES = 10;
const LONG_TIMES = 2;
const LONG_MILLISECONDS = 30_000;

export async function freeze({ site, random, tally }: Stand): Promise<void> {
  const address = new URL(RUN, site.url).href;
  const whole = await frozenRun(address, 0, null);
  for (let i = 0; i < TIMES + LONG_TIMES; i++) {
    const long = i >= TIMES;
    await tally.count(long ? 'page frozen for 30 s' : 'page frozen for up to 4 s', async () => {
      const milliseconds = long ? LONG_MILLISECONDS : 500 + random.below(3500);
      const { digest, seconds } = await frozenRun(address, random.unit() * 0.7, milliseconds);
      if (digest !== whole.digest) throw new Error('other weights');
      return { redone: 0, ...(seconds !== null && { seconds }) };
    });
  }
}
