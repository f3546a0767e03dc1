// A run is exported for other programs, from the menu in the results.

import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Download, Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM, playground, TINY, type Playground } from './playground.ts';

async function contentOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(await readFile(await download.path()));
}

/** Presses a button of the menu and waits for its file. */
async function exported(
  page: Page,
  app: Playground,
  name: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    app.result.getByRole('button', { name, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await contentOf(download) };
}

test('every format; the page opens its own ONNX and zip files again', async ({
  page,
  app,
  browser,
  baseURL,
}) => {
  await app.open(`${TINY}&seed=3${ON_WASM}`);
  await app.train.click();
  const accuracy = await app.testAccuracy();
  const [weights] = await Promise.all([page.waitForEvent('download'), app.download.click()]);
  const safetensors = await contentOf(weights);
  await app.result.getByRole('button', { name: 'Export', exact: true }).click();
  expect(await axeViolations(page)).toEqual([]);

  const name = 'lenet5-fashion-mnist-seed3';
  const notebook = await exported(page, app, 'Notebook');
  expect(notebook.name).toBe(`${name}.ipynb`);
  expect(JSON.parse(strFromU8(notebook.bytes))).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
  const onnx = await exported(page, app, 'ONNX');
  expect(onnx.name).toBe(`${name}.onnx`);
  const tfjs = await exported(page, app, 'TensorFlow.js');
  expect(Object.keys(unzipSync(tfjs.bytes))).toEqual(['model.json', 'weights.bin']);

  const zip = await exported(page, app, 'Everything (zip)');
  expect(zip.name).toBe(`${name}.zip`);
  const files = unzipSync(zip.bytes);
  expect(Object.keys(files).sort()).toEqual(
    'README.md model.onnx model.safetensors run.ipynb run.json tfjs/model.json tfjs/weights.bin train.py'.split(
      ' ',
    ),
  );
  expect(files['model.safetensors']).toEqual(safetensors);
  expect(files['model.onnx']).toEqual(onnx.bytes);
  const run = JSON.parse(strFromU8(files['run.json']!)) as { link: string; result: { accuracy: number } };
  expect(run).toMatchObject({ format: 'lenet-playground-run', result: { accuracy } });
  expect(run.link).toContain('seed=3');

  // The script is shown, with the names of the classes that the page shows.
  await app.result.getByRole('button', { name: 'PyTorch script', exact: true }).click();
  const code = app.result.getByRole('group', { name: 'The code of train.py' });
  await expect(code).toContainText('import torch');
  await expect(code).toContainText('Ankle boot');
  const script = await exported(page, app, 'Save train.py');
  expect(strFromU8(script.bytes)).toBe(strFromU8(files['train.py']!));

  const fresh = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  const other = playground(fresh);
  await other.open(`${TINY}${ON_WASM}&view=results`);
  for (const { name, bytes } of [onnx, zip]) {
    await fresh
      .getByLabel(/^Load weights/)
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    await expect(other.result).toContainText(`from the file ${name}`);
    expect(await other.testAccuracy()).toBe(accuracy);
  }
  await fresh.close();
});

test('with the images, on a phone and in Chinese', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${TINY}${ON_WASM}&lang=zh&view=results`);
  await page.getByRole('button', { name: '训练', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /测试准确率 \d+\.\d\d%/ })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('checkbox', { name: /包含图片/ }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 80_000 }),
    page.getByRole('button', { name: '全部（zip）', exact: true }).click(),
  ]);
  const files = unzipSync(await contentOf(download));
  expect(Object.keys(files).filter((name) => name.startsWith('data/'))).toHaveLength(4);
  expect(strFromU8(files['README.md']!)).toContain('短靴');
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
