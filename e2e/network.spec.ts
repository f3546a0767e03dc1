// The network, live: its shape before any data, its values while it trains, and a value of c3 opened down to the image's
// pixels by mouse, by touch and by keyboard alone.

import type { Locator, Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM, percentages, SMALL, TINY } from './playground.ts';

function networkOf(page: Page) {
  const region = page.getByRole('region', { name: 'Network', exact: true });
  const group = (layer: string) => region.getByRole('group', { name: `Outputs of ${layer}`, exact: true });
  return {
    region,
    map: (layer: string, map: number) =>
      group(layer).getByRole('button', { name: `${layer}, map ${map}`, exact: true }),
    maps: (layer: string) => group(layer).getByRole('button'),
    output: region.getByRole('group', { name: 'Probabilities of the ten classes' }),
    weights: region.getByRole('slider', { name: /^Weights/ }),
    calculation: region.getByRole('region', { name: 'Calculation', exact: true }),
    image: (name: RegExp) => region.getByRole('radio', { name }),
    hand: region.getByRole('group', { name: 'Change the image' }),
  };
}

/** The value that a calculation ends with. */
async function resultOf(calculation: Locator): Promise<number> {
  await expect(calculation).toContainText(/= −?\d[\d.e−+]*$/);
  const text = (await calculation.textContent()) ?? '';
  return Number(/= (\S+)$/.exec(text)![1]!.replaceAll('−', '-'));
}

/** The third cell of the third row of a grid of inputs. */
const middle = (grid: Locator) => grid.getByRole('button', { name: /^Row 3, column 3:/ });

async function finished(page: Page, app: { open: (link: string) => Promise<void>; train: Locator }) {
  await app.open(TINY + ON_WASM);
  await app.train.click();
  await expect(page.getByRole('region', { name: 'Result', exact: true })).toContainText('Test accuracy', {
    timeout: 60_000,
  });
}

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

test('a value of c3 opens down to the pixels by mouse', async ({ page, app }) => {
  await finished(page, app);
  const network = networkOf(page);
  const { calculation } = network;
  await network.region.scrollIntoViewIfNeeded();
  const map = network.map('c3', 5);
  await map.hover({ position: { x: 20, y: 20 } });
  await expect(network.region).toContainText(/c3, map 5, row \d+, column \d+ = −?\d/);
  await map.click({ position: { x: 20, y: 20 } });
  await resultOf(calculation);
  await middle(calculation.getByRole('group', { name: /^s2, map/ }).first()).click();
  await resultOf(calculation);
  await calculation
    .getByRole('group', { name: /^c1, map/ })
    .getByRole('button')
    .first()
    .click();
  await resultOf(calculation);
  await middle(calculation.getByRole('group', { name: 'Image' })).click();
  await expect(calculation).toContainText('÷ 255');
  const value = await resultOf(calculation);
  expect(value * 255).toBeCloseTo(Math.round(value * 255), 1);
  await calculation.getByRole('button', { name: /^c3, map 5/ }).click();
  await expect(calculation.getByRole('group', { name: 'Products' }).first()).toBeVisible();
  await calculation.getByRole('button', { name: 'Close' }).click();
  await expect(calculation).toHaveCount(0);
});

test('a probability and the loss open, and a dense unit down to s4', async ({ page, app }) => {
  await finished(page, app);
  const network = networkOf(page);
  const { calculation } = network;
  await network.region.scrollIntoViewIfNeeded();
  await network.region.getByRole('button', { name: /^Loss/ }).click();
  const loss = await resultOf(calculation);
  await calculation.getByRole('button', { name: /^0\.\d+$/ }).click();
  expect(-Math.log(await resultOf(calculation))).toBeCloseTo(loss, 2);
  await calculation
    .getByRole('row', { name: /Ankle boot/ })
    .getByRole('button')
    .click();
  await resultOf(calculation);
  for (const layer of ['f6', 'f5', 's4']) {
    await calculation
      .getByRole('listitem')
      .getByRole('button', { name: new RegExp(`^${layer},`) })
      .first()
      .click();
    await resultOf(calculation);
  }
});

