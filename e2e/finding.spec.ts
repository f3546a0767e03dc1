// What the page says about a finished run, and what it asks before another run replaces it.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { networkOf, resultOf } from './network-page.ts';
import { galleryNames, ON_WASM, type Playground } from './playground.ts';

/** More epochs than the table shows at once. */
const LEARNS = `/?preset=sprint&samples=2000&epochs=9${ON_WASM}`;
const GUESSES = `/?lr=0.7&samples=2000&epochs=1${ON_WASM}`;
const DEAD = `/?preset=sprint&samples=12000&epochs=3&lr=0.06&order=shuffled${ON_WASM}`;
const COLLAPSES = `/?preset=sprint&samples=6000&epochs=4&lr=0.08${ON_WASM}`;
const OVERFITS = `/?samples=500&epochs=60&activation=relu&pooling=max&lr=0.003${ON_WASM}`;

async function trained(app: Playground, link: string): Promise<void> {
  await app.open(link);
  await app.train.press('Enter');
  await app.testAccuracy();
}
const findingOf = (app: Playground) => app.page.getByRole('region', { name: 'Finding', exact: true });
const question = (app: Playground) => app.page.getByRole('group', { name: /^Train again\?/ });

test('a finding leads to its images, and Train asks before it replaces the run', async ({ page, app }) => {
  await trained(app, LEARNS);
  const finding = findingOf(app);
  const shown = /^(.+): ([\d,]+) of 1,000 correct/.exec((await finding.textContent())!)!;
  const [, weakest, correct] = shown;

  await test.step('the newest epoch is in view', async () => {
    await expect(app.log.getByRole('row').last()).toBeInViewport();
    await expect(app.log.getByRole('row').nth(1)).not.toBeInViewport();
  });

  await test.step('why the training loss is higher', async () => {
    await page.getByText('Why is training loss above validation loss?').click();
    await expect(page.getByText('includes label smoothing 0.05')).toBeVisible();
  });

  await test.step('the finding opens the gallery', async () => {
    await finding.getByRole('button', { name: 'See what they are predicted as' }).press('Enter');
    await expect(app.gallery.getByText(`${1000 - Number(correct)} images`)).toBeVisible();
    for (const { predicted, truth } of await galleryNames(app.gallery)) {
      expect(truth).toBe(weakest);
      expect(predicted).not.toBe(weakest);
    }
  });

  await test.step('Escape and Keep leave the run as it is', async () => {
    await app.train.press('Enter');
    const keep = question(app).getByRole('button', { name: 'Keep' });
    await expect(keep).toBeFocused();
    expect(await axeViolations(page)).toEqual([]);
    await keep.press('Escape');
    await expect(question(app)).toBeHidden();
    await expect(app.train).toBeFocused();
    await app.train.press('Enter');
    await keep.press('Enter');
    await expect(app.train).toBeFocused();
    await app.show('Results');
    await expect(app.result).toContainText('Test accuracy');
  });

  await test.step('fine-tuning asks too', async () => {
    const fineTune = app.result.getByRole('button', { name: 'Fine-tune these weights' });
    const fineTuning = page.getByRole('group', { name: /^Fine-tune\?/ });
    await fineTune.press('Enter');
    const keep = fineTuning.getByRole('button', { name: 'Keep' });
    await expect(keep).toBeFocused();
    await keep.press('Enter');
    await expect(fineTune).toBeFocused();
    await expect(app.result).toContainText('Test accuracy');
    await fineTune.press('Enter');
    await fineTuning.getByRole('button', { name: 'Fine-tune', exact: true }).press('Enter');
    await expect(app.pause).toBeFocused();
    await app.testAccuracy();
    await expect(app.result).toContainText('fine-tuned from earlier weights');
  });

  await test.step('Train again replaces it, and Pause has the focus', async () => {
    await app.train.press('Enter');
    await question(app).getByRole('button', { name: 'Train again' }).press('Enter');
    await expect(app.result).not.toContainText('Test accuracy');
    await expect(app.pause).toBeFocused();
    await app.testAccuracy();
  });

  await test.step('a reload shows the run by itself, and its link stays', async () => {
    await page.goto(`${LEARNS}&lang=zh&view=results`);
    await expect(page.getByText(/测试准确率/).first()).toBeVisible({ timeout: 15_000 });
    await expect(page).toHaveURL(/lang=zh/);
    await page.goto(LEARNS.replace('epochs=9', 'epochs=8'));
    await expect(page.getByRole('region', { name: 'You have a saved run' })).toBeVisible();
  });
});

