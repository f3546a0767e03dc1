// Failures are named with a next step: data that can't be loaded, and divergence.

import type { Route } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { ON_WASM, TINY } from './playground.ts';

const SHARD = /\/data\/fashion-mnist-train-0\..*\.bin$/;

const FAULTS: Record<string, (route: Route) => Promise<void>> = {
  'a shard that is missing (404)': (route) => route.fulfill({ status: 404, body: 'not found' }),
  'a shard that is damaged': async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length >> 1]! ^= 0xff;
    await route.fulfill({ response, body });
  },
  'a network that is gone': (route) => route.abort('internetdisconnected'),
};

test.describe('data', () => {
  test.use({ expectedProblems: [/Failed to load resource/] });
  for (const [name, fault] of Object.entries(FAULTS)) {
    test(`${name} is named, and a retry succeeds`, async ({ page, app }) => {
      await page.route(SHARD, fault);
      await page.goto(TINY + ON_WASM);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('fashion-mnist-train-0', { timeout: 60_000 });
      await page.unroute(SHARD);
      await alert.getByRole('button', { name: /try again|retry/i }).click();
      await expect(alert).toBeHidden();
      await app.loaded();
      await app.train.click();
      await app.moving();
    });
  }
});

test('a loss that is not finite stops the run; the page names the step and what to try', async ({
  page,
  app,
}) => {
  await app.open(`/?samples=1000&epochs=9&activation=relu&optimizer=sgd&lr=10&decay=1${ON_WASM}`);
  await app.train.click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/step \d+/i, { timeout: 30_000 });
  await expect(alert).toContainText(/learning rate/i);
  await expect(app.train).toBeEnabled();
});
