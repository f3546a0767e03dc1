// Finished runs: listed, named, compared with their images, stored beyond a reload, deleted, exported and imported.

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM, playground, type Playground } from './playground.ts';

const FIRST = `/?samples=1500&epochs=2&batch=50${ON_WASM}`;
const SECOND = `/?samples=2000&epochs=3&batch=50&activation=relu&lr=0.003${ON_WASM}`;

function runsView(page: Page) {
  const region = page.getByRole('region', { name: 'Runs', exact: true });
  const button = (name: string) => region.getByRole('button', { name, exact: true });
  const table = region.getByRole('table', { name: 'Finished runs' });
  return {
    region,
    button,
    rows: table.locator('tbody tr'),
    row: (name: string) =>
      table.getByRole('row').filter({ has: page.getByLabel(`Select ${name}`, { exact: true }) }),
    select: (name: string) => table.getByLabel(`Select ${name}`, { exact: true }),
    comparison: region.getByRole('region', { name: 'Comparison', exact: true }),
  };
}

/** Trains a run to its end and waits until the list has `count` runs. */
async function trained(app: Playground, link: string, count: number): Promise<void> {
  await app.open(link);
  await app.train.click();
  await expect(app.finished).toBeVisible({ timeout: 60_000 });
  await app.show('Runs');
  await expect(runsView(app.page).rows).toHaveCount(count);
}

