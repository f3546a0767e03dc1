// The speed test of the machine: its result as a table, a line of JSON and an image; and never beside a run.

import { readFile } from 'node:fs/promises';
import { en } from '../src/ui/messages/en.ts';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LONG, ON_WASM } from './playground.ts';

const words = en.speedTest;

test('it times every engine that works here, and its result can be shared', async ({
  page,
  app,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('/');
  const start = app.device.getByRole('button', { name: words.start, exact: true });
  await start.click();
  await expect(app.device.getByRole('progressbar', { name: words.title, exact: true })).toBeVisible();
  await expect(start).toBeDisabled();
  const table = app.device.getByRole('table', { name: words.step });
  await expect(table).toBeVisible({ timeout: 60_000 });
  await expect(start).toBeEnabled();
  const wasm = table.getByRole('row').filter({ hasText: en.engines.wasm });
  await expect(wasm).toContainText(/\d ms\/step/);
  await expect(table.getByRole('row').filter({ hasText: en.engines.reference })).toContainText(
    /\d images\/s/,
  );
  expect(await axeViolations(page)).toEqual([]);

  await app.device.getByRole('button', { name: words.copy, exact: true }).click();
  await expect(app.device.getByText(words.copied)).toBeVisible();
  const line = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  const names = line.engines.map(({ engine }: { engine: string }) => engine);
  // The fastest first.
  expect(names[0]).toBe('wasm');
  expect(names.at(-1)).toBe('reference');
  for (const { repeats, millisecondsPerStep } of line.engines) {
    expect(repeats).toHaveLength(5);
    expect(millisecondsPerStep).toBe(repeats[2]);
  }

  const download = page.waitForEvent('download');
  await app.device.getByRole('button', { name: words.image, exact: true }).click();
  const file = await (await download).path();
  expect((await readFile(file)).subarray(1, 4).toString('latin1')).toBe('PNG');
});

test('a run ends it without a result, and it waits for the end of the run', async ({ app }) => {
  await app.open(LONG + ON_WASM);
  const start = app.device.getByRole('button', { name: words.start, exact: true });
  await start.click();
  await app.train.click();
  await app.moving();
  await expect(app.device.getByText(words.interrupted)).toBeVisible();
  await expect(app.device.getByText(words.afterRun)).toBeVisible();
  await expect(start).toBeDisabled();
});
