// Sweeps: many networks trained side by side, their heatmap, curves and table, a diverged one, one that is opened; pauses and
// reloads; seeds, the staircase, the search for a learning rate, and the vote.

import type { Locator } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM } from './playground.ts';
import { ended, LONG, sweepView } from './sweep-view.ts';

const TINY = `/?samples=2000&epochs=3&batch=20&activation=relu&pooling=max&optimizer=sgd${ON_WASM}`;
/** The last one diverges. */
const RATES = `${TINY}&sweep=lr:0.002,0.01,0.05,10`;

/** In percent; NaN for none. */
async function accuraciesOf(row: Locator): Promise<{ validation: number; tested: number }> {
  const [validation = '', tested = ''] = await row.getByRole('cell').allTextContents();
  return { validation: Number.parseFloat(validation), tested: Number.parseFloat(tested) };
}

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

test('four learning rates, of which one diverges: plan, heatmap, table, a member that is opened, a vote', async ({
  page,
  app,
}) => {
  const sweep = sweepView(page);
  await app.open(RATES);
  await expect(app.notices).toHaveCount(0);
  await test.step('the plan', async () => {
    await expect(sweep.region).toContainText(
      '4 networks, 19,200 training images in all, counted once per epoch.',
    );
    await expect(sweep.region).toContainText('The time is not known yet');
    await expect(sweep.region.getByRole('textbox', { name: 'Values' })).toHaveValue('0.002, 0.01, 0.05, 10');
  });

  await test.step('trained', async () => {
    await sweep.start.click();
    await expect(sweep.rows).toHaveCount(4);
    await ended(page);
    await expect(sweep.results).toContainText('3 of 4 networks tested');
    await expect(sweep.row('Learning rate 10')).toContainText('diverged');
    await expect(
      sweep.part('Heatmap').getByRole('button', { name: /^Learning rate 10: .*diverged/ }),
    ).toBeVisible();
    for (const rate of ['0.002', '0.01', '0.05']) {
      const row = sweep.row(`Learning rate ${rate}`);
      await expect(row).toContainText('tested');
      const { validation, tested } = await accuraciesOf(row);
      expect(validation).toBeGreaterThan(0);
      expect(tested).toBeGreaterThan(0);
      const cell = sweep
        .part('Heatmap')
        .getByRole('button', { name: new RegExp(`^Learning rate ${rate}: `) });
      await expect(cell).toHaveAccessibleName(new RegExp(`${validation.toFixed(2)}% validation accuracy`));
    }
    // The best one is first.
    const order: number[] = [];
    for (const row of await sweep.rows.all()) order.push((await accuraciesOf(row)).validation);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    await expect(sweep.region).toContainText('10× the learning rate');
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('highlighted by the heatmap, the table and the arrow keys', async () => {
    const cells = sweep.part('Heatmap').getByRole('button');
    await cells.first().focus();
    await expect(sweep.part('Curves')).toContainText('Highlighted: Learning rate 0.002');
    await page.keyboard.press('ArrowRight');
    await expect(sweep.part('Curves')).toContainText('Highlighted: Learning rate 0.01');
    await page.keyboard.press('End');
    expect(await isFocused(cells.last())).toBe(true);
    await sweep.row('Learning rate 0.05').hover();
    await expect(sweep.part('Curves')).toContainText('Highlighted: Learning rate 0.05');
  });

  await test.step('opened', async () => {
    const row = sweep.row('Learning rate 0.01');
    const { tested } = await accuraciesOf(row);
    await sweep.button('Open Learning rate 0.01').click();
    await expect(row).toContainText('shown in every view', { timeout: 30_000 });
    await expect(app.finished).toContainText(`test accuracy ${tested.toFixed(2)}%`);
    expect(Math.round((await app.testAccuracy()) * 10_000) / 100).toBe(tested);
    await app.show('Runs');
    await expect(page.getByRole('table', { name: 'Finished runs' }).locator('tbody tr')).toHaveCount(1);
    await app.show('Sweep');
    await expect(sweep.rows).toHaveCount(4);
  });

  await test.step('a vote of the tested ones', async () => {
    await sweep.choose('Vote');
    await sweep.button('Let 3 networks vote').click();
    await expect(sweep.part('Vote')).toContainText(
      /Test accuracy of the vote: \d+\.\d\d%\. Mean of the single networks: \d+\.\d\d%\./,
      {
        timeout: 30_000,
      },
    );
    await expect(sweep.part('Vote').getByRole('listitem')).toHaveCount(3);
  });

  await test.step('the next plan says about how long', async () => {
    await sweep.choose('New sweep');
    await expect(sweep.region).toContainText(/About .+ at the speed of your newest sweep\./);
  });

  await test.step('the next sweep has no vote yet, and its first cell is reached by Tab', async () => {
    await sweep.choose('Results');
    await sweep.part('Heatmap').getByRole('button').last().focus();
    await sweep.choose('New sweep');
    await sweep.region.getByRole('textbox', { name: 'Values' }).fill('0.01, 0.02');
    await page.keyboard.press('Enter');
    await sweep.start.click();
    await expect(sweep.rows).toHaveCount(2);
    await sweep.choose('Vote');
    await expect(sweep.part('Vote').getByRole('button')).toHaveText('Let 0 networks vote');
    await expect(sweep.part('Vote')).not.toContainText('Test accuracy of the vote');
    await sweep.choose('Results');
    await expect(sweep.part('Heatmap').getByRole('button').first()).toHaveAttribute('tabindex', '0');
    await ended(page);
  });

  await test.step('stored beyond a reload, deleted for good', async () => {
    await page.reload();
    await expect(sweep.rows).toHaveCount(2);
    await expect(sweep.row('Learning rate 0.02')).toContainText('tested');
    await sweep.button('Delete sweep').click();
    await expect(sweep.members).toHaveCount(0);
    await expect(sweep.region.getByRole('heading', { name: 'Sweep', exact: true })).toBeFocused();
    await page.reload();
    await expect(sweep.start).toBeVisible();
    await expect(sweep.members).toHaveCount(0);
  });
});

test('paused, resumed, interrupted by a reload and resumed, stopped; no run starts beside it', async ({
  page,
  app,
}) => {
  const sweep = sweepView(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await app.open(LONG);
  await sweep.start.click();
  await expect.poll(sweep.percent, { timeout: 60_000 }).toBeGreaterThan(0);
  await expect(app.train).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('region', { name: 'Run', exact: true })).toContainText(
    'A sweep is in progress.',
  );
  await sweep.button('Pause sweep').click();
  await expect(sweep.results).toContainText('Paused');
  await sweep.choose('Vote');
  await expect(sweep.part('Vote')).toContainText('The networks can vote when the sweep has ended.');
  await expect(sweep.part('Vote').getByRole('button')).toHaveAttribute('aria-disabled', 'true');
  await sweep.choose('Results');
  const paused = await sweep.percent();
  await sweep.button('Resume sweep').click();
  await expect.poll(sweep.percent, { timeout: 60_000 }).toBeGreaterThan(paused);

  await page.reload();
  await expect(sweep.results).toContainText('You have a saved sweep.', { timeout: 30_000 });
  await expect(sweep.rows).toHaveCount(4);
  await expect(app.train).not.toHaveAttribute('aria-disabled');
  // Members can be discarded after the sweep is resumed.
  await expect(sweep.row('Seed 4').getByRole('button')).toHaveAccessibleName('Open Seed 4');
  await expect(sweep.button('Open Seed 4')).toHaveAttribute('aria-disabled', 'true');
  const saved = await sweep.percent();
  await sweep.button('Resume sweep').click();
  await expect.poll(sweep.percent, { timeout: 60_000 }).toBeGreaterThan(saved);
  await sweep.button('Discard Seed 4').click();
  await expect(sweep.row('Seed 4')).toContainText('discarded');
  await sweep.button('Stop sweep').click();
  await ended(page);
  await expect(sweep.row('Seed 1')).toContainText('tested');
  await expect(sweep.results).toContainText(/accuracy of \d networks?.*: mean \d+\.\d\d%, from/);
});

test('a plan by keyboard alone: its link, its refusals, its start', async ({ page, app }) => {
  const sweep = sweepView(page);
  await app.open(`/?samples=300&epochs=1&batch=50${ON_WASM}&view=sweep`);
  const field = sweep.region.getByRole('combobox', { name: 'Compare', exact: true });
  await field.focus();
  // By its first letter, as a list is.
  await page.keyboard.press('S');
  await expect(field).toHaveValue('seed');
  await expect(page).toHaveURL(/sweep=seed:1:4/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(sweep.region.getByRole('radio', { name: 'List', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  const values = sweep.region.getByRole('textbox', { name: 'Values' });
  await expect(values).toBeFocused();
  const many = Array.from({ length: 65 }, (_, i) => i + 1).join(' ');
  await values.fill(many);
  await page.keyboard.press('Enter');
  await expect(sweep.region).toContainText('These are 65 networks, and 64 is the most.');
  await expect(sweep.start).toHaveAttribute('aria-disabled', 'true');
  await values.fill('3, 5');
  await page.keyboard.press('Enter');
  await expect(sweep.region).toContainText('2 networks, 480 training images in all,');
  await expect(page).toHaveURL(/sweep=seed:3,5/);
  await page.reload();
  await expect(values).toHaveValue('3, 5');
  await sweep.start.focus();
  await page.keyboard.press('Enter');
  await ended(page);
  await expect(sweep.row('Seed 5')).toContainText('tested');
  // The heatmap, and a member opened from it.
  await sweep.part('Heatmap').getByRole('button').last().focus();
  await page.keyboard.press('Enter');
  await expect(sweep.row('Seed 5')).toContainText('shown in every view', { timeout: 30_000 });
});

test('a link to a sweep says what of it can’t be used', async ({ page, app }) => {
  const sweep = sweepView(page);
  await app.open(`${TINY}&sweep=lr:log:1e-9:0.1:4;speed:1:2`);
  await app.shows('Sweep');
  const notices = sweep.part('About the sweep in this link');
  await expect(notices).toContainText('“1e-9” is out of range; 0.000001 is used.');
  await expect(notices).toContainText('“speed:1:2” can’t be swept; it was ignored.');
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices).toHaveCount(0);
  await expect(app.notices).toHaveCount(0);
});

test('a learning rate is found, used and swept around', async ({ page, app }) => {
  const sweep = sweepView(page);
  await app.open(`/?activation=relu&batch=50${ON_WASM}&view=sweep`);
  await sweep.button('Find a learning rate').click();
  const part = sweep.part('Learning rate search');
  await expect(part).toContainText(/The loss falls fastest at \S+\d\./, { timeout: 60_000 });
  const use = part.getByRole('button', { name: /^Use / });
  const rate = (await use.textContent())!.replace('Use ', '');
  await use.click();
  await expect(part).toContainText(`The learning rate is ${rate} now.`);
  await expect(page).toHaveURL(new RegExp(`[?&]lr=${rate.replaceAll('.', String.raw`\.`)}(&|$)`));
  await part.getByRole('button', { name: 'Plan a sweep around it' }).click();
  await expect(page).toHaveURL(/sweep=lr:log:/);
  expect(await axeViolations(page)).toEqual([]);
});

test('the staircase: its order, its rungs with their changes', async ({ page, app }) => {
  const sweep = sweepView(page);
  await app.open(`/?samples=400&epochs=1&batch=50${ON_WASM}&sweep=staircase:2:pooling,activation`);
  await sweep.region.getByText('Order of the rungs').click();
  await sweep.button('Move “Activation” up').click();
  await expect(sweep.region.getByRole('button', { name: 'Move “Activation” up' })).toBeFocused();
  await expect(page).toHaveURL(/sweep=staircase:2:activation,pooling/);
  await expect(sweep.region).toContainText('6 networks, 1,920 training images in all,');
  await sweep.button('Climb the staircase').click();
  await ended(page);
  const rungs = sweep.region.getByRole('table', { name: 'Rungs', exact: true });
  await expect(rungs.locator('tbody tr')).toHaveCount(3);
  await expect(rungs.locator('tbody tr').nth(1)).toContainText('ReLU instead of Sigmoid');
  await expect(rungs.locator('tbody tr').nth(2)).toContainText('Max pooling instead of Average');
  for (const row of await rungs.locator('tbody tr').all()) await expect(row).toContainText(/\d+\.\d\d%/);
  await sweep.choose('Members');
  await expect(sweep.members.getByRole('columnheader').last()).toHaveText('Difference from the rung below');
  await expect(sweep.row('Classic LeNet, seed 1').getByRole('cell').last()).toHaveText('–');
  await expect(sweep.region).toContainText('9,760 parameters');
  expect(await axeViolations(page)).toEqual([]);
});

for (const theme of ['light', 'dark']) {
  test(`seeds on a phone in Chinese: ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/?samples=300&epochs=2&batch=50${ON_WASM}&view=sweep&lang=zh&theme=${theme}`);
    const region = page.getByRole('region', { name: '参数扫描', exact: true });
    await region.getByRole('button', { name: '用 5 个种子训练' }).click();
    await expect(region).toContainText(/5 个网络的测试准确率：平均 \d/, { timeout: 60_000 });
    await expect(region.getByRole('table', { name: '各个网络' }).locator('tbody tr')).toHaveCount(5);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
}
