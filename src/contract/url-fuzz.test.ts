// Links that nobody would write: read without an error, inside the bounds, in time that grows with their length alone.
// The first thousand of a campaign; `npm run test:faults -- links` makes all of it.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { PRESETS } from './config.ts';
import { linkProblem, randomConfig, randomLink, roundTripProblem } from './links.fixture.ts';
import { parseLink } from './url.ts';

test('1,000 random and damaged links are read without trouble', () => {
  const random = randomStream(1, 'links');
  for (let i = 0; i < 1000; i++) {
    const link = randomLink(random);
    expect({ link, trouble: linkProblem(link) }).toEqual({ link, trouble: null });
  }
});

test('the links of 1,000 random configurations give them back', () => {
  const random = randomStream(1, 'configurations');
  for (let i = 0; i < 1000; i++) expect(roundTripProblem(randomConfig(random))).toBeNull();
});

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
