// One step, backward: its batch, the gradients of an image, and the calculation of a weight, by keyboard too.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM, SMALL } from './playground.ts';

test('a step, its batch and the calculation of a weight', async ({ page, app }) => {
  const step = page.getByRole('button', { name: 'Step', exact: true });
  const region = page.getByRole('region', { name: 'One step', exact: true });
  const batch = region.getByRole('region', { name: 'Batch', exact: true });
  const calculation = region.getByRole('region', { name: 'Calculation', exact: true });
  const gradients = region.getByRole('region', { name: 'Gradients', exact: true });
  const images = batch.getByRole('button', { name: /^Image \d/ });
  const number = /= −?\d+\.\d{4,9}$/;

  await app.open(`${SMALL}${ON_WASM}&view=step`);
  await expect(region).toContainText('Press Step');

  await test.step('a press trains one step, and the view shows it', async () => {
    await region.getByRole('button', { name: 'Train one step' }).click();
    await expect(region).toContainText('Step 1: 50 images');
    await expect(calculation).toContainText(number);
    await step.click();
    await expect(region).toContainText('Step 2: 50 images');
  });

  await test.step('the batch is sorted by gradient or by loss', async () => {
    await expect(images).toHaveCount(8);
    await batch.getByRole('button', { name: 'Show all 50' }).click();
    await expect(images).toHaveCount(50);
    const numbers = async (what: RegExp) =>
      images.evaluateAll(
        (buttons, source) => buttons.map((one) => Number(new RegExp(source).exec(one.textContent)![1])),
        what.source,
      );
    const isDescending = (values: number[]) => values.every((value, i) => i === 0 || value <= values[i - 1]!);
    expect(isDescending(await numbers(/Gradient (\d+\.\d+)/))).toBe(true);
    await batch.getByRole('radio', { name: 'Highest loss' }).check();
    expect(isDescending(await numbers(/Loss (\d+\.\d+)/))).toBe(true);
  });

  await test.step('an image shows its own gradients, and again the mean', async () => {
    const first = images.first();
    await first.focus();
    await page.keyboard.press('Enter');
    await expect(first).toHaveAttribute('aria-pressed', 'true');
    await expect(gradients.getByRole('status')).toHaveText(/^Image \d+: /);
    await expect(gradients.getByRole('img', { name: /^c3, gradients from / })).toBeVisible();
    await gradients.getByRole('button', { name: 'Mean of the batch' }).click();
    await expect(gradients.getByRole('status')).toHaveText('Mean of the batch');
  });

  await test.step('a weight is chosen by keyboard, and its text ends with the new value', async () => {
    await calculation.getByRole('combobox', { name: 'Weight or bias' }).selectOption('c3.weight');
    for (const [name, value] of [
      [/^Output/, '4'],
      [/^Input/, '2'],
      [/^Row/, '1'],
      [/^Column/, '3'],
    ] as const) {
      await calculation.getByRole('textbox', { name }).fill(value);
      await page.keyboard.press('Enter');
    }
    await expect(calculation).toContainText('c3.weight[4, 2, 1, 3]: ');
    const text = await calculation.innerText();
    expect(text).toMatch(number);
    // The engine's own new value, in the head, is the one that the equation ends with.
    const [, after] = /c3\.weight\[4, 2, 1, 3\]: \S+ → (\S+)/.exec(text)!;
    expect(text.endsWith(`= ${after}`)).toBe(true);
  });

  await test.step('an image that pulled the weight leads to its row in the batch', async () => {
    const pulls = calculation.getByRole('list', { name: 'Pulled it up' }).getByRole('button');
    await batch.getByRole('button', { name: 'Show fewer' }).click();
    for (const pull of [pulls.first(), pulls.last()]) {
      const name = (await pull.getByRole('img').getAttribute('aria-label'))!;
      expect(name).toMatch(/^Image \d+: /);
      await pull.press('Enter');
      const row = batch.getByRole('button', { name: new RegExp(`^${name}\\.`) });
      await expect(row).toBeFocused();
      await expect(row).toBeInViewport();
      await expect(row).toHaveAttribute('aria-pressed', 'true');
      await expect(gradients.getByRole('status')).toHaveText(name);
    }
  });

  await test.step('the next step is shown at once', async () => {
    const before = await calculation.innerText();
    await step.click();
    await expect(region).toContainText('Step 3: 50 images');
    await expect.poll(async () => calculation.innerText()).not.toBe(before);
    await expect(calculation).toContainText('c3.weight[4, 2, 1, 3]: ');
    await expect(calculation).toContainText(number);
  });

  await test.step('axe finds nothing', async () => {
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('at full speed there is no single step to show', async () => {
    await app.resume.click();
    await expect(region).toContainText('Press Step');
  });
});

test('a weight that is pressed in the network opens with its step', async ({ page, app }) => {
  const step = page.getByRole('button', { name: 'Step', exact: true });
  const network = page.getByRole('region', { name: 'Network', exact: true });
  const region = page.getByRole('region', { name: 'One step', exact: true });
  const story = region.getByRole('region', { name: 'Calculation', exact: true });
  /** Opens a value of c3 by keyboard, then the weight in row 2, column 3 of its strongest kernel. */
  const openWeight = async () => {
    await network.getByRole('button', { name: 'c3, map 2', exact: true }).focus();
    await page.keyboard.press('Enter');
    const value = network.getByRole('region', { name: 'Calculation', exact: true });
    // The first grid holds the inputs, the second one the weights.
    const weight = value.getByRole('button', { name: /^Row 2, column 3/ }).nth(1);
    await weight.focus();
    await page.keyboard.press('Enter');
  };

  await app.open(`${SMALL}${ON_WASM}&view=network`);
  await openWeight();
  await expect(region).toContainText('Press Step');
  await expect(region.getByRole('heading', { name: 'One step' })).toBeFocused();
  await step.click();
  await expect(story).toContainText(/c3\.weight\[1, \d, 1, 2\]: /);
  await expect(step).toBeFocused();
  await expect(story.getByRole('heading', { name: 'Calculation' })).toBeInViewport();

  await page.goBack();
  await openWeight();
  await expect(story).toContainText(/c3\.weight\[1, \d, 1, 2\]: /);
  await expect(story.getByRole('heading', { name: 'Calculation' })).toBeFocused();
  await expect(story.getByRole('heading', { name: 'Calculation' })).toBeInViewport();
});
