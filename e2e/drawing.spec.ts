// The drawing panel's tools, without training: inks, filled outlines, tracing a class, and the keyboard pen.

import type { Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM, TINY, type Playground } from './playground.ts';

/** The 28x28 grey levels that the network sees; empty before a drawing. */
async function seen(app: Playground): Promise<number[]> {
  const image = app.drawing.getByRole('img', { name: 'What the network sees: 28×28', exact: true });
  return image.evaluateAll((canvases) =>
    (canvases as HTMLCanvasElement[]).flatMap((canvas) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, 28, 28);
      return Array.from({ length: 784 }, (_, p) => data[4 * p]!);
    }),
  );
}

/** What the network sees of the whole stroke that was drawn last. Before, it may see a part of it. */
async function seenWhole(app: Playground): Promise<number[]> {
  await app.drawing.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => seen(app)).toEqual([]);
  await app.drawing.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect.poll(() => seen(app)).toHaveLength(784);
  return seen(app);
}

const DRAW = `${TINY}${ON_WASM}&view=draw`;
const MIDDLE = 14 * 28 + 14;

/** One stroke of the mouse through points in fractions of the pad. */
async function stroke(page: Page, app: Playground, ...points: [number, number][]): Promise<void> {
  await app.canvas.scrollIntoViewIfNeeded();
  const box = (await app.canvas.boundingBox())!;
  for (const [k, [x, y]] of points.entries()) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
    if (k === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

const SQUARE: [number, number][] = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.8],
  [0.2, 0.8],
  [0.2, 0.2],
];

test('a dark stroke over a light shape is dark for the network; the eraser and undo remove it', async ({
  page,
  app,
}) => {
  await app.open(DRAW);
  await app.drawing.getByRole('radio', { name: 'Filled shape', exact: true }).check();
  await stroke(page, app, ...SQUARE);
  const light = (await seenWhole(app))[MIDDLE];
  expect(light).toBeGreaterThan(100);

  await app.drawing.getByRole('radio', { name: 'Line', exact: true }).check();
  await app.drawing.getByRole('radio', { name: 'Dark', exact: true }).check();
  await stroke(page, app, [0.51, 0.3], [0.51, 0.7]);
  await expect.poll(async () => (await seen(app))[MIDDLE]).toBeLessThan(light! / 2);
  expect((await seen(app))[MIDDLE]).toBeGreaterThan(0);

  await app.drawing.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await seen(app))[MIDDLE]).toBe(light);

  await app.drawing.getByRole('radio', { name: 'Eraser', exact: true }).check();
  await app.drawing.getByRole('slider', { name: 'Size' }).fill('20');
  await stroke(page, app, [0.1, 0.5], [0.9, 0.5]);
  await app.drawing.getByRole('checkbox', { name: 'Fill outlines' }).uncheck();
  await expect.poll(async () => (await seen(app))[MIDDLE]).toBe(0);
});

test('an outline is filled or left empty', async ({ page, app }) => {
  await app.open(DRAW);
  await expect(app.drawing.getByRole('radio', { name: 'Line', exact: true })).toBeChecked();
  await expect(app.drawing.getByRole('slider', { name: 'Size' })).toHaveValue('10');
  await stroke(page, app, ...SQUARE);
  await expect.poll(async () => (await seen(app))[MIDDLE]).toBeGreaterThan(100);
  await expect(app.drawing.getByRole('img', { name: 'Outline filled' })).toBeVisible();

  await app.drawing.getByRole('checkbox', { name: 'Fill outlines' }).uncheck();
  await expect.poll(async () => (await seen(app))[MIDDLE]).toBe(0);
  expect(Math.max(...(await seen(app)))).toBeGreaterThan(100);
  await expect(app.drawing.getByRole('img', { name: 'Not filled' })).toBeVisible();
  await expect(app.drawing.getByText(/it is filled automatically/)).toBeHidden();
});

test('beside the pad stands why white lines are grey for the network', async ({ page, app }) => {
  await app.open(DRAW);
  const why = app.drawing.getByText('Toned grey, like the photos it learned from.');
  await expect(why).toBeHidden();
  await stroke(page, app, ...SQUARE);
  await expect(why).toBeVisible();
  await expect(app.drawing.getByRole('img', { name: 'Before toning', exact: true })).toBeVisible();
  await expect(app.drawing.getByRole('img', { name: 'After toning', exact: true })).toBeVisible();
  expect(Math.max(...(await seen(app)))).toBeLessThan(255);
  await app.drawing.getByRole('button', { name: 'Clear' }).click();
  await expect(why).toBeHidden();
});

