// The main journey on the real dataset: open, train, watch, test, browse, draw, download.

import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import {
  ARTICLE_SHAPES,
  FIRST_TEST_CLASSES,
  galleryNames,
  LONG,
  ON_WASM,
  percentages,
  playground,
  SMALL,
} from './playground.ts';
import { readSafetensors } from './safetensors.ts';

/** Number of points of the longest line in a plot. */
async function longestPath(plot: Locator): Promise<number> {
  const lines = await plot
    .locator('svg path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));
  return Math.max(0, ...lines.map((line) => line.split(/[LC]/).length));
}

test('train, watch, score, browse, draw and download', async ({ page, app }) => {
  await app.open(SMALL + ON_WASM);
  await app.train.click();
  await app.moving();
  await expect(app.pause).toBeVisible();
  await expect.poll(() => longestPath(app.loss)).toBeGreaterThan(10);
  await app.page.getByRole('button', { name: 'Halve the learning rate' }).click();
  await expect(app.loss).toContainText('lr 0.0015');

  const accuracy = await app.testAccuracy();
  // Chance is 0.1.
  expect(accuracy).toBeGreaterThan(0.75);
  await expect(app.result).toContainText(/epoch/i);

  await expect(app.log.getByRole('row')).toHaveCount(4);
  await expect.poll(() => longestPath(app.accuracy)).toBeGreaterThan(1);

  await test.step('the gallery shows the test set with its labels', async () => {
    await app.show('Gallery');
    const first = await galleryNames(app.gallery);
    expect(first.length).toBeGreaterThanOrEqual(8);
    const truths = first.slice(0, 20).map(({ truth }) => truth);
    expect(truths).toEqual(FIRST_TEST_CLASSES.slice(0, truths.length));

    await app.gallery.getByRole('radio', { name: /^Incorrect/ }).check();
    await app.gallery.getByLabel('True class').selectOption('Sandal');
    await app.gallery.getByLabel('Order').selectOption('Most confident');
    const wrong = await galleryNames(app.gallery);
    expect(wrong.length).toBeGreaterThan(0);
    for (const { predicted, truth } of wrong) {
      expect(truth).toBe('Sandal');
      expect(predicted).not.toBe('Sandal');
    }
    const shares = await percentages(app.gallery.getByRole('list'));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));

    await app.gallery.getByLabel('True class').selectOption('Any');
    await app.gallery.getByRole('radio', { name: /^All/ }).check();
    await app.gallery.getByRole('button', { name: 'Last page' }).click();
    await expect.poll(async () => (await galleryNames(app.gallery)).length).toBeGreaterThan(0);
    await app.gallery.getByRole('button', { name: 'Previous page' }).click();
    await expect(app.gallery).toContainText(/Page \d+ of \d+/);
  });

  await test.step('a drawing gets ten probabilities', async () => {
    await app.show('Draw');
    await app.canvas.scrollIntoViewIfNeeded();
    const box = (await app.canvas.boundingBox())!;
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
    await page.mouse.move(...at(0.3, 0.2));
    await page.mouse.down();
    for (const [x, y] of [
      [0.7, 0.2],
      [0.7, 0.8],
      [0.3, 0.8],
      [0.3, 0.2],
    ] as const) {
      await page.mouse.move(...at(x, y), { steps: 8 });
    }
    await page.mouse.up();
    await expect.poll(async () => (await percentages(app.prediction)).length).toBe(10);
    const sum = (await percentages(app.prediction)).reduce((total, value) => total + value, 0);
    expect(Math.abs(sum - 100)).toBeLessThan(0.6);
  });

  await test.step('the downloaded file is the model', async () => {
    await app.show('Results');
    const [download] = await Promise.all([page.waitForEvent('download'), app.download.click()]);
    expect(download.suggestedFilename()).toBe('lenet5-fashion-mnist-best.safetensors');
    const { metadata, tensors } = readSafetensors(await readFile(await download.path()));
    const shapes = Object.entries(tensors).map(([name, { shape }]) => [name, shape]);
    expect(Object.fromEntries(shapes)).toEqual(ARTICLE_SHAPES);
    for (const { dtype, values } of Object.values(tensors)) {
      expect(dtype).toBe('F32');
      expect(values.every(Number.isFinite)).toBe(true);
      expect(new Set(values).size).toBeGreaterThan(1);
    }
    expect(JSON.stringify(metadata)).toContain('relu');
  });
});

test('pause, resume and stop', async ({ app }) => {
  await app.open(LONG + ON_WASM);
  await app.train.click();
  await app.moving();
  await app.pause.click();
  await expect(app.resume).toBeEnabled();
  const paused = await app.progress();
  // The worker has time for a prediction, and trains no step.
  await app.show('Draw');
  await app.canvas.dragTo(app.canvas, {
    sourcePosition: { x: 60, y: 60 },
    targetPosition: { x: 60, y: 160 },
  });
  await expect.poll(async () => (await percentages(app.prediction)).length).toBe(10);
  expect(await app.progress()).toBe(paused);
  await app.resume.click();
  await expect.poll(() => app.progress()).toBeGreaterThan(paused);

  await app.stop.click();
  // Stopped in the first epoch: the current model is tested.
  expect(await app.testAccuracy()).toBeGreaterThan(0.05);
  await expect(app.download).toBeEnabled();

  await app.reset.click();
  await expect(app.result).not.toContainText('Test accuracy');
  await expect(app.train).toBeEnabled();
});

test('the same link gives the same run', async ({ browser, baseURL }) => {
  const runs: string[][] = [];
  for (let run = 0; run < 2; run++) {
    // Storage of its own: a page that is opened again shows its finished run.
    const context = await browser.newContext({ baseURL: baseURL! });
    const app = playground(await context.newPage());
    await app.open(`/?samples=1000&epochs=2&batch=50&flip=on&shift=2&seed=7${ON_WASM}&view=results`);
    await app.train.click();
    await expect(app.log.getByRole('row')).toHaveCount(3, { timeout: 30_000 });
    const rows = await app.log.getByRole('row').all();
    // Losses and accuracies of both epochs; the last column is the time.
    const cells = await Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()));
    runs.push(cells.flatMap((row) => row.slice(0, -1)));
    await context.close();
  }
  expect(runs[0]!.length).toBe(8);
  expect(runs[0]!.join(' ')).toMatch(/\d\.\d{3}/);
  expect(runs[1]).toEqual(runs[0]);
});
