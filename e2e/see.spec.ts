// What the network learned, by keyboard: confusion matrix, epochs, confident mistakes and the challenge, each checked by axe.

import type { Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { networkOf, resultOf } from './network-page.ts';
import { galleryNames, ON_WASM, percentages, TINY, type Playground, type ViewName } from './playground.ts';

/** Three epochs on images of one shard. */
const QUICK = `/?samples=2000&epochs=3&batch=50&activation=relu&pooling=max&lr=0.003${ON_WASM}`;

async function train(app: Playground, link: string): Promise<void> {
  await app.open(link);
  await app.train.press('Enter');
  await app.testAccuracy();
}

const learned = (page: Page) => page.getByRole('region', { name: 'What it learned' });
const matrix = (page: Page) => learned(page).getByRole('table', { name: /^Confusion matrix/ });
const focusName = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

/** The counts of the matrix, row by row, by the names of its cells. */
async function counts(page: Page): Promise<number[]> {
  const names = await matrix(page)
    .getByRole('button')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''));
  return names.map((name) => Number(/: ([\d,]+)$/.exec(name)![1]!.replace(',', '')));
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('the matrix: its counts, its images, and back', async ({ page, app }) => {
  await train(app, QUICK);
  const cells = await counts(page);
  expect(cells).toHaveLength(100);
  expect(sum(cells)).toBe(10_000);
  const correct = sum(cells.filter((_, i) => i % 11 === 0));
  await expect(app.result).toContainText(`${correct.toLocaleString('en-US')} of 10,000`);

  // From the first cell to the largest mistake, by arrow keys.
  const mistakes = cells.map((count, i) => (i % 11 === 0 ? 0 : count));
  const largest = mistakes.indexOf(Math.max(...mistakes));
  await matrix(page).getByRole('button').first().focus();
  for (let step = 0; step < Math.floor(largest / 10); step++) await page.keyboard.press('ArrowDown');
  for (let step = 0; step < largest % 10; step++) await page.keyboard.press('ArrowRight');
  const [, truth, predicted, count] = /^(.+) predicted as (.+): ([\d,]+)$/.exec(
    (await focusName(page)) ?? '',
  )!;
  await page.keyboard.press('Enter');

  await expect.poll(() => focusName(page)).toBe('Test gallery');
  await expect(app.viewLink('Gallery')).toHaveAttribute('aria-current', 'page');
  await expect(app.gallery).toContainText(`${count} images`);
  await expect.poll(async () => (await galleryNames(app.gallery)).length).toBeGreaterThan(0);
  for (const name of await galleryNames(app.gallery)) expect(name).toEqual({ predicted, truth });
  const shares = await percentages(app.gallery.getByRole('list'));
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));

  await app.gallery.getByRole('button', { name: 'Back to the confusion matrix' }).press('Enter');
  await expect.poll(() => focusName(page)).toBe(`${truth} predicted as ${predicted}: ${count}`);
});