test('a run at the level of guessing is no success, and one press trains with a usual rate', async ({
  app,
}) => {
  await trained(app, GUESSES);
  await expect(app.page.getByText('Ended: test accuracy 10.00%, no better than guessing.')).toBeVisible();
  await expect(app.log).not.toContainText('best');
  await expect(app.result).not.toContainText('Best epoch');
  await expect(findingOf(app)).toContainText('The learning rate 0.7 is probably too high.');
  await findingOf(app).getByRole('button', { name: 'Train with a learning rate of 0.001' }).click();
  await expect(app.page).toHaveURL(/samples=2000/);
  await expect(app.page).not.toHaveURL(/lr=/);
  await expect(question(app)).toBeHidden();
  await app.testAccuracy();
});

test('units that are switched off and a training that falls apart are named', async ({ page, app }) => {
  await trained(app, DEAD);
  await expect(findingOf(app)).toContainText('Most of c3 is switched off');
  await expect(findingOf(app)).toContainText(
    /\d+ of 24 maps of c3 give the same output for each of 100 test images/,
  );
  await test.step('one press leads to the evidence', async () => {
    await findingOf(app).getByRole('button', { name: 'See one of them in the network' }).press('Enter');
    await app.shows('Network');
    const { calculation, region } = networkOf(page);
    await expect(calculation.getByRole('heading', { name: 'Calculation' })).toBeFocused();
    await expect(calculation).toBeInViewport();
    // With ReLU a map is off where no sum is above zero.
    expect(await resultOf(calculation)).toBe(0);
    await calculation.getByRole('button', { name: 'Close' }).press('Enter');
    await expect(region).toBeFocused();
  });
  await app.open(`${COLLAPSES}&view=results`);
  await app.train.click();
  await expect(findingOf(app)).toContainText('What was learned up to epoch 1 was lost again', {
    timeout: 60_000,
  });
  await findingOf(app).getByRole('button', { name: 'See the accuracy' }).press('Enter');
  await expect(app.accuracy.getByRole('heading', { name: 'Accuracy' })).toBeFocused();
});

test('overfitting is shown with its epoch and its evidence', async ({ page, app }) => {
  await trained(app, OVERFITS);
  const finding = findingOf(app);
  await expect(finding).toContainText(/Validation loss was lowest after epoch \d+/);
  await finding.getByRole('button', { name: 'See the loss' }).click();
  await expect(page.getByRole('heading', { name: 'Loss', exact: true })).toBeFocused();
  await finding.getByRole('button', { name: 'Train with mirrored and shifted images' }).click();
  await question(app).getByRole('button', { name: 'Train again' }).click();
  await expect(page).toHaveURL(/flip=on&shift=1/);
});

test('a link’s notices name the valid values', async ({ app }) => {
  await app.open(
    `/?flip=2&threads=0.5&lang=fr&pooling=median&a=1&b=1&c=1&d=1&e=1&f=1&engine=wasm&samples=300`,
  );
  for (const text of [
    '“flip=2” could not be read; off is used. Valid: on, 1, true, off, 0, or false.',
    '“threads=0.5” is not a whole number; 1 is used.',
    '“lang=fr” is unknown; it was ignored. Valid: en or zh.',
    '“pooling=median” could not be read; average is used. Valid: average or max.',
    '6 of its keys, such as “a”, “b”, and “c”, are not settings; they were ignored.',
  ])
    await expect(app.notices).toContainText(text);
});
