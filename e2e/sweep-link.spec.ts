// The link of a plan, and a saved sweep that can't be read.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM } from './playground.ts';
import { ended, sweepView } from './sweep-view.ts';

/** Runs in the page: the header of the saved sweep loses its plan. */
function damageSavedSweep(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('lenet-playground-sweep');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const writing = opening.result.transaction('sweeps', 'readwrite');
      writing.objectStore('sweeps').put({ version: 1 }, 'newest');
      writing.addEventListener('complete', () => {
        opening.result.close();
        resolve();
      });
    });
  });
}

/** Runs in the page: the number of saved sweeps. */
function savedSweeps(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('lenet-playground-sweep');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const counting = opening.result.transaction('sweeps').objectStore('sweeps').count();
      counting.addEventListener('success', () => {
        opening.result.close();
        resolve(counting.result);
      });
    });
  });
}

test('the link of a plan that was not changed is copied, and is in the address bar', async ({
  page,
  app,
}) => {
  const sweep = sweepView(page);
  await app.open(`/?samples=300&epochs=1&batch=50${ON_WASM}&view=sweep`);
  await expect(sweep.start).toBeVisible();
  expect(page.url()).not.toContain('&sweep=');
  await sweep.button('Copy link to this sweep').click();
  await expect(page).toHaveURL(/[?&]sweep=lr:log:0\.0001:0\.1:4(&|$)/);
});

test('a link whose base settings are others opens New sweep beside the results of the saved sweep', async ({
  page,
  app,
}) => {
  const sweep = sweepView(page);
  const link = (epochs: number) => `/?samples=300&epochs=${epochs}&batch=50${ON_WASM}&sweep=seed:1:2`;
  const part = (name: string) => sweep.region.getByRole('radio', { name, exact: true });
  await app.open(link(1));
  await sweep.start.click();
  await ended(page);
  await app.open(link(2));
  await expect(part('New sweep')).toBeChecked();
  await expect(sweep.start).toBeVisible();
  await app.open(link(1));
  await expect(part('Results')).toBeChecked();
  await expect(sweep.results).toBeVisible();
});

test('a link that requests the GPU for more kinds of networks than may share it: the progress says why threads train', async ({
  page,
  app,
}) => {
  const sweep = sweepView(page);
  await app.open('/?samples=300&epochs=1&engine=webgpu&sweep=batch:10,20,25,40,50');
  await sweep.start.click();
  await expect(sweep.results).toContainText(
    'This sweep uses WebAssembly instead of the requested engine (Fused WebGPU kernels), because its networks are of 5 kinds',
  );
  await ended(page);
  await expect(sweep.results).toContainText('instead of the requested engine (Fused WebGPU kernels)');
  expect(await axeViolations(page)).toEqual([]);
});

test('a saved sweep that can’t be read is deleted', async ({ page, app }) => {
  const sweep = sweepView(page);
  await app.open(`/?samples=300&epochs=1&batch=50${ON_WASM}&sweep=seed:1:2`);
  await sweep.start.click();
  await ended(page);
  await page.evaluate(damageSavedSweep);
  await page.reload();
  await expect(sweep.region).toContainText('The saved sweep can’t be read');
  expect(await axeViolations(page)).toEqual([]);
  // A change of the plan does not answer it.
  await sweep.region.getByRole('radio', { name: 'List', exact: true }).check();
  await expect(page).toHaveURL(/sweep=seed:1,2/);
  await expect(sweep.region).toContainText('The saved sweep can’t be read');
  await sweep.button('Delete the saved sweep').click();
  await expect(sweep.region).not.toContainText('The saved sweep can’t be read');
  await expect(sweep.region.getByRole('heading', { name: 'Sweep', exact: true })).toBeFocused();
  await expect(sweep.button('Delete the saved sweep')).toHaveCount(0);
  await expect.poll(() => page.evaluate(savedSweeps)).toBe(0);
});
