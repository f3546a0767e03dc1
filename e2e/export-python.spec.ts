// The zip of a run, downloaded and unpacked: its script and its notebook train in PyTorch what the page trained.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { pythonWith, runPython } from '../tools/python.ts';
import { expect, test as base } from './fixtures.ts';
import { ON_WASM } from './playground.ts';

/** A whole epoch, which takes PyTorch a quarter of a minute twice, only with LONG_RUNS=1. */
const LINK = process.env.LONG_RUNS === undefined ? '/?samples=6000&epochs=1' : '/?epochs=1';
const NOTEBOOK_RUNNER = resolve(import.meta.dirname, '../test/python/run_notebook.py');

const test = base.extend<{ folder: string }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern.
  folder: async ({}, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    await provide(folder);
    rmSync(folder, { recursive: true });
  },
});

const lastLine = (printed: string) => printed.trimEnd().split('\n').at(-1)!;

test('a run of Classic LeNet, the script and the notebook of its zip', async ({ page, app, folder }) => {
  test.setTimeout(300_000);
  const python = await pythonWith(['torch', 'numpy', 'nbformat']);
  // `pythonWith` has printed what to install, and `npm test` counts it as skipped.
  test.skip(python === null, 'Python lacks torch, numpy or nbformat');

  await app.open(LINK + ON_WASM);
  await app.train.click();
  const inThePage = Math.round((await app.testAccuracy()) * 10_000);
  await app.result.getByRole('button', { name: 'Export', exact: true }).click();
  await app.result.getByRole('checkbox', { name: /images/ }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    app.result.getByRole('button', { name: 'Everything (zip)', exact: true }).click(),
  ]);
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(await download.path())))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }

  // PyTorch rounds its sums elsewhere, so that a few of the 10,000 images may come out differently.
  const printed = await runPython(python!, ['train.py', '--device', 'cpu'], { folder });
  const said = /^([\d,]+) of 10,000 correct; in the page ([\d,]+)\.$/.exec(lastLine(printed))!;
  const [trained, named] = said.slice(1).map((count) => Number(count.replaceAll(',', '')));
  expect(named).toBe(inThePage);
  expect(Math.abs(trained! - inThePage)).toBeLessThanOrEqual(10);

  const cells = (await runPython(python!, [NOTEBOOK_RUNNER, 'run.ipynb'], { folder })).split('\n');
  expect(cells[cells.indexOf('[test]') + 1]).toBe(lastLine(printed));
  const count = inThePage.toLocaleString('en');
  expect(cells[cells.indexOf('[pageWeights]') + 1]).toBe(`${count} of 10,000 correct; in the page ${count}.`);
});
