// Without a WebGPU adapter the page says so, names its engine and trains.

import { expect, test } from './fixtures.ts';
import { TINY } from './playground.ts';

test('a missing WebGPU adapter is named, and training works', async ({ app }) => {
  await app.open(TINY);
  await expect(app.device).toContainText('no GPU is available to it');
  await expect(app.device).toContainText('Chosen because it is the fastest here.');
  await app.train.click();
  await app.moving();
});

test('tfjs is requested and missing: the page says so and trains on another engine', async ({ app }) => {
  await app.open(`${TINY}&engine=tfjs`);
  await expect(app.device).toContainText('TensorFlow.js on WebGPU, which you chose, can’t be used here');
  await app.train.click();
  await app.moving();
});

test('the reference engine trains when the link requests it', async ({ app }) => {
  await app.open(`${TINY}&engine=reference`);
  await expect(app.device).toContainText('Plain TypeScript loops on one CPU thread');
  await expect(app.device).toContainText('Chosen by you.');
  await app.train.click();
  await app.moving();
});

test('a second visit remembers the check of the engine, says so, and trains', async ({ app }) => {
  await app.open(TINY);
  const compared = app.device.getByText('Engines compared');
  await compared.click();
  const wasm = app.device.getByRole('row', { name: /^WebAssembly/ });
  await expect(wasm).toContainText('correct');
  await expect(wasm).not.toContainText('checked');
  await expect(app.device).not.toContainText('remembered');

  // The trial is remembered in the background.
  await expect(async () => {
    await app.open(TINY);
    await compared.click();
    await expect(wasm).toContainText(/correct \(checked .+\)/, { timeout: 2000 });
  }).toPass();
  await expect(app.device).toContainText('An engine that fails is checked again.');
  await expect(app.device).toContainText('Chosen because it is the fastest here.');
  await app.train.click();
  await app.moving();
});
