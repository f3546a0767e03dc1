// A value of c3 opened down to the image's pixels by mouse, by touch and by keyboard alone; probabilities and the loss.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { finishedRun, middle, networkOf, resultOf } from './network-page.ts';
import { percentages } from './playground.ts';

test('a value of c3 opens down to the pixels by mouse', async ({ page, app }) => {
  await finishedRun(app);
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
  await finishedRun(app);
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
  await finishedRun(app);
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

test('the button for the other input maps keeps the focus while the strongest map changes', async ({
  page,
  app,
}) => {
  // With tanh the strongest map differs from image to image after so few steps already.
  await finishedRun(app, '&activation=tanh');
  const network = networkOf(page);
  const { calculation } = network;
  await network.map('c3', 6).click();
  await resultOf(calculation);
  const more = calculation.getByRole('button', { name: /^5 more input maps/ });
  await more.focus();
  const strongest = () =>
    calculation
      .getByRole('group', { name: /^s2, map/ })
      .first()
      .getAttribute('aria-label');
  const maps = new Set([await strongest()]);
  for (const image of await network.image(/^Test image:/).all()) {
    if (await image.isChecked()) continue;
    const before = (await calculation.textContent())!;
    // From script, which leaves the focus where it is.
    await image.evaluate((radio: HTMLInputElement) => radio.click());
    await expect(calculation).not.toHaveText(before);
    maps.add(await strongest());
  }
  expect(maps.size).toBeGreaterThan(1);
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  await expect(calculation.getByRole('group', { name: /^s2, map/ })).toHaveCount(6);
});

test('axe finds nothing with a calculation open, at phone width either; nothing scrolls sideways', async ({
  page,
  app,
}) => {
  await finishedRun(app);
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

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a value of c3 opens down to the pixels by touch', async ({ page, app }) => {
    await finishedRun(app);
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
