// Random and damaged links are read without an error and inside the bounds. These are the first thousand of a campaign;
// `npm run test:faults -- links` runs all of it.

import { assert } from 'fast-check';
import { expect, test } from 'vitest';
import { PRESETS } from './config.ts';
import { configsComeBack, linksAreRead, linkProblem, roundTripProblem } from './links.fixture.ts';

const FIRST = { seed: 1, numRuns: 1000 };

test('1,000 random and damaged links are read without a problem', () => assert(linksAreRead, FIRST));

test('1,000 random configurations are read back from their links', () => assert(configsComeBack, FIRST));

test('a configuration that a link can’t hold is detected', () => {
  expect(roundTripProblem({ ...PRESETS.article, epochs: 9999 })).toContain('clamped');
});

// A reader whose time grows with the square of the length takes half a minute or more, and fails by the timeout.
test.each([
  ['a long value', `?lr=${'9'.repeat(2.5e5)}`],
  ['a long key', `?${'k'.repeat(2.5e5)}=1`],
  ['white space', `?lr=${' '.repeat(2.5e5)}x`],
  ['broken escapes', `?lr=${'%E0'.repeat(83_333)}`],
  ['one field again and again', '?lr=1'.padEnd(2.5e5, '&lr=1')],
  ['many unknown keys', `?${Array.from({ length: 40_000 }, (_, i) => i).join('&')}`],
])('%s of a quarter of a million characters is read', { timeout: 20_000 }, (_, search) => {
  expect(linkProblem(search)).toBeNull();
});
