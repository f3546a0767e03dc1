// The campaign `freeze`: the page is frozen during a run and thawed, sometimes after longer than a worker may be silent.

import { frozenRun } from '../frozen.ts';
import { SHORT_RUN, SHORT_RUN_HASH } from '../../test/known-runs.ts';
import type { CampaignContext } from './context.ts';

const TIMES = 10;
const LONG_TIMES = 2;
const LONG_MILLISECONDS = 30_000;

export async function freeze({ site, random, tally }: CampaignContext): Promise<void> {
  const address = new URL(`/${SHORT_RUN}&threads=1`, site.url).href;
  for (let i = 0; i < TIMES + LONG_TIMES; i++) {
    const long = i >= TIMES;
    await tally.count(long ? 'page frozen for 30 s' : 'page frozen for up to 4 s', async () => {
      const milliseconds = long ? LONG_MILLISECONDS : 500 + random.below(3500);
      const { weights, seconds } = await frozenRun(address, random.unit() * 0.7, milliseconds);
      if (weights !== SHORT_RUN_HASH) throw new Error('other weights');
      return { redone: 0, seconds };
    });
  }
}