test('two runs are listed, named, compared, stored and deleted', async ({ page, app, context }) => {
  const runs = runsView(page);
  await app.open(`${FIRST}&view=runs`);
  await expect(runs.region).toContainText('Finished runs appear here');
  await trained(app, FIRST, 1);
  await expect(runs.row('Run 1')).toContainText('Classic LeNet');
  await trained(app, SECOND, 2);
  await expect(runs.row('Run 2')).toContainText('ReLU instead of Sigmoid');

  await test.step('a name, which a reload keeps', async () => {
    // The other tab reads the list again when its view is shown.
    const other = await context.newPage();
    const otherApp = playground(other);
    await otherApp.open(`${SECOND}&view=runs`);
    await expect(runsView(other).select('Run 2')).toBeVisible();
    await otherApp.show('Data');
    const name = runs.region.getByRole('textbox', { name: 'Name of Run 2' });
    await name.fill('With ReLU');
    // Keys of an input method, whose candidates are open.
    await name.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
    await expect(name).toHaveValue('With ReLU');
    await name.press('Enter');
    await expect(runs.select('With ReLU')).toBeVisible();
    await otherApp.show('Runs');
    await expect(runsView(other).select('With ReLU')).toBeVisible();
    await other.close();
    await page.reload();
    await expect(runs.select('With ReLU')).toBeVisible();
    await expect(runs.rows).toHaveCount(2);
  });

  await test.step('side by side', async () => {
    await expect(runs.button('Compare')).toHaveAttribute('aria-disabled', 'true');
    await runs.region.getByRole('checkbox', { name: 'Select all' }).check();
    // The first run in the table is A.
    await runs.region.getByRole('button', { name: 'Name', exact: true }).click();
    await runs.button('Compare').click();
    await expect(runs.comparison.getByRole('heading', { name: 'Comparison' })).toBeFocused();
    const pair = runs.comparison.getByRole('region', { name: 'B (With ReLU) compared with A (Run 1)' });
    await expect(pair).toContainText(
      'ReLU instead of Sigmoid; 3× the learning rate; 1 more epoch; 500 more images',
    );
    await expect(pair).toContainText(
      'They were trained on different numbers of images: A on 1,200, B on 1,600.',
    );
    await expect(pair).toContainText('On the same 10,000 test images');
    expect(await axeViolations(page)).toEqual([]);

    await app.loaded();
    const gained = pair.getByRole('button', { name: /^[\d,]+ images?$/ }).first();
    const count = Number((await gained.textContent())!.replaceAll(/\D/g, ''));
    await gained.click();
    const images = pair.getByRole('region', { name: 'B correct, A incorrect' });
    await expect(images.getByRole('img')).toHaveCount(Math.min(24, count));
    await expect(images).toContainText(`${Math.min(24, count)} of ${count}`);
    for (const image of await images.getByRole('img').all()) {
      const [, truth, a, b] = /^(.+): A predicted (.+), B predicted (.+)$/.exec(
        (await image.getAttribute('aria-label'))!,
      )!;
      expect(b).toBe(truth);
      expect(a).not.toBe(truth);
    }
    // The image itself, and not an empty canvas.
    await expect
      .poll(() =>
        images
          .getByRole('img')
          .first()
          .evaluate((canvas: HTMLCanvasElement) =>
            canvas
              .getContext('2d')!
              .getImageData(0, 0, 28, 28)
              .data.some((value, i) => i % 4 < 3 && value > 0),
          ),
      )
      .toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await images.getByRole('button', { name: 'Close the images' }).click();
    await expect(images).toHaveCount(0);
    await expect(gained).toBeFocused();
    await runs.comparison.getByRole('radio', { name: 'Seconds' }).check();
    await expect(runs.comparison).toContainText('seconds of training');
    await runs.button('Close the comparison').click();
    await expect(runs.comparison).toHaveCount(0);
    await expect(runs.button('Compare')).toBeFocused();
  });

  await test.step('its weights', async () => {
    await runs.select('Run 1').uncheck();
    await runs.button('Use these weights').click();
    await expect(app.finished).toBeVisible({ timeout: 60_000 });
    await expect(runs.region).toContainText('The weights of With ReLU are being tested.');
    // Scores of weights are no run of the list.
    await page.reload();
    await expect(runs.rows).toHaveCount(2);
  });

  await test.step('deleted, brought back, deleted', async () => {
    await runs.select('Run 1').check();
    await runs.button('Delete').click();
    await expect(runs.rows).toHaveCount(1);
    // What was deleted can be brought back after other actions too.
    await runs.region
      .getByLabel('Import run files')
      .setInputFiles({ name: 'no.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await expect(runs.region).toContainText('No run was imported.');
    await runs.button('Undo').click();
    await expect(runs.rows).toHaveCount(2);
    await expect(runs.button('Undo')).toHaveCount(0);
    await expect(runs.region.getByRole('heading', { name: 'Runs', exact: true })).toBeFocused();
    await runs.select('Run 1').check();
    await runs.button('Delete').click();
    await expect(runs.rows).toHaveCount(1);
    await page.reload();
    await expect(runs.rows).toHaveCount(1);
    await expect(runs.select('With ReLU')).toBeVisible();
  });
});

test('run files: saved, a class of them imported with a damaged one, one table as CSV', async ({
  page,
  app,
}) => {
  const runs = runsView(page);
  await trained(app, FIRST, 1);
  await runs.select('Run 1').check();
  const saving = page.waitForEvent('download');
  await runs.button('Save as run.json').click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('Run 1.run.json');
  const text = readFileSync(await saved.path(), 'utf8');
  const run = JSON.parse(text) as { plan: { config: { seed: number } }; result: { accuracy: number } };
  const ofSeed = (seed: number) =>
    JSON.stringify({ ...run, plan: { ...run.plan, config: { ...run.plan.config, seed } } });

  const file = (name: string, content: string) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
  await runs.region
    .getByLabel('Import run files')
    .setInputFiles([
      file('=Ann.json', text),
      file('Bo.json', ofSeed(2)),
      file('Cy.json', text.slice(0, 500)),
      file('Ann again.json', text),
    ]);
  await expect(runs.region).toContainText('2 runs were imported.');
  await expect(runs.region).toContainText('Cy.json: It is not a complete JSON file.');
  await expect(runs.region).toContainText('Ann again.json: It is the same as =Ann.json.');
  // A row for the seeds of one configuration, and three runs.
  await expect(runs.rows).toHaveCount(4);
  await expect(runs.region.getByRole('row', { name: /^3 runs with 2 seeds/ })).toContainText('mean');
  expect(await axeViolations(page)).toEqual([]);

  const downloading = page.waitForEvent('download');
  await runs.region.getByRole('button', { name: 'Name', exact: true }).click();
  await runs.button('Save table as CSV').click();
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  const lines = csv.trim().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^\uFEFF?name,test_accuracy,test_correct/);
  const names = lines.slice(1).map((line) => line.split(',')[0]);
  expect(new Set(names)).toEqual(new Set([`"'=Ann"`, 'Bo', 'Run 1']));
  expect(lines[1]).toContain(`,${run.result.accuracy},`);
});

test('on a phone, in Chinese', async ({ page, app }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const runs = page.getByRole('region', { name: '训练记录', exact: true });
  for (const [i, link] of [FIRST, SECOND].entries()) {
    await app.open(link);
    await app.train.click();
    await expect(app.finished).toBeVisible({ timeout: 60_000 });
    await app.show('Runs');
    await expect(runsView(page).rows).toHaveCount(i + 1);
  }
  await page.getByRole('radio', { name: '中文', exact: true }).check();
  await runs.getByRole('checkbox', { name: '全选' }).check();
  await runs.getByRole('button', { name: '比较', exact: true }).click();
  const comparison = runs.getByRole('region', { name: '训练比较', exact: true });
  await expect(comparison).toContainText('激活函数由');
  await comparison
    .getByRole('button', { name: /^[\d,]+ 张图片$/ })
    .first()
    .click();
  await expect(comparison.getByRole('img').first()).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