test('the epochs, and the change since the run before', async ({ page, app }) => {
  await train(app, QUICK);
  const slider = learned(page).getByRole('slider', { name: 'Epoch' });
  await expect(slider).toHaveAttribute('aria-valuetext', 'Final test, test set');
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'Epoch 1 of 3, validation set');
  const first = await counts(page);
  expect(sum(first)).toBe(400);
  const share = sum(first.filter((_, i) => i % 11 === 0)) / 400;
  await expect(app.log.getByRole('row').nth(1)).toContainText(`${(share * 100).toFixed(2)}%`);
  await slider.press('ArrowRight');
  await expect(learned(page)).toContainText(/[+−±]\d+\.\d points of accuracy since the previous epoch/);
  await slider.press('End');

  const highlight = learned(page).getByRole('group', { name: 'Highlight a class' });
  await highlight.getByRole('radio', { name: 'None' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(highlight.getByRole('radio', { name: 'T-shirt/top' })).toBeChecked();
  await page.getByRole('radio', { name: 'Linear' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Log' })).toBeChecked();

  const before = await app.testAccuracy();
  await app.reset.press('Enter');
  await app.show('Setup');
  const seed = page.getByRole('textbox', { name: 'Seed' });
  await seed.fill('9');
  await seed.press('Enter');
  await app.train.press('Enter');
  const change = ((await app.testAccuracy()) - before) * 100;
  const sign = change > 0 ? '+' : '−';
  await expect(learned(page)).toContainText(
    `${sign}${Math.abs(change).toFixed(1)} points of accuracy since the previous run`,
  );
});

test('the confident mistakes and the training images like them', async ({ page, app }) => {
  await train(app, QUICK);
  await app.show('Gallery');
  const mistakes = page.getByRole('region', { name: 'Most confident mistakes', exact: true });
  await expect(mistakes.getByRole('listitem')).toHaveCount(12);
  const shares = await percentages(mistakes.getByRole('list'));
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  await mistakes.getByRole('button', { name: 'Find the most similar training images' }).press('Enter');
  await expect(mistakes).toContainText('Compared with the 1,600 images that this run was trained on');
  await expect(mistakes.getByRole('img', { name: /^Most similar training image: / })).toHaveCount(12);
  await mistakes.getByRole('button', { name: 'All mistakes in the gallery' }).press('Enter');
  await expect.poll(async () => (await galleryNames(app.gallery)).length).toBeGreaterThan(0);
  for (const { predicted, truth } of await galleryNames(app.gallery)) expect(predicted).not.toBe(truth);
});

test('the challenge: first against the truth, then against the model, and by its link', async ({
  page,
  app,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open(`${TINY}${ON_WASM}&challenge=7`);
  const challenge = page.getByRole('region', { name: 'Beat the model' });
  await expect(challenge).toContainText('Press Train, and it answers too');
  await challenge.getByRole('button', { name: 'Start' }).press('Enter');
  await expect(challenge).toContainText('Image 1 of 20');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('3');
  await expect(challenge).toContainText('Image 2 of 20');
  await challenge.getByRole('button', { name: 'Previous image' }).press('Enter');
  await expect(challenge).toContainText('Image 1 of 20');
  await challenge.getByRole('button', { name: 'Ankle boot' }).press('Enter');
  for (let image = 2; image <= 20; image++) {
    await expect(challenge).toContainText(`Image ${image} of 20`);
    await page.keyboard.press('0');
  }
  expect(await focusName(page)).toBe('How you did');
  const truths = async () =>
    challenge
      .getByRole('img')
      .evaluateAll((images) => images.map((image) => image.getAttribute('aria-label')!.split(': ')[1]!));
  const first = await truths();
  expect(first).toHaveLength(20);
  const right = first.filter((truth) => truth === 'Ankle boot').length;
  await expect(challenge).toContainText(`${right} of 20 correct`);
  await expect(challenge).toContainText('83.5%');
  await expect(challenge).toContainText('not trained yet');

  await app.train.press('Enter');
  await app.testAccuracy();
  await app.show('Challenge');
  await expect(challenge).not.toContainText('not trained yet');
  await expect(challenge.getByText('Your LeNet', { exact: true })).toHaveCount(21);
  expect(await axeViolations(page)).toEqual([]);

  await challenge.getByRole('button', { name: 'Copy a link to these 20 images' }).press('Enter');
  await expect(challenge).toContainText('Link copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get('challenge')).toBe('7');
  await page.goto(link);
  await challenge.getByRole('button', { name: 'Start' }).press('Enter');
  for (let image = 1; image <= 20; image++) {
    await expect(challenge).toContainText(`Image ${image} of 20`);
    await page.keyboard.press('1');
  }
  expect(await truths()).toEqual(first);
});

const tourOf = (page: Page) =>
  page
    .getByRole('complementary')
    .filter({ has: page.getByRole('button', { name: /^(End the tour|结束导览)$/ }) });

test('the tour walks the person’s own network, by keyboard, once', async ({ page, app }) => {
  const tour = tourOf(page);
  const { calculation } = networkOf(page);
  const story = page
    .getByRole('region', { name: 'One step', exact: true })
    .getByRole('region', { name: 'Calculation', exact: true });
  const next = async (title: string, view: ViewName) => {
    await tour.getByRole('button', { name: 'Next' }).press('Enter');
    await expect.poll(() => focusName(page)).toBe(title);
    await app.shows(view);
  };

  await app.open(QUICK);
  await page.getByRole('button', { name: 'Take the tour' }).first().press('Enter');
  // Fetched only now.
  await expect.poll(() => focusName(page)).toBe('Training');
  await expect(tour).toContainText('61,706');
  expect(await axeViolations(page)).toEqual([]);

  await test.step('without a run it opens values of the untrained network', async () => {
    await next('Convolution', 'Network');
    await expect(tour.getByRole('status')).toContainText(
      /There is no run yet.* Opened: a value of the first map/,
    );
    await expect(calculation).toContainText('c1, map 1, row');
    await expect(calculation.getByRole('group', { name: 'Products' })).toBeInViewport();
    await resultOf(calculation);
    expect(await axeViolations(page)).toEqual([]);
    await tour.getByRole('button', { name: 'Go there' }).press('Enter');
    await expect.poll(() => focusName(page)).toBe('Calculation');
    await next('Pooling', 'Network');
    await expect(calculation).toContainText('s2, map 1, row');
    await expect(calculation.getByRole('group', { name: 'c1, map 1' })).toBeInViewport();
  });

  await test.step('its button trains one step and opens a weight of it', async () => {
    await next('One step', 'One step');
    await expect(tour.getByRole('status')).toHaveText('Train one step to see how.');
    const trainStep = tour.getByRole('button', { name: 'Train one step' });
    await trainStep.press('Enter');
    await expect(story).toContainText(/= −?\d+\.\d{4,9}$/);
    await expect(story.getByRole('heading', { name: 'Calculation' })).toBeInViewport();
    await expect(tour.getByRole('status')).toContainText('Opened: one weight in step 1.');
    await expect(trainStep).toBeFocused();
    expect(await axeViolations(page)).toEqual([]);
    await trainStep.press('Enter');
    await expect(tour.getByRole('status')).toContainText('Opened: one weight in step 2.');
  });

  await test.step('it waits beside the run, and speaks of it', async () => {
    await next('Epochs', 'Results');
    await expect(tour).toContainText('Press Resume to train on.');
    await app.resume.press('Enter');
    await app.testAccuracy();
    await next('The result', 'Results');
    await expect(tour).toContainText(/Yours classified \d+\.\d\d% of them correctly/);
    // From another view too.
    await app.show('Setup');
    await tour.getByRole('button', { name: 'Go there' }).press('Enter');
    await expect.poll(() => focusName(page)).toBe('Result');
    await expect(app.result).toBeInViewport();
  });

  await test.step('a step after the run asks first', async () => {
    for (const title of ['Epochs', 'One step']) {
      await tour.getByRole('button', { name: 'Back' }).press('Enter');
      await expect.poll(() => focusName(page)).toBe(title);
    }
    await expect(tour.getByRole('status')).toContainText('It begins a new run');
    await tour.getByRole('button', { name: 'Train one step' }).press('Enter');
    await expect.poll(() => focusName(page)).toBe('Keep');
    await page.keyboard.press('Enter');
    await expect(tour.getByRole('button', { name: 'Train one step' })).toBeFocused();
    await tour.getByRole('button', { name: 'Back' }).press('Enter');
    await tour.getByRole('button', { name: 'Back' }).press('Enter');
    await expect.poll(() => focusName(page)).toBe('Convolution');
    await expect(tour.getByRole('status')).toHaveText(/^Opened: a value of the first map/);
    await expect(calculation).toContainText('c1, map 1, row');
  });

  await test.step('it ends at any step, and is not offered again', async () => {
    await page.keyboard.press('Escape');
    await expect(tour).toHaveCount(0);
    expect(await focusName(page)).toBe('Calculation');
    await page.reload();
    await expect(app.train).toBeEnabled();
    const start = page.getByRole('button', { name: 'Take the tour' });
    await expect(start).toHaveCount(1);
    await start.press('Enter');
    await expect.poll(() => focusName(page)).toBe('Training');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the tour in Chinese leaves room for what it opens', async ({ page }) => {
    await page.goto(`${TINY}${ON_WASM}&lang=zh`);
    const tour = tourOf(page);
    await page.getByRole('button', { name: '开始导览' }).first().tap();
    const next = tour.getByRole('button', { name: '下一步' });
    await next.tap();
    await expect(tour.getByRole('status')).toContainText(/还没有开始训练.*已打开/);
    const region = page.getByRole('region', { name: '计算过程' });
    const isFree = () =>
      expect
        .poll(async () => {
          const [above, below] = [(await tour.boundingBox())!, (await region.boundingBox())!];
          return below.y - above.y - above.height;
        })
        .toBeGreaterThanOrEqual(0);
    await expect(region).toContainText('c1，第 1 张特征图');
    await isFree();
    await next.tap();
    await expect(region).toContainText('s2，第 1 张特征图');
    await isFree();
    await next.tap();
    await expect(tour.getByRole('status')).toContainText('训练一步，看看');
    await tour.getByRole('button', { name: '训练一步' }).tap();
    await expect(tour.getByRole('status')).toContainText('已打开第 1 步中的一个权重');
    await expect(region).toBeInViewport();
    await isFree();
  });
});
