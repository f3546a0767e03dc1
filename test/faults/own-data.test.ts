// The campaign on hostile files of a person's dataset. `npm run test:faults -- own-data` prints its table.

import { expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { ownDataFaultCount, ownDataFaults } from './own-data.ts';

test('200 hostile files: each is refused with a reason, or read correctly', async () => {
  const { lines, problems } = await runCampaign('own-data', ownDataFaults(), 1, 200);
  expect(problems).toEqual([]);
  expect(lines.size).toBe(ownDataFaultCount);
}, 60_000);