test('by keyboard alone, and Escape leads back', async ({ page, app }) => {
  await finished(page, app);
  const network = networkOf(page);
  const { calculation } = network;
  await network.region.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await percentages(network.output)).length).toBe(10);
  await network.map('c3', 1).focus();
  await page.keyboard.press('PageDown');
  await expect(network.map('c3', 2)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const title = calculation.getByRole('heading', { name: 'Calculation' });
  await expect(title).toBeFocused();
  await resultOf(calculation);
  /** Tab to the first cell of a grid, an arrow to its neighbour, Enter. */
  const openFrom = async (name: RegExp) => {
    const grid = calculation.getByRole('group', { name }).first();
    const inGrid = () => grid.evaluate((element) => element.contains(document.activeElement));
    for (let presses = 0; presses < 12 && !(await inGrid()); presses++) await page.keyboard.press('Tab');
    expect(await inGrid()).toBe(true);
    // The last cell: padding is at the upper left of a window.
    for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await expect(title).toBeFocused();
  };
  await openFrom(/^s2, map/);
  await openFrom(/^c1, map/);
  await resultOf(calculation);
  await page.keyboard.press('Escape');
  await expect(calculation).toHaveCount(0);
  await expect(network.map('c3', 2)).toBeFocused();
});

test('axe finds nothing with a calculation open, at phone width either; nothing scrolls sideways', async ({
  page,
  app,
}) => {
  await finished(page, app);
  const network = networkOf(page);
  await network.region.scrollIntoViewIfNeeded();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const button of [
      network.map('c3', 3),
      network.map('s2', 2),
      network.output.getByRole('button').first(),
    ]) {
      await button.click();
      await resultOf(network.calculation);
      expect(await axeViolations(page)).toEqual([]);
    }
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  }
});

test('the image changed by hand, another test image, and the drawing', async ({ page, app }) => {
  await finished(page, app);
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
  await app.drawing.getByRole('button', { name: 'Try an example' }).click();
  await network.region.scrollIntoViewIfNeeded();
  await expect(network.region.getByRole('img', { name: 'Input image: Your drawing' })).toBeVisible();
});

test('occlusion sensitivity, learned filters, what a map responds to, and the values as text', async ({
  page,
  app,
}) => {
  await finished(page, app);
  const network = networkOf(page);
  await network.region.scrollIntoViewIfNeeded();
  await network.region.getByRole('checkbox', { name: 'Key areas (occlusion)' }).check();
  await expect(
    network.region.getByRole('img', { name: /^(Covering the .+ hurts most|No single small area decides)/ }),
  ).toBeVisible();
  await network.region.getByText('Learned filters').click();
  await expect(network.region.getByRole('img', { name: /^Learned filters of c3: 16 times 6/ })).toBeVisible();
  await network.region.getByText('What a map responds to').click();
  await network.region.getByRole('button', { name: 'Search 2,000 training images' }).click();
  await expect(network.region.getByRole('img', { name: /^Training image: .+, value \d/ })).toHaveCount(8);
  await expect(network.region).toContainText('c1, map 1: 2,000 images searched');
  await network.region.getByText('Values as text').click();
  await expect(network.region.getByRole('table').first()).toContainText(/\d\.\d/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a value of c3 opens down to the pixels by touch', async ({ page, app }) => {
    await finished(page, app);
    const network = networkOf(page);
    const { calculation } = network;
    await network.map('c3', 4).tap();
    await resultOf(calculation);
    await middle(calculation.getByRole('group', { name: /^s2, map/ }).first()).tap();
    await resultOf(calculation);
    await calculation
      .getByRole('group', { name: /^c1, map/ })
      .getByRole('button')
      .first()
      .tap();
    await resultOf(calculation);
    await middle(calculation.getByRole('group', { name: 'Image' })).tap();
    await expect(calculation).toContainText('÷ 255');
    await resultOf(calculation);
    await calculation.getByRole('button', { name: 'Close' }).tap();
    await expect(calculation).toHaveCount(0);
  });
});
