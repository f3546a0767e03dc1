// One epoch of the article's run in Node: the same weights, bit for bit, on one to four threads, and however often it was
// paused. The browsers' legs are in e2e/same-weights.spec.ts and e2e/journey.firefox.spec.ts.

import { expect, test } from 'vitest';
import { parseLink } from '../src/contract/url.ts';
import { FIRST_EPOCH, FIRST_EPOCH_HASH } from './first-epoch.ts';
import { runInNode } from '../tools/node-run.ts';

test.each([1, 2, 3, 4])('the same weights on %i threads', async (threads) => {
  const { config } = parseLink(`${FIRST_EPOCH}&threads=${threads}`);
  const { epochs, result, weightsHash } = await runInNode(config);
  expect(epochs).toHaveLength(1);
  expect(epochs[0]!.step).toBe(1500);
  expect(result.device).toEqual({ kind: 'cpu', threads });
  expect(weightsHash).toBe(FIRST_EPOCH_HASH);
});

test('the same weights after pauses within the epoch', async () => {
  const { config } = parseLink(`${FIRST_EPOCH}&threads=2`);
  const heldAt: number[] = [];
  let step = 0;
  const { result, weightsHash } = await runInNode(config, (event, send) => {
    if (event.type === 'steps') {
      step = event.report.firstStep + event.report.losses.length;
      // Not at every report: pausing makes one itself.
      if (step - (heldAt.at(-1) ?? 0) > 200) send({ type: 'pause' });
    }
    if (event.type === 'phase' && event.phase === 'paused') {
      heldAt.push(step);
      setTimeout(() => send({ type: 'resume' }), 20);
    }
  });
  const within = heldAt.filter((at) => at > 0 && at < 1500);
  expect(within.length).toBeGreaterThanOrEqual(3);
  expect(result.stoppedAtStep).toBeNull();
  expect(weightsHash).toBe(FIRST_EPOCH_HASH);
});
