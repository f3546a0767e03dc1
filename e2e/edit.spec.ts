// Weights changed by hand: the prediction and the scores follow, it is undone to the same values, and a run that is trained
// on from it says so.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { networkOf } from './network-page.ts';
import { ON_WASM, TINY, type Playground } from './playground.ts';

/** A run that is paused after its second step, and the parts of its network's view. */
async function pausedRun(app: Playground) {
  await app.open(`${TINY}&activation=relu&pooling=max${ON_WASM}`);
  await app.step.click();
  await expect(app.training).toHaveAttribute('aria-valuetext', /, step 1 of 5/);
  await app.step.click();
  await expect(app.training).toHaveAttribute('aria-valuetext', /, step 2 of 5/);
  const network = networkOf(app.page);
  await network.region.scrollIntoViewIfNeeded();
  // The values of the second step, and not of one before.
  await expect(network.weights).toHaveAttribute('aria-valuetext', 'now, step 2');
  const edit = network.region.getByRole('region', { name: 'Change by hand' });
  return {
    network,
    edit,
    button: (name: string) => edit.getByRole('button', { name, exact: true }),
    banner: network.region.getByText(/^Edited by hand: /),
    undo: network.region.getByRole('button', { name: 'Undo change' }),
    probabilities: async () => (await network.output.textContent()) ?? '',
  };
}

test('by mouse: a weight, a filter, a map; undone one by one; trained on and marked', async ({
  page,
  app,
}) => {
  const { network, edit, button, banner, undo, probabilities } = await pausedRun(app);
  const before = await probabilities();
  await network.map('c1', 2).click({ position: { x: 20, y: 20 } });
  await edit.getByRole('button', { name: /^Row 2, column 4:/ }).click();
  const weight = edit.getByRole('textbox', { name: 'Weight [2, 4]' });
  const original = await weight.inputValue();
  await weight.fill('25');
  await weight.press('Enter');
  await expect(banner).toContainText(
    /^Edited by hand: 1 change\. \d+ validation images: .* → .*, loss .* → /,
  );
  await expect.poll(probabilities).not.toBe(before);
  const once = await probabilities();
  const scale = edit.getByRole('textbox', { name: 'Scale filter' });
  await scale.fill('-1');
  await scale.press('Enter');
  await expect(banner).toContainText('2 changes');
  await expect(scale).toHaveValue('× 1.00');
  await expect(weight).toHaveValue('−25.0000');
  await button('Switch off').click();
  await button('Swap').click();
  await expect(banner).toContainText('4 changes');
  expect(await axeViolations(page)).toEqual([]);
  for (const left of ['3 changes', '2 changes', '1 change.']) {
    await undo.click();
    await expect(banner).toContainText(left);
  }
  await expect.poll(probabilities).toBe(once);
  await undo.click();
  await expect(banner).toHaveCount(0);
  await expect.poll(probabilities).toBe(before);
  await expect(weight).toHaveValue(original);

  await button('Switch off').click();
  await expect(banner).toContainText('1 change.');
  await app.resume.click();
  await app.testAccuracy();
  await expect(banner).toHaveCount(0);
  await expect(app.result).toContainText('Edited by hand, at step 2');
  await expect(page.getByRole('status').getByText('Edited by hand, at step 2')).toBeVisible();
});

test('by keyboard: a slider is one change, however far it moves', async ({ page, app }) => {
  const { network, edit, banner, undo, probabilities } = await pausedRun(app);
  const before = await probabilities();
  await network.map('c3', 3).focus();
  await page.keyboard.press('Enter');
  const slider = edit.getByRole('slider', { name: /^Bias/ });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(banner).toContainText('1 change.');
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('PageDown');
  await expect.poll(probabilities).not.toBe(before);
  await expect(banner).toContainText('1 change.');
  await undo.focus();
  await page.keyboard.press('Enter');
  await expect(banner).toHaveCount(0);
  await expect.poll(probabilities).toBe(before);
});

test('a filter is scaled by a slider: one change for each drag, each from × 1', async ({ page, app }) => {
  const { network, edit, banner, undo, probabilities } = await pausedRun(app);
  await network.map('c1', 2).click({ position: { x: 20, y: 20 } });
  const weight = edit.getByRole('textbox', { name: /^Weight \[/ });
  await weight.fill('0.5');
  await weight.press('Enter');
  await expect(banner).toContainText('1 change.');
  const isWeight = (value: number) =>
    expect.poll(async () => Number((await weight.inputValue()).replace('−', '-'))).toBeCloseTo(value, 3);
  const slider = edit.getByRole('slider', { name: /^Scale filter/ });
  /** To an end of the slider, where the factor is 2 or −2. */
  const drag = async (to: number) => {
    const box = (await slider.boundingBox())!;
    const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
    await page.mouse.move(...at(0.75));
    await page.mouse.down();
    await page.mouse.move(...at(to), { steps: 10 });
    await page.mouse.up();
  };
  await slider.scrollIntoViewIfNeeded();
  // At once: the filter is scaled with the weight that was set, whether the page shows it yet or not.
  await drag(1);
  await isWeight(1);
  await expect(banner).toContainText('2 changes');
  await expect(slider).toHaveAttribute('aria-valuetext', '× 1.00');
  const doubled = await probabilities();
  await drag(0);
  await isWeight(-2);
  await expect(banner).toContainText('3 changes');
  await expect.poll(probabilities).not.toBe(doubled);
  await undo.click();
  await isWeight(1);
  await expect.poll(probabilities).toBe(doubled);
  await undo.click();
  await isWeight(0.5);

  // By keyboard, one change lasts as long as the slider has the focus.
  await slider.focus();
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', '× 0.80');
  await isWeight(0.4);
  await expect(banner).toContainText('2 changes');
  await page.keyboard.press('Tab');
  await expect(slider).toHaveAttribute('aria-valuetext', '× 1.00');
  await isWeight(0.4);
});

test('a finished run keeps its result and is not marked; a run that trains says when it can be edited', async ({
  app,
}) => {
  const { network, edit, button, banner } = await pausedRun(app);
  await app.resume.click();
  const accuracy = await app.testAccuracy();
  await app.show('Network');
  await network.map('c3', 1).click({ position: { x: 10, y: 10 } });
  await button('Switch off').click();
  await expect(banner).toContainText('1 change.');
  expect(await app.testAccuracy()).toBe(accuracy);
  await expect(app.result).not.toContainText('Edited by hand');
  await app.open(`/?samples=20000&epochs=60${ON_WASM}`);
  await app.train.click();
  await app.moving();
  await network.map('c3', 1).click({ position: { x: 10, y: 10 } });
  await expect(edit).toContainText('Pause to edit.');
});