test('a stray dot changes nothing for the network', async ({ page, app }) => {
  await app.open(DRAW);
  await stroke(page, app, [0.4, 0.4], [0.8, 0.4], [0.8, 0.8], [0.4, 0.8], [0.4, 0.4]);
  const clean = await seenWhole(app);
  await stroke(page, app, [0.05, 0.05]);
  // Only the whole pad shows the dot.
  const sheetCorner = () =>
    app.drawing
      .getByRole('img', { name: 'Scaled down' })
      .evaluate((canvas: HTMLCanvasElement) => canvas.getContext('2d')!.getImageData(1, 1, 1, 1).data[0]!);
  await expect.poll(sheetCorner).toBeGreaterThan(0);
  expect(await seen(app)).toEqual(clean);
});

test('a small drawing reaches the network with lines as thin as those of a large one', async ({
  page,
  app,
}) => {
  await app.open(DRAW);
  await app.drawing.getByRole('checkbox', { name: 'Fill outlines' }).uncheck();
  const inked = async () => (await seenWhole(app)).reduce((sum, value) => sum + value, 0);
  await stroke(page, app, [0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9], [0.1, 0.1]);
  const large = await inked();
  expect(large).toBeGreaterThan(0);
  await app.drawing.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => seen(app)).toEqual([]);
  await stroke(page, app, [0.4, 0.4], [0.7, 0.4], [0.7, 0.7], [0.4, 0.7], [0.4, 0.4]);
  const small = await inked();
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(1.2 * large);
});

test('tracing a class by keyboard: announced, changed, removed, and never part of the drawing', async ({
  page,
  app,
}) => {
  await app.open(DRAW);
  await app.loaded();
  const choice = app.drawing.getByRole('combobox', { name: 'Trace' });
  await choice.focus();
  await page.keyboard.type('Bag');
  const traced = app.drawing.getByRole('img', { name: /^Test image [\d,]+: Bag$/ });
  await expect(traced).toBeVisible();
  const first = await traced.getAttribute('aria-label');
  await expect(app.drawing.getByRole('status').filter({ hasText: 'Under the pad' })).toContainText(', Bag.');
  expect(await seen(app)).toEqual([]);
  expect(await axeViolations(page)).toEqual([]);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(traced).not.toHaveAttribute('aria-label', first!);

  await stroke(page, app, [0.4, 0.5], [0.6, 0.5]);
  const over = await seenWhole(app);
  await choice.selectOption('Nothing');
  await expect(traced).toBeHidden();
  expect(await seen(app)).toEqual(over);
});

test('a class to trace is announced as missing and appears with the data', async ({ page, app }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/data/*.bin', async (route) => {
    await held;
    await route.continue();
  });
  await app.open(DRAW);
  await app.drawing.getByRole('combobox', { name: 'Trace' }).selectOption('Dress');
  await expect(app.drawing.getByRole('status').filter({ hasText: 'One appears' })).toBeVisible();
  await app.drawing.getByRole('button', { name: 'Try an example' }).click();
  await expect(app.drawing.getByRole('status').filter({ hasText: 'Try again' })).toBeVisible();
  release();
  await expect(app.drawing.getByRole('img', { name: /^Test image [\d,]+: Dress$/ })).toBeVisible();
});

test('the keyboard pen announces its position when it rests', async ({ page, app }) => {
  await app.open(DRAW);
  await app.canvas.focus();
  for (const key of ['Shift+ArrowLeft', 'Shift+ArrowUp', 'Shift+ArrowUp']) await page.keyboard.press(key);
  const place = app.drawing.getByRole('status').filter({ hasText: 'Column' });
  await expect(place).toHaveText('Column 17 of 41, row 13, pen up');
  await page.keyboard.press('Space');
  await expect(place).toHaveText('Column 17 of 41, row 13, pen down');
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
  await expect(place).toHaveText('Column 29 of 41, row 13, pen down');
  await page.keyboard.press('Space');
  await expect.poll(() => seen(app)).toHaveLength(784);
});
