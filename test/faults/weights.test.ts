// The first faults of the campaign on weight files. `npm run test:faults -- weights` runs all of it.

import { expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { weightMutations } from './weight-mutations.ts';
import { weightFaults } from './weights.ts';

test('5,000 mutated weight files: none crashes the reader, none is misread', async () => {
  const { lines, problems } = await runCampaign('weights', weightFaults, 1, 5000);
  expect(problems).toEqual([]);
  // Every kind of mutation occurred, and some of the files had to be accepted.
  expect(lines.size).toBe(weightMutations.length);
  const ways = new Set<string>();
  for (const line of lines.values()) for (const way of line.ways.keys()) ways.add(way);
  expect([...ways].toSorted()).toEqual([
    'refused',
    'valid and the same',
    'valid with other metadata',
    'valid with other numbers',
  ]);
});
