// The parallel coordinates of a sweep: ranges by mouse, touch and keyboard, and what they leave behind.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM } from './playground.ts';
import { ended, sweepView } from './sweep-view.ts';

/** Both members with the rate 10 diverge. */
const GRID = `/?samples=1000&epochs=3&batch=20&activation=relu&pooling=max&optimizer=sgd${ON_WASM}&sweep=lr:0.01,0.05,10;seed:1:2`;

test('a range by keyboard and by mouse fades the others in the plot, the curves and the table', async ({
  page,
  app,
}) => {
  const sweep = sweepView(page);
  await app.open(GRID);
  await sweep.start.click();
  await ended(page);
  await sweep.choose('Parallel coordinates');
  const plot = sweep.part('Parallel coordinates');
  const outside = sweep.rows.filter({ hasText: 'outside the ranges' });
  const lines = plot.locator('path');
  const curves = sweep.part('Curves').locator('.many-faded');

  await test.step('a line for each network, dashed where it diverged', async () => {
    await expect(plot.getByRole('group')).toHaveCount(4);
    await expect(lines).toHaveCount(6);
    for (const [broken, count] of [
      ['true', 2],
      ['false', 4],
    ] as const) {
      const some = plot.locator(`path[data-broken=${broken}]`);
      await expect(some).toHaveCount(count);
      for (const line of await some.all())
        await expect(line).toHaveCSS('stroke-dasharray', broken === 'true' ? '5px, 4px' : 'none');
    }
    await expect(plot).toContainText('Dashed: diverged or failed.');
    await expect(outside).toHaveCount(0);
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('by keyboard', async () => {
    const from = plot.getByRole('slider', { name: 'Learning rate, from' });
    await expect(from).toHaveAttribute('aria-valuetext', '0.01');
    await from.focus();
    await page.keyboard.press('ArrowUp');
    await expect(from).toHaveAttribute('aria-valuetext', '0.05');
    await expect(outside).toHaveCount(2);
    await page.keyboard.press('Tab');
    const seeds = plot.getByRole('slider', { name: 'Seed, to' });
    await expect(seeds).toBeFocused();
    await page.keyboard.press('Home');
    await expect(seeds).toHaveAttribute('aria-valuetext', '1');
    await expect(outside).toHaveCount(4);
    await expect(sweep.region).toContainText('2 of 6 networks inside the ranges.');
    await expect(sweep.row('Learning rate 0.01; Seed 1')).toContainText('outside the ranges');
    await expect(sweep.row('Learning rate 0.05; Seed 1')).not.toContainText('outside the ranges');
    await expect(plot.locator('.coordinate-outside')).toHaveCount(4);
    await expect(curves.first()).toHaveCSS('stroke-opacity', '0.12');
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('cleared', async () => {
    await sweep.button('Clear ranges').click();
    await expect(outside).toHaveCount(0);
    await expect(curves).toHaveCount(0);
    await expect(sweep.button('Clear ranges')).toHaveAttribute('aria-disabled', 'true');
  });

  await test.step('by mouse: along an accuracy, then a handle of it', async () => {
    const axis = plot.getByRole('group', { name: 'Validation accuracy' });
    const { x, y, width, height } = (await axis.boundingBox())!;
    const at = (share: number) => [x + width / 2, y + share * height] as const;
    const from = plot.getByRole('slider', { name: 'Validation accuracy, from' });
    const to = plot.getByRole('slider', { name: 'Validation accuracy, to' });
    await page.mouse.move(...at(0.2));
    await page.mouse.down();
    await page.mouse.move(...at(0.6), { steps: 4 });
    await page.mouse.up();
    const valueOf = async (handle: typeof from) => Number(await handle.getAttribute('aria-valuenow'));
    const [low, high] = [
      Number(await from.getAttribute('aria-valuemin')),
      Number(await to.getAttribute('aria-valuemax')),
    ];
    expect(await valueOf(to)).toBeCloseTo(high - 0.2 * (high - low), 1);
    expect(await valueOf(from)).toBeCloseTo(high - 0.6 * (high - low), 1);
    // A diverged one has no validation accuracy.
    await expect(sweep.row('Learning rate 10; Seed 1')).toContainText('outside the ranges');
    const handle = (await from.boundingBox())!;
    await page.mouse.move(handle.x + handle.width / 2, handle.y + 6);
    await page.mouse.down();
    await page.mouse.move(...at(1.2), { steps: 4 });
    await page.mouse.up();
    expect(await valueOf(from)).toBe(low);
    // A press ends the range.
    await page.mouse.click(...at(0.7));
    await expect(outside).toHaveCount(0);
    expect(await valueOf(to)).toBe(high);
  });

  await test.step('a line under the pointer is highlighted', async () => {
    const { x, y } = (await plot.getByRole('group', { name: 'Learning rate' }).boundingBox())!;
    await page.mouse.move(x + 22 + 3, y + 2);
    await expect(sweep.part('Curves')).toContainText('Highlighted: Learning rate 10');
  });

  await test.step('the ranges stay with the heatmap', async () => {
    await plot.getByRole('slider', { name: 'Seed, to' }).press('Home');
    await sweep.choose('Heatmap');
    await expect(outside).toHaveCount(3);
    await sweep.button('Clear ranges').press('Enter');
    await expect(outside).toHaveCount(0);
    await expect(sweep.button('Clear ranges')).toBeFocused();
    await expect(sweep.button('Clear ranges')).toHaveAttribute('aria-disabled', 'true');
    await sweep.choose('Parallel coordinates');
    await sweep.choose('Heatmap');
    await expect(sweep.button('Clear ranges')).toHaveCount(0);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a tap on a value of a setting chooses it, another tap ends that', async ({ page, app }) => {
    const sweep = sweepView(page);
    await app.open(GRID);
    await sweep.start.tap();
    await ended(page);
    await sweep.choose('Parallel coordinates');
    const axis = sweep.part('Parallel coordinates').getByRole('group', { name: 'Learning rate' });
    // Clear of the bars.
    await axis.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const { x, y, width, height } = (await axis.boundingBox())!;
    const at = (share: number) => [x + width / 2, y + share * height] as const;
    const middle = at(0.5);
    await page.touchscreen.tap(...middle);
    const outside = sweep.rows.filter({ hasText: 'outside the ranges' });
    await expect(outside).toHaveCount(4);
    await expect(sweep.row('Learning rate 0.05; Seed 2')).not.toContainText('outside the ranges');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.touchscreen.tap(...middle);
    await expect(outside).toHaveCount(0);
    for (const [share, rate] of [
      [0.01, '10'],
      [0.99, '0.01'],
    ] as const) {
      await page.touchscreen.tap(...at(share));
      await expect(outside).toHaveCount(4);
      await expect(sweep.row(`Learning rate ${rate}; Seed 2`)).not.toContainText('outside the ranges');
    }
    await page.touchscreen.tap(...at(0.99));
    await expect(outside).toHaveCount(0);

    await test.step('a swipe from a handle moves it; one along the axis scrolls the page', async () => {
      const before = await page.evaluate(() => scrollY);
      const devtools = await page.context().newCDPSession(page);
      const swipe = async ([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]) => {
        const touch = (type: 'touchStart' | 'touchMove', share: number) =>
          devtools.send('Input.dispatchTouchEvent', {
            type,
            touchPoints: [{ x: x0 + (x1 - x0) * share, y: y0 + (y1 - y0) * share }],
          });
        await touch('touchStart', 0);
        for (let step = 1; step <= 8; step++) await touch('touchMove', step / 8);
        await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      };
      const handle = axis.getByRole('slider', { name: 'Learning rate, from' });
      const box = (await handle.boundingBox())!;
      const start = [box.x + box.width / 2, box.y + box.height / 2] as const;
      await swipe(start, [start[0], start[1] - height / 2]);
      await expect(handle).toHaveAttribute('aria-valuetext', '0.05');
      await expect(outside).toHaveCount(2);
      expect(await page.evaluate(() => scrollY)).toBe(before);
      await swipe(at(0.9), at(0.3));
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50);
      await expect(handle).toHaveAttribute('aria-valuetext', '0.05');
      await expect(outside).toHaveCount(2);
    });
  });
});

test('a sweep of one setting has no parallel coordinates', async ({ page, app }) => {
  const sweep = sweepView(page);
  await app.open(`/?samples=300&epochs=1&batch=50${ON_WASM}&sweep=lr:0.001,0.01`);
  await sweep.start.click();
  await ended(page);
  await expect(sweep.part('Heatmap')).toBeVisible();
  await expect(sweep.region.getByRole('radio', { name: 'Parallel coordinates' })).toHaveCount(0);
});
