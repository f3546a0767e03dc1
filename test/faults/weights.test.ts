// The first faults of the campaign on weight files; all of it is `npm run test:faults -- weights`.

import { expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { weightMutations } from './weight-mutations.ts';
import { weightFaults } from './weights.ts';

test('5,000 harmed weight files: none crashes the reader, none is taken for what it is not', () => {
  const { lines, troubles } = runCampaign('weights', weightFaults, 1, 5000);
  expect(troubles).toEqual([]);
  // Every kind of harm was done, and among what was survived is what must be taken.
  expect(lines.size).toBe(weightMutations.length);
  const ways = new Set<string>();
  for (const line of lines.values()) for (const way of line.ways.keys()) ways.add(way);
  expect([...ways].toSorted()).toEqual([
    'refused',
    'valid and the same',
    'valid with other numbers',
    'valid with other words',
  ]);
});
