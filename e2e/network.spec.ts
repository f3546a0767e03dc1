// The network, live: its shape before any data, its values while it trains, other images, and what is there on demand.

import { expect, test } from './fixtures.ts';
import { finishedRun, networkOf } from './network-page.ts';
import { ON_WASM, percentages, SMALL, TINY } from './playground.ts';

test('before any training: garments with their names, the real shapes, and the first weights’ values', async ({
  page,
}) => {
  // No shard ever arrives.
  await page.route('**/data/*.bin', () => {});
  await page.goto(TINY + ON_WASM);
  const network = networkOf(page);
  await network.region.scrollIntoViewIfNeeded();
  await expect(network.image(/^Test image:/)).toHaveCount(10);
  await expect(network.image(/^Test image: Ankle boot$/)).toBeChecked();
  for (const [layer, count] of [
    ['c1', 6],
    ['s2', 6],
    ['c3', 16],
    ['s4', 16],
  ] as const) {
    await expect(network.maps(layer)).toHaveCount(count);
  }
  await expect(network.region.getByText('16 @ 10×10')).toBeVisible();
  await expect.poll(async () => (await percentages(network.output)).length).toBe(10);
});

test('nothing moves when the values come', async ({ page }) => {
  // Held back, so that the panel is first seen without values.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/worker-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(TINY + ON_WASM);
  const network = networkOf(page);
  await network.region.scrollIntoViewIfNeeded();
  await expect(network.image(/^Test image:/)).toHaveCount(10);
  /** Position and size of every part, from the region's upper left. */
  const places = () =>
    network.region.evaluate((region) => {
      const { x, y, height } = region.getBoundingClientRect();
      const parts = [
        ...region.querySelectorAll(
          'fieldset, canvas, button, input, summary, svg, .network-label, .network-readout',
        ),
      ];
      const boxes = parts.map((part) => {
        const box = part.getBoundingClientRect();
        return [box.x - x, box.y - y, box.width, box.height].map(Math.round).join(' ');
      });
      // The loss is a button of its own, within the room of the verdict.
      return { height, boxes: boxes.filter((_box, i) => !parts[i]!.closest('.network-verdict')) };
    });
  const empty = await places();
  expect(empty.boxes.length).toBeGreaterThan(60);
  expect(await percentages(network.output)).toEqual([]);
  release();
  await expect.poll(async () => (await percentages(network.output)).length).toBe(10);
  expect(await places()).toEqual(empty);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await network.region.scrollIntoViewIfNeeded();
  await expect(network.image(/Ankle boot, (correct|predicted)/)).toBeVisible({ timeout: 60_000 });
  expect(await places()).toEqual(empty);
});

test('it follows the training and can be scrubbed back', async ({ page, app }) => {
  await app.open(SMALL + ON_WASM);
  const network = networkOf(page);
  await app.train.click();
  await network.region.scrollIntoViewIfNeeded();
  const step = async () => (await network.weights.getAttribute('aria-valuetext')) ?? '';
  const seen = new Set<string>();
  await expect
    .poll(async () => seen.add(await step()).size, { timeout: 30_000, intervals: [100] })
    .toBeGreaterThan(6);
  await app.testAccuracy();
  await app.show('Network');
  await network.region.scrollIntoViewIfNeeded();
  await expect.poll(step).toMatch(/^best, step/);
  await expect(network.image(/Ankle boot, (correct|predicted)/)).toBeVisible();
  const best = await percentages(network.output);
  await network.weights.focus();
  await page.keyboard.press('Home');
  await expect.poll(step).toBe('before training');
  await expect.poll(() => percentages(network.output)).not.toEqual(best);
  await page.keyboard.press('End');
  await expect.poll(() => percentages(network.output)).toEqual(best);
});

test('the image changed by hand, another test image, and the drawing', async ({ page, app }) => {
  await finishedRun(app);
  const network = networkOf(page);
  await network.region.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await percentages(network.output)).length).toBe(10);
  const before = await percentages(network.output);
  await network.hand.getByRole('button', { name: 'Invert' }).click();
  await expect.poll(() => percentages(network.output)).not.toEqual(before);
  await network.hand.getByRole('button', { name: 'Undo the changes to the image' }).click();
  await expect.poll(() => percentages(network.output)).toEqual(before);
  const number = network.region.getByLabel('Test image number');
  await number.fill('14');
  await number.press('Enter');
  await expect(network.region.getByRole('img', { name: 'Input image: No. 14: Dress' })).toBeVisible();
  await network.image(/^Drawing$/).check();
  await expect(network.region).toContainText('Nothing is drawn yet.');
  await app.show('Draw');
  await app.drawing.getByRole('button', { name: 'Try an example' }).click();
  await app.show('Network');
  await network.region.scrollIntoViewIfNeeded();
  await expect(network.region.getByRole('img', { name: 'Input image: Your drawing' })).toBeVisible();
});

test('occlusion sensitivity, learned filters, what a map responds to, and the values as text', async ({
  page,
  app,
}) => {
  await finishedRun(app);
  const network = networkOf(page);
  await network.region.scrollIntoViewIfNeeded();
  await network.region.getByRole('checkbox', { name: 'Key areas (occlusion)' }).check();
  await expect(
    network.region.getByRole('img', { name: /^(Covering the .+ hurts most|No single small area decides)/ }),
  ).toBeVisible();
  await network.region.getByText('Learned filters').click();
  await expect(network.region.getByRole('img', { name: /^Learned filters of c3: 16 times 6/ })).toBeVisible();
  await network.region.getByText('What a map responds to').click();
  const search = network.region.getByRole('button', { name: 'Search 2,000 training images' });
  // A search that another view interrupts can be started again. In one task, so that no answer comes between.
  const results = await app.viewLink('Results').elementHandle();
  await search.evaluate((button: HTMLElement, link) => {
    button.click();
    (link as HTMLElement).click();
  }, results);
  await app.shows('Results');
  await app.show('Network');
  await search.click();
  await expect(network.region.getByRole('img', { name: /^Training image: .+, value \d/ })).toHaveCount(8);
  await expect(network.region).toContainText('c1, map 1: 2,000 images searched');
  const found = network.region.getByRole('listitem').filter({ hasText: /[a-z] \d\.\d{4}$/ });
  await found.first().getByRole('button').click();
  await expect(network.region.getByRole('img', { name: /^Input image: Training image \d/ })).toHaveCount(1);
  await network.region.getByText('Values as text').click();
  await expect(network.region.getByRole('table').first()).toContainText(/\d\.\d/);
});
