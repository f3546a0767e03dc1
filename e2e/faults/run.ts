// `npm run test:faults -- [campaign …] [--seed=1]`: whole campaigns of seeded faults, of which the unit tests make the
// first part. Prints what was done how often and how often it was survived; all campaigns when none is named.

import { BROWSER_CAMPAIGNS, runInBrowser } from './campaigns.ts';
import type { Random } from '../../src/base/random.ts';
import { linkProblem, randomConfig, randomLink, roundTripProblem } from '../../src/contract/links.fixture.ts';
import { runCampaign, tableOf, type Campaign } from '../../test/faults/campaign.ts';
import { weightFaults } from '../../test/faults/weights.ts';

const CAMPAIGNS: Record<string, Campaign> = {
  links: { fault: 'a random or damaged link', times: 10_000, once: made(randomLink, linkProblem) },
  configurations: {
    fault: 'a link there and back',
    times: 10_000,
    once: made(randomConfig, roundTripProblem),
  },
  weights: weightFaults,
};

function made<T>(make: (random: Random) => T, trouble: (thing: T) => string | null): Campaign['once'] {
  return (random) => {
    const thing = make(random);
    const found = trouble(thing);
    return found === null ? null : `${JSON.stringify(thing)}: ${found}`;
  };
}

const parameters = process.argv.slice(2);
const seed = Number(parameters.find((text) => text.startsWith('--seed='))?.slice('--seed='.length) ?? 1);
const named = parameters.filter((text) => !text.startsWith('--'));
const names = [...Object.keys(CAMPAIGNS), ...Object.keys(BROWSER_CAMPAIGNS)];
const unknown = named.find((name) => !names.includes(name));
if (unknown !== undefined || !Number.isInteger(seed)) {
  console.error(`no campaign or seed like that; campaigns: ${names.join(', ')}`);
  process.exit(2);
}

const wanted = named.length > 0 ? named : names;
for (const name of wanted.filter((name) => Object.hasOwn(CAMPAIGNS, name))) {
  const start = performance.now();
  const tally = runCampaign(name, CAMPAIGNS[name]!, seed);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n${name}, seed ${seed}, ${seconds} s\n${tableOf(tally)}`);
  for (const trouble of tally.troubles) console.error(trouble.slice(0, 400));
  if (tally.troubles.length > 0) process.exitCode = 1;
}

const inBrowser = wanted.filter((name) => Object.hasOwn(BROWSER_CAMPAIGNS, name));
if (inBrowser.length > 0 && !(await runInBrowser(inBrowser, seed))) process.exitCode = 1;
