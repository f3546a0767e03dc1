// Runs browser campaigns by name, one after the other, and prints one table.

import { randomStream } from '../../src/base/random.ts';
import { Site } from '../site.ts';
import { firefox } from './firefox.ts';
import { freeze } from './freeze.ts';
import { gpu } from './gpu.ts';
import { kill } from './kill.ts';
import { ownDataInPage, ownDataKills } from './own-data.ts';
import { reload } from './reload.ts';
import { shards } from './shards.ts';
import { soak } from './soak.ts';
import type { BrowserCampaign, CampaignOptions } from './context.ts';
import { cleared, quota } from './storage.ts';
import { sweep } from './sweep.ts';
import { tabs } from './tabs.ts';
import { TABLE_HEAD, Tally } from './tally.ts';
import { worker } from './worker.ts';

export const BROWSER_CAMPAIGNS: Readonly<Record<string, BrowserCampaign>> = {
  reload,
  kill,
  freeze,
  quota,
  cleared,
  worker,
  sweep,
  gpu,
  shards,
  tabs,
  'own-data-page': ownDataInPage,
  'own-data-kill': ownDataKills,
  soak,
  firefox,
};

/** Prints the counts and costs of all faults. Resolves to whether all were survived. */
export async function runInBrowser(names: readonly string[], options: CampaignOptions): Promise<boolean> {
  const site = await Site.start();
  const tally = new Tally();
  try {
    for (const name of names) {
      const start = performance.now();
      await BROWSER_CAMPAIGNS[name]!({ ...options, site, random: randomStream(options.seed, name), tally });
      console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    }
  } finally {
    await site.remove();
  }
  console.log([...TABLE_HEAD, ...tally.rows()].join('\n'));
  return tally.failures.length === 0;
}
