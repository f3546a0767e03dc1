// `npm run test:faults -- [campaign …] [--seed=1]`: whole campaigns of seeded faults, of which the unit tests make the
// first part. Prints what was done how often and how often it was survived; all campaigns when none is named.

import { randomStream, type Random } from '../src/base/random.ts';
import { linkTrouble, randomConfig, randomLink, roundTripTrouble } from '../src/contract/links-made.ts';

interface Campaign {
  fault: string;
  times: number;
  /** Makes one fault; what went wrong, or null when it was survived. */
  once: (random: Random) => string | null;
}

const CAMPAIGNS: Record<string, Campaign> = {
  links: { fault: 'a random or damaged link', times: 10_000, once: made(randomLink, linkTrouble) },
  configurations: {
    fault: 'a link there and back',
    times: 10_000,
    once: made(randomConfig, roundTripTrouble),
  },
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
const unknown = named.find((name) => !Object.hasOwn(CAMPAIGNS, name));
if (unknown !== undefined || !Number.isInteger(seed)) {
  console.error(`no campaign or seed like that; campaigns: ${Object.keys(CAMPAIGNS).join(', ')}`);
  process.exit(2);
}

console.log(`seed ${seed}\n${'fault'.padEnd(32)}${'times'.padStart(9)}${'survived'.padStart(10)}`);
for (const name of named.length > 0 ? named : Object.keys(CAMPAIGNS)) {
  const { fault, times, once } = CAMPAIGNS[name]!;
  const random = randomStream(seed, name);
  let survived = 0;
  for (let i = 0; i < times; i++) {
    const trouble = once(random);
    if (trouble === null) survived++;
    else console.error(`${name} ${i}: ${trouble.slice(0, 400)}`);
  }
  console.log(`${fault.padEnd(32)}${String(times).padStart(9)}${String(survived).padStart(10)}`);
  if (survived < times) process.exitCode = 1;
}
