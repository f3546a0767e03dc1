// Loading a weight file: the model is tested and used, or the file is refused and nothing changes.

import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { exportedRun } from '../src/export/exported-run.fixture.ts';
import { onnxFile } from '../src/export/onnx.ts';
import { tfjsFiles } from '../src/export/tfjs.ts';
import { readWeightFile } from '../src/weights/read-weight-file.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM, playground, TINY } from './playground.ts';

const LOAD = /^Load weights/;

/** The network of a safetensors file as another format. */
function inOtherFormats(safetensors: Buffer): Record<string, Buffer> {
  const read = readWeightFile(safetensors);
  if ('refusal' in read) throw new Error(read.refusal.found);
  const { config, parameters } = read.file;
  const run = exportedRun(config!, parameters);
  const { model, weights } = tfjsFiles(run);
  const zip = zipSync({
    'run/tfjs/model.json': new TextEncoder().encode(model),
    'run/tfjs/weights.bin': weights,
  });
  return { 'mine.onnx': Buffer.from(onnxFile(run)), 'tfjs.zip': Buffer.from(zip) };
}

test('a downloaded file has the same accuracy in another page; an invalid file changes nothing', async ({
  page,
  app,
  browser,
  baseURL,
}) => {
  await app.open(`${TINY}&c1=4${ON_WASM}`);
  await app.train.click();
  const accuracy = await app.testAccuracy();
  const [download] = await Promise.all([page.waitForEvent('download'), app.download.click()]);
  const buffer = await readFile(await download.path());

  const fresh = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  const other = playground(fresh);
  await other.open(`${TINY}${ON_WASM}&view=results`);
  const file = (name: string, content: Buffer) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: content,
  });
  await fresh.getByLabel(LOAD).setInputFiles(file('mine.safetensors', buffer));
  expect(await other.testAccuracy()).toBe(accuracy);
  await expect(other.result).toContainText('from the file mine.safetensors');
  await expect(fresh).toHaveURL(/[?&]c1=4(&|$)/);

  const answer = other.content('Results').getByRole('status').filter({ hasText: 'could not be loaded' });
  await fresh.getByLabel(LOAD).setInputFiles(file('page.safetensors', Buffer.from('<!doctype html>')));
  await expect(answer).toContainText('page.safetensors could not be loaded. Nothing changed.');
  await fresh.getByLabel(LOAD).setInputFiles(file('huge.safetensors', Buffer.alloc(5 << 20)));
  await expect(answer).toContainText('It is larger than any weight file');
  expect(await other.testAccuracy()).toBe(accuracy);

  for (const [name, content] of Object.entries(inOtherFormats(buffer))) {
    await fresh.getByLabel(LOAD).setInputFiles(file(name, content));
    await expect(other.result).toContainText(`from the file ${name}`, { timeout: 60_000 });
    expect(await other.testAccuracy()).toBe(accuracy);
  }
  await fresh.getByLabel(LOAD).setInputFiles(file('cut.zip', Buffer.from('PK\x03\x04 and no more')));
  await expect(answer).toContainText('cut.zip could not be loaded. Nothing changed. The zip file is damaged');
  expect(await other.testAccuracy()).toBe(accuracy);

  await other.result.getByRole('button', { name: 'Fine-tune these weights' }).click();
  await expect(other.result).toContainText('fine-tuned from earlier weights', { timeout: 60_000 });
  await fresh.close();
});
