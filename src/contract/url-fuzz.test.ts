// Links that nobody would write: read without an error, inside the bounds, in time that grows with their length alone.
// The first thousand of a campaign; `npm run test:faults -- links` makes all of it.

import { assert } from 'fast-check';
import { expect, test } from 'vitest';
import { PRESETS } from './config.ts';
import { configsComeBack, linksAreRead, linkProblem, roundTripProblem } from './links.fixture.ts';
import { parseLink } from './url.ts';

/** The first of the campaign's own. */
const FIRST = { seed: 1, numRuns: 1000 };

test('1,000 random and damaged links are read without trouble', () => assert(linksAreRead, FIRST));

test('the links of 1,000 random configurations give them back', () => assert(configsComeBack, FIRST));

test('a configuration that a link cannot hold is seen', () => {
  expect(roundTripProblem({ ...PRESETS.article, epochs: 9999 })).toContain('clamped');
});

// In time that grows with the square of the length, half a minute or more.
test.each([
  ['a long value', `?lr=${'9'.repeat(2.5e5)}`],
  ['a long key', `?${'k'.repeat(2.5e5)}=1`],
  ['white space', `?lr=${' '.repeat(2.5e5)}x`],
  ['broken escapes', `?lr=${'%E0'.repeat(83_333)}`],
  ['one field again and again', '?lr=1'.padEnd(2.5e5, '&lr=1')],
  ['many unknown keys', `?${Array.from({ length: 40_000 }, (_, i) => i).join('&')}`],
])('%s of a quarter of a million characters is read in two seconds', (_, search) => {
  const start = performance.now();
  parseLink(search);
  expect(performance.now() - start).toBeLessThan(2000);
  expect(linkProblem(search)).toBeNull();
});
