// Without a WebGPU adapter: the page says so, names what it trains on, and trains.

import { expect, test } from './fixtures.ts';
import { TINY } from './playground.ts';

test('a missing WebGPU adapter is named, and training works', async ({ app }) => {
  await app.open(TINY.replace('engine=reference', 'engine=auto'));
  await expect(app.device).toContainText('there is no WebGPU here');
  await expect(app.device).toContainText('CPU');
  await app.train.click();
  await app.moving();
});

test('tfjs asked for and not here: said, and trained on the plain engine', async ({ app }) => {
  await app.open(TINY.replace('engine=reference', 'engine=tfjs'));
  await expect(app.device).toContainText('TensorFlow.js on WebGPU, which you asked for, can’t run here.');
  await app.train.click();
  await app.moving();
});
