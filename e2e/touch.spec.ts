// The network by touch alone, on a phone: a value down to the image's pixels, a step and a weight of it, a weight changed by
// hand, undone, and trained on. What is tapped is large enough for a finger.

import type { Locator, Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { middle, networkOf, resultOf } from './network-page.ts';
import { ON_WASM, SMALL } from './playground.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Least size of a target, in CSS pixels (WCAG 2.2, 2.5.8). */
const LEAST_TARGET = 24;

async function tap(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = (await target.boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(LEAST_TARGET);
  await target.tap();
}

/** Moves a finger along a slider, from one share of its length to another. */
async function drag(page: Page, slider: Locator, from: number, to: number): Promise<void> {
  await slider.scrollIntoViewIfNeeded();
  const box = (await slider.boundingBox())!;
  expect(box.height).toBeGreaterThanOrEqual(LEAST_TARGET);
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove', share: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [{ x: box.x + box.width * share, y: box.y + box.height / 2 }],
    });
  await touch('touchStart', from);
  for (let step = 1; step <= 8; step++) await touch('touchMove', from + ((to - from) * step) / 8);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

/** The controls that are smaller than a finger needs; links within a sentence may be. */
const smallTargets = (page: Page) =>
  page.evaluate((least) => {
    const controls = [...document.querySelectorAll('button, a[href], input, select, summary')];
    return controls.flatMap((control) => {
      const target = control.closest('label') ?? control;
      const { width, height } = target.getBoundingClientRect();
      const shown = width > 0 && control.checkVisibility();
      if (!shown || Math.min(width, height) >= least || control.closest('p a')) return [];
      return [`${control.tagName} ${control.textContent || control.getAttribute('aria-label')}`];
    });
  }, LEAST_TARGET);

test('the network, a step and a change by hand, by touch alone', async ({ page, app }) => {
  const network = networkOf(page);
  const { calculation } = network;
  const view = page.getByRole('region', { name: 'One step', exact: true });
  const story = view.getByRole('region', { name: 'Calculation', exact: true });
  const edit = network.region.getByRole('region', { name: 'Change by hand' });
  const banner = network.region.getByText(/^Edited by hand: /);

  await app.open(`${SMALL}${ON_WASM}`);
  await tap(app.step);
  await expect(network.weights).toHaveAttribute('aria-valuetext', 'now, step 1');

  await test.step('a value of c3 opens down to a pixel', async () => {
    await tap(network.map('c3', 4));
    await resultOf(calculation);
    await expect(calculation).toBeInViewport();
    // Values are smaller than a finger: the one beside it is a tap away.
    const place = async () => /c3, map 4, row (\d+), column (\d+)/.exec((await calculation.textContent())!)!;
    const [, row, column] = await place();
    await tap(calculation.getByRole('button', { name: 'Value to the right' }));
    await tap(calculation.getByRole('button', { name: 'Value below' }));
    expect((await place()).slice(1)).toEqual([String(Number(row) + 1), String(Number(column) + 1)]);
    await tap(middle(calculation.getByRole('group', { name: /^s2, map/ }).first()));
    await resultOf(calculation);
    await tap(
      calculation
        .getByRole('group', { name: /^c1, map/ })
        .getByRole('button')
        .first(),
    );
    await resultOf(calculation);
    await tap(middle(calculation.getByRole('group', { name: 'Image' })));
    await expect(calculation).toContainText('÷ 255');
    await resultOf(calculation);
    expect(await smallTargets(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await tap(calculation.getByRole('button', { name: /^c3, map 4/ }));
  });

  await test.step('a weight of it leads to its step, and an image that pulled it to the batch', async () => {
    const weight = calculation.getByRole('group', { name: 'Weights' }).first().getByRole('button').nth(7);
    await tap(weight);
    await app.shows('One step');
    await expect(story).toContainText(/c3\.weight\[3, \d+, 1, 2\]: /);
    await tap(app.step);
    await expect(view).toContainText('Step 2: 50 images');
    await expect(story).toContainText(/c3\.weight\[3, \d+, 1, 2\]: .*= −?\d+\.\d{4,9}$/s);
    await tap(view.getByRole('button', { name: 'Largest change' }));
    await expect(story).not.toContainText(/c3\.weight\[3, \d+, 1, 2\]: /);
    await tap(story.getByRole('list', { name: 'Pulled it down' }).getByRole('button').first());
    await expect(view.getByRole('button', { name: /^Image \d+: /, pressed: true })).toBeInViewport();
    expect(await smallTargets(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('a weight is dragged: one change, which is undone', async () => {
    await tap(app.viewLink('Network'));
    await expect(network.weights).toHaveAttribute('aria-valuetext', 'now, step 2');
    const value = edit.getByRole('textbox', { name: /^Weight \[/ });
    await tap(edit.getByRole('button', { name: /^Row 2, column 4:/ }));
    await expect(edit.getByRole('textbox', { name: 'Weight [2, 4]' })).toBeVisible();
    const original = await value.inputValue();
    const output = await network.output.textContent();
    const slider = edit.getByRole('slider', { name: /^Weight \[/ });
    await drag(page, slider, 0.5, 0.95);
    await expect(banner).toContainText('1 change.');
    await expect.poll(async () => Number(await value.inputValue())).toBeGreaterThan(0.8);
    await expect.poll(() => network.output.textContent()).not.toBe(output);
    await drag(page, edit.getByRole('slider', { name: /^Scale filter/ }), 0.75, 0.1);
    await expect(banner).toContainText('2 changes');
    await expect.poll(() => value.inputValue()).toMatch(/^−/);
    expect(await smallTargets(page)).toEqual([]);
    for (let changes = 2; changes > 0; changes--) {
      await tap(network.region.getByRole('button', { name: 'Undo change' }));
    }
    await expect(banner).toHaveCount(0);
    await expect(value).toHaveValue(original);
    await expect.poll(() => network.output.textContent()).toBe(output);
  });

  await test.step('a filter that is switched off, the run trained on, and its steps scrubbed', async () => {
    await tap(edit.getByRole('button', { name: 'Switch off' }));
    await expect(banner).toContainText('1 change.');
    await tap(app.resume);
    await expect(app.finished).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('status').getByText('Edited by hand, at step 2')).toBeVisible();
    await tap(calculation.getByRole('button', { name: 'Close' }));
    await drag(page, network.weights, 0.98, 0.3);
    await expect(network.weights).toHaveAttribute('aria-valuetext', /^step \d+, epoch \d$/);
    await drag(page, network.weights, 0.3, 0.02);
    await expect(network.weights).toHaveAttribute('aria-valuetext', 'before training');
    await expect(network.region).toContainText('Not trained yet.');
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  });
});
