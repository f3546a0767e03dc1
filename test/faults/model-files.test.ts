// The first faults of the campaign on ONNX and zip files. `npm run test:faults -- model-files` runs all of it.

import { expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { modelFileFaults } from './model-files.ts';

test('2,000 damaged ONNX and zip files: none crashes the reader, none is misread', async () => {
  const { lines, problems } = await runCampaign('model-files', modelFileFaults, 1, 2000);
  expect(problems).toEqual([]);
  // Every kind of file and damage occurred, and some of the files had to be accepted.
  expect(lines.size).toBe(32);
  const ways = new Set<string>();
  for (const line of lines.values()) for (const way of line.ways.keys()) ways.add(way);
  expect([...ways].toSorted()).toEqual(['other numbers or settings, as in the file', 'refused', 'the same']);
});
