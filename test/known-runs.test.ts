// The known runs in Node: the same weights, bit for bit, on one to four threads and after pauses. Chromium, Firefox and
// WebKitGTK train them in e2e/same-weights.spec.ts, e2e/trust.spec.ts and e2e/journey.browsers.spec.ts.

import { expect, test } from 'vitest';
import { parseLink } from '../src/contract/url.ts';
import {
  FIRST_EPOCH,
  FIRST_EPOCH_HASH,
  SHORT_RUN,
  SHORT_RUN_HASH,
  SHUFFLED,
  SHUFFLED_HASH,
  SMALL_RUN,
  SMALL_RUN_HASH,
} from './known-runs.ts';
import { runInNode } from '../tools/node-run.ts';

test.each([1, 2, 3, 4])('the same weights on %i threads', async (threads) => {
  const { config } = parseLink(`${FIRST_EPOCH}&threads=${threads}`);
  const { epochs, result, weightsHash } = await runInNode(config);
  expect(epochs).toHaveLength(1);
  expect(epochs[0]!.step).toBe(1500);
  expect(result.device).toEqual({ kind: 'cpu', threads });
  expect(weightsHash).toBe(FIRST_EPOCH_HASH);
});

test('the weights of the shuffled order', async () => {
  const { weightsHash } = await runInNode(parseLink(`${SHUFFLED}&threads=2`).config);
  expect(weightsHash).toBe(SHUFFLED_HASH);
});

test('the small run', async () => {
  const { weightsHash } = await runInNode(parseLink(`${SMALL_RUN}&threads=2`).config);
  expect(weightsHash).toBe(SMALL_RUN_HASH);
});

test('the short run', async () => {
  const { config } = parseLink(`${SHORT_RUN}&threads=2`);
  const { epochs, weightsHash } = await runInNode(config);
  expect(epochs.map(({ step }) => step)).toEqual([480, 960, 1440, 1920]);
  expect(weightsHash).toBe(SHORT_RUN_HASH);
});

test('the same weights after pauses within the epoch', async () => {
  const { config } = parseLink(`${FIRST_EPOCH}&threads=2`);
  const pausedAt: number[] = [];
  let step = 0;
  const { result, weightsHash } = await runInNode(config, (event, send) => {
    if (event.type === 'steps') {
      step = event.report.firstStep + event.report.losses.length;
      // Not at every report, since pausing causes one.
      if (step - (pausedAt.at(-1) ?? 0) > 200) send({ type: 'pause' });
    }
    if (event.type === 'phase' && event.phase === 'paused') {
      pausedAt.push(step);
      setTimeout(() => send({ type: 'resume' }), 0);
    }
  });
  const within = pausedAt.filter((at) => at > 0 && at < 1500);
  expect(within.length).toBeGreaterThanOrEqual(3);
  expect(result.stoppedAtStep).toBeNull();
  expect(weightsHash).toBe(FIRST_EPOCH_HASH);
});

test('the same weights after single steps and slow steps within the epoch', async () => {
  const { config } = parseLink(`${FIRST_EPOCH}&threads=2`);
  let alone = 0;
  let step = 0;
  let steppingTo = 0;
  const { weightsHash } = await runInNode(config, (event, send) => {
    if (event.type === 'steps') {
      if (event.report.losses.length === 1) alone++;
      const before = step;
      step = event.report.firstStep + event.report.losses.length;
      const reached = (at: number) => before < at && step >= at;
      // The first step is always reported; on a fast machine the last reports may be hundreds of steps apart.
      if (reached(1) || reached(300)) {
        steppingTo = step + 20;
        send({ type: 'step' });
      }
      if (reached(700)) send({ type: 'set-speed', stepsPerSecond: 200 });
      if (reached(800)) send({ type: 'set-speed', stepsPerSecond: null });
    }
    if (event.type === 'phase' && event.phase === 'paused') {
      setTimeout(() => send({ type: step < steppingTo ? 'step' : 'resume' }), 0);
    }
  });
  expect(alone).toBeGreaterThanOrEqual(40);
  expect(weightsHash).toBe(FIRST_EPOCH_HASH);
});
