// Inside the network: the activations of every layer for an image, with the weights of many steps, by keyboard too.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { galleryNames, ON_WASM, percentages, SMALL } from './playground.ts';

test('an image through every layer, with the weights of many steps', async ({ page, app }) => {
  const inside = page.getByRole('region', { name: 'Inside the network', exact: true });
  const maps = (layer: string) =>
    inside.getByRole('group', { name: `Outputs of ${layer}`, exact: true }).getByRole('radio');
  /** The names of the maps of c1, which contain their largest values. */
  const mapNames = () => maps('c1').evaluateAll((radios) => radios.map((radio) => radio.ariaLabel));
  const weights = inside.getByRole('slider', { name: /^Weights/ });
  const output = inside.getByRole('group', { name: 'Probabilities of the ten classes' });

  await app.open(SMALL + ON_WASM);
  await expect(inside).toContainText('Press Train');
  await app.train.click();
  await inside.scrollIntoViewIfNeeded();

  await test.step('it changes while the network learns', async () => {
    await expect(maps('c1')).toHaveCount(6);
    await expect(maps('c3')).toHaveCount(16);
    const early = await mapNames();
    await expect.poll(mapNames, { timeout: 30_000 }).not.toEqual(early);
  });

  await app.testAccuracy();
  await inside.scrollIntoViewIfNeeded();
  await expect(weights).toHaveAttribute('aria-valuetext', /^The best/);

  await test.step('its prediction for a test image is that of the test result', async () => {
    const [first] = await galleryNames(app.gallery);
    await expect(inside).toContainText(`Predicted: ${first!.predicted}.`);
    const shown = await percentages(output);
    expect(shown).toHaveLength(10);
    expect(shown.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
    await inside.getByRole('button', { name: 'Next image' }).click();
    await expect(inside.getByRole('img', { name: 'Test image: Pullover' }).first()).toBeVisible();
  });

  await test.step('the slider goes through the steps by keyboard', async () => {
    const best = await mapNames();
    await weights.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(weights).toHaveAttribute('aria-valuetext', 'Step 960 (epoch 3)');
    await page.keyboard.press('Home');
    await expect(weights).toHaveAttribute('aria-valuetext', 'Before training');
    await expect.poll(mapNames).not.toEqual(best);
    await page.keyboard.press('End');
    await expect.poll(mapNames).toEqual(best);
  });

  await test.step('a unit shows its receptive field, as an image and in numbers', async () => {
    await maps('c3').first().focus();
    await page.keyboard.press('ArrowRight');
    const unit = inside.getByRole('region', { name: 'c3, map 2', exact: true });
    await unit.getByLabel('Row', { exact: true }).fill('5');
    await unit.getByLabel('Row', { exact: true }).press('Enter');
    await unit.getByLabel('Column', { exact: true }).fill('1');
    await unit.getByLabel('Column', { exact: true }).press('Enter');
    await expect(unit).toContainText('It sees 14×12 pixels of the image: rows 7 to 20, columns 1 to 12');
    await unit.getByText('Weights as text').click();
    await expect(unit.getByRole('table')).toContainText(/\d\.\d/);
  });

  await test.step('occlusion sensitivity', async () => {
    await inside.getByRole('checkbox', { name: 'Key areas (occlusion)' }).check();
    await expect(
      inside.getByRole('img', { name: /^(Covering the .+ hurts most|No single small area decides)/ }),
    ).toBeVisible();
  });

  await test.step('axe finds nothing, at phone width either', async () => {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await axeViolations(page)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
    }
  });

  await test.step('the drawing is inspected too', async () => {
    await inside.getByRole('radio', { name: 'Drawing', exact: true }).check();
    await expect(inside).toContainText('Nothing is drawn yet');
    await app.drawing.getByRole('button', { name: 'Try an example' }).click();
    await inside.scrollIntoViewIfNeeded();
    await expect(inside.getByRole('img', { name: /^Your drawing/ })).toBeVisible();
    await expect(output.getByRole('radio')).toHaveCount(10);
  });
});
