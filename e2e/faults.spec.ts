// A short form of two fault campaigns (e2e/faults) for every test run: the browser killed three times, and a soak of 60 s.
// e2e/interrupted.spec.ts has a storage that is full; `npm run test:faults` runs the campaigns in full.

import { randomStream } from '../src/base/random.ts';
import { kill } from './faults/kill.ts';
import { soakFor } from './faults/soak.ts';
import { Tally } from './faults/tally.ts';
import { expect, test } from './fixtures.ts';
import { Site } from './site.ts';

const KILLS = 3;
const SOAK_SECONDS = 60;

test('three kills of the browser do not change the weights', async () => {
  test.setTimeout(240_000);
  const site = await Site.start();
  const tally = new Tally();
  try {
    await kill({ site, random: randomStream(1, 'kill'), tally }, KILLS);
  } finally {
    await site.remove();
  }
  expect(tally.failures).toEqual([]);
  expect(tally.rows().length).toBeGreaterThan(1);
});

test('nothing grows while a run is trained, stopped and reset for a minute', async () => {
  test.setTimeout(240_000);
  const site = await Site.start();
  try {
    expect(await soakFor({ site }, SOAK_SECONDS)).toBeGreaterThan(3);
  } finally {
    await site.remove();
  }
});
