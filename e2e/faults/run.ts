// `npm run test:faults -- [campaign …] [--seed=1]`: campaigns of seeded faults; the unit tests run the first faults of
// some. Prints how often each fault occurred and was survived. Runs all campaigns when none is named. The campaign `sweep` alone
// also takes the name of one fault and a number of sweeps: `sweep --only="worker hangs" --times=4`.

import { check, defaultReportMessage, type IProperty } from 'fast-check';
import { BROWSER_CAMPAIGNS, runInBrowser } from './campaigns.ts';
import { configsComeBack, linksAreRead } from '../../src/contract/links.fixture.ts';
import { runCampaign, tableOf, type Tally } from '../../test/faults/campaign.ts';
import { modelFileFaults } from '../../test/faults/model-files.ts';
import { ownDataFaults } from '../../test/faults/own-data.ts';
import { weightFaults } from '../../test/faults/weights.ts';

const CAMPAIGNS: Record<string, (seed: number) => Tally | Promise<Tally>> = {
  links: (seed) => tallyOf('a random or damaged link', linksAreRead, seed),
  configurations: (seed) => tallyOf('a link there and back', configsComeBack, seed),
  weights: (seed) => runCampaign('weights', weightFaults, seed),
  'model-files': (seed) => runCampaign('model-files', modelFileFaults, seed),
  'own-data': (seed) => runCampaign('own-data', ownDataFaults(), seed),
};

/** Tries a property ten thousand times, or until it fails. */
function tallyOf(fault: string, property: IProperty<[unknown]>, seed: number): Tally {
  const details = check(property, { seed, numRuns: 10_000 });
  const { failed, numRuns } = details;
  const line = { times: numRuns, survived: failed ? numRuns - 1 : numRuns, ways: new Map() };
  return { lines: new Map([[fault, line]]), problems: failed ? [defaultReportMessage(details)!] : [] };
}

const parameters = process.argv.slice(2);
const valueOf = (option: string) =>
  parameters.find((text) => text.startsWith(`--${option}=`))?.slice(`--${option}=`.length) ?? null;
const seed = Number(valueOf('seed') ?? 1);
const only = valueOf('only');
const times = valueOf('times') === null ? null : Number(valueOf('times'));
const named = parameters.filter((text) => !text.startsWith('--'));
const names = [...Object.keys(CAMPAIGNS), ...Object.keys(BROWSER_CAMPAIGNS)];
const unknown = named.find((name) => !names.includes(name));
if (unknown !== undefined || !Number.isInteger(seed)) {
  console.error(`no campaign or seed like that; campaigns: ${names.join(', ')}`);
  process.exit(2);
}
const ofOneFault = only !== null || times !== null;
if (ofOneFault && (named.join() !== 'sweep' || !Number.isInteger(times ?? 1))) {
  console.error('--only=<fault> and --times=<number> are options of the campaign sweep');
  process.exit(2);
}

const wanted = named.length > 0 ? named : names;
for (const name of wanted.filter((name) => Object.hasOwn(CAMPAIGNS, name))) {
  const start = performance.now();
  const tally = await CAMPAIGNS[name]!(seed);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n${name}, seed ${seed}, ${seconds} s\n${tableOf(tally)}`);
  for (const problem of tally.problems) console.error(problem.slice(0, 400));
  if (tally.problems.length > 0) process.exitCode = 1;
}

const inBrowser = wanted.filter((name) => Object.hasOwn(BROWSER_CAMPAIGNS, name));
if (inBrowser.length > 0 && !(await runInBrowser(inBrowser, { seed, only, times }))) process.exitCode = 1;
