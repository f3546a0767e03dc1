// At 1280x800 no view is higher than two screens after a finished run, and a calculation is seen beside the drawing.

import { expect, test } from './fixtures.ts';
import { finishedRun, networkOf, resultOf } from './network-page.ts';
import { ON_WASM, VIEW_NAMES, type Playground } from './playground.ts';
import { ended, sweepView } from './sweep-view.ts';

const SCREEN = { width: 1280, height: 800 };

test.use({ viewport: SCREEN });

async function expectTwoScreens({ page }: Playground): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  expect(height).toBeLessThanOrEqual(2 * SCREEN.height);
}

test('every view after a finished run', async ({ page, app }) => {
  await finishedRun(app);
  for (const view of Object.values(VIEW_NAMES)) {
    await test.step(view, async () => {
      await app.show(view);
      await expectTwoScreens(app);
    });
  }
  await app.show('Gallery');
  const mistakes = page.getByRole('region', { name: 'Most confident mistakes', exact: true });
  await mistakes.getByRole('button', { name: 'Find the most similar training images' }).click();
  await expect(mistakes).toContainText('Compared with');
  await expectTwoScreens(app);
  // The plots stay on screen beside a view, and end above the footer.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const device = (await app.device.boundingBox())!;
  const footer = (await page.getByRole('contentinfo').boundingBox())!;
  expect(device.y + device.height).toBeLessThanOrEqual(footer.y);

  // The scores show their changes since the run before.
  await app.show('Results');
  await app.train.click();
  await expect(page.getByText('the change in points since the previous run')).toBeVisible();
  await expectTwoScreens(app);
});

test('the results of a short run of Sprint, whose finding has two lines', async ({ app }) => {
  await app.open(`/?preset=sprint&samples=6000&epochs=2${ON_WASM}&view=results`);
  await app.train.click();
  await app.shownAccuracy();
  await expect(app.result.getByRole('region').getByRole('button')).toBeVisible();
  await expectTwoScreens(app);

  // What it opens comes below it: a second press closes it again.
  const button = app.result.getByRole('button', { name: 'Export', exact: true });
  const place = await button.boundingBox();
  await button.click();
  await expect(app.result.getByRole('button', { name: 'ONNX', exact: true })).toBeVisible();
  expect(await button.boundingBox()).toEqual(place);
});

test('a sweep: its plan, its results and each of their parts', async ({ page, app }) => {
  const sweep = sweepView(page);
  await app.open(`/?samples=300&epochs=2&batch=50${ON_WASM}&sweep=lr:0.001,0.01;seed:1:2`);
  await expectTwoScreens(app);
  await sweep.button('Find a learning rate').click();
  await expect(sweep.button('Plan a sweep around it')).toBeVisible({ timeout: 30_000 });
  await expectTwoScreens(app);
  await sweep.start.click();
  await ended(page);
  await expectTwoScreens(app);
  await sweep.choose('Vote');
  await expectTwoScreens(app);
  await sweep.button('Let 4 networks vote').click();
  await expect(sweep.part('Vote')).toContainText(/Test accuracy of the vote: \d/, { timeout: 30_000 });
  await expectTwoScreens(app);
  await sweep.choose('New sweep');
  await expectTwoScreens(app);
});

test('a sweep of 64 networks while they train', async ({ page, app }) => {
  const sweep = sweepView(page);
  await app.open(`/?samples=20000&epochs=20${ON_WASM}&sweep=lr:log:0.001:0.1:8;seed:1:8`);
  await sweep.start.click();
  await expect(sweep.rows).toHaveCount(64);
  await expect(sweep.progress).toBeVisible();
  await expectTwoScreens(app);
  for (const part of ['Curves', 'Parallel coordinates', 'Vote', 'Results']) {
    await sweep.choose(part);
    await expectTwoScreens(app);
  }
  await sweep.button('Delete sweep').click();
  await expect(sweep.members).toHaveCount(0);
});

test('a staircase: its plan with the order open, its results and each of their parts', async ({
  page,
  app,
}) => {
  const sweep = sweepView(page);
  const lastMove = sweep.button('Move “Regularization” up');
  // The link requests an engine that trains no sweeps, so the progress has a sentence about it.
  await app.open('/?samples=2000&epochs=200&engine=tfjs&sweep=staircase:7');
  await sweep.region.getByText('Order of the rungs').click();
  await expect(lastMove).toBeVisible();
  await expectTwoScreens(app);
  await sweep.button('Climb the staircase').click();
  await expect(sweep.results).toContainText('so this sweep uses WebAssembly instead.', { timeout: 30_000 });
  const eachPart = async () => {
    for (const part of ['Heatmap', 'Curves', 'Parallel coordinates', 'Members', 'Rungs', 'Vote', 'Results']) {
      await test.step(part, async () => {
        await sweep.choose(part);
        await expectTwoScreens(app);
      });
    }
  };
  await eachPart();
  await sweep.button('Stop sweep').click();
  await ended(page);
  await expect(sweep.results).toContainText('Best: ');
  await eachPart();
  // The plan of the next sweep also says what it deletes.
  await sweep.choose('New sweep');
  await expect(lastMove).toBeVisible();
  await expectTwoScreens(app);
});

/** Runs in the page: adds up how far its parts moved by themselves, as browsers score it, in an attribute. */
function addUpShifts(): void {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!shift.hadRecentInput) sum += shift.value;
    document.documentElement.dataset.shifts = String(sum);
  }).observe({ type: 'layout-shift', buffered: true });
}

for (const viewport of [SCREEN, { width: 1024, height: 768 }]) {
  test(`nothing moves while the page and the images load, ${viewport.width} wide`, async ({ page, app }) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(addUpShifts);
    // The other files follow once the first one was seen.
    let seen!: () => void;
    const wasSeen = new Promise<void>((resolve) => (seen = resolve));
    await page.route('**/data/*.bin', async (route) => {
      if (!route.request().url().includes('-train-0.')) await wasSeen;
      await route.continue();
    });
    await app.open('/');
    const run = page.getByRole('region', { name: 'Run', exact: true });
    await expect(run).toContainText(/\d [kM]B of \d/);
    seen();
    await expect(run).toContainText('verified', { timeout: 30_000 });
    await expect(networkOf(page).region).toBeVisible();
    // A layout shift of 0.1 is good by the measure of Core Web Vitals.
    expect(await page.evaluate(() => Number(document.documentElement.dataset.shifts ?? 0))).toBeLessThan(
      0.02,
    );
  });
}

test('the top keeps its height from the first step to the result', async ({ page, app }) => {
  await page.addInitScript(() => {
    const heights = new Set<number>();
    const note = () => {
      const words = document.querySelector('.run-figures');
      if (words) heights.add(document.querySelector('.page-top')!.getBoundingClientRect().height);
      document.documentElement.dataset.heights = [...heights].join(' ');
      requestAnimationFrame(note);
    };
    addEventListener('DOMContentLoaded', note);
  });
  await app.open('/?preset=article&epochs=2');
  await app.train.click();
  await expect(app.finished).toBeVisible({ timeout: 60_000 });
  expect(await page.evaluate(() => document.documentElement.dataset.heights!.split(' '))).toHaveLength(1);
});

test('the network with a calculation, which is seen whole beside the whole drawing', async ({
  page,
  app,
}) => {
  await finishedRun(app);
  const network = networkOf(page);
  const edit = network.region.getByRole('region', { name: 'Change by hand' });
  const editTops: number[] = [];
  for (const opened of [
    network.map('c3', 5),
    network.map('s2', 2),
    network.region.getByRole('group', { name: 'Outputs of f5', exact: true }).getByRole('button').first(),
    network.output.getByRole('button').first(),
  ]) {
    await opened.click();
    await resultOf(network.calculation);
    await expectTwoScreens(app);
    for (const region of await edit.all()) editTops.push((await region.boundingBox())!.y);
    await expect(app.loss).toBeHidden();
    for (const part of [network.map('c1', 1), network.output, network.calculation]) {
      const box = (await part.boundingBox())!;
      const top = await page
        .locator('.page-top')
        .evaluate((element) => element.getBoundingClientRect().bottom);
      expect(box.y).toBeGreaterThanOrEqual(top - 1);
      expect(box.y + box.height).toBeLessThanOrEqual(SCREEN.height);
    }
  }
  // Of a map of c3 and of a unit of f5: the first fields are on the first screen.
  expect(editTops).toHaveLength(2);
  expect(Math.max(...editTops)).toBeLessThanOrEqual(620);
  await page.keyboard.press('Escape');
  await expect(network.calculation).toHaveCount(0);
  await expect(app.loss).toBeVisible();

  for (const width of [1100, 1280]) {
    await test.step(`what stands above the drawing does not move, ${width} wide`, async () => {
      await page.setViewportSize({ width, height: SCREEN.height });
      // Waits until the new layout stands.
      await network.map('c1', 1).hover();
      const strip = network.image(/./).first();
      const before = (await strip.boundingBox())!.y;
      await network.map('c1', 1).click();
      await resultOf(network.calculation);
      expect((await strip.boundingBox())!.y).toBe(before);
      await page.keyboard.press('Escape');
      await expect(network.calculation).toHaveCount(0);
      expect((await strip.boundingBox())!.y).toBe(before);
    });
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('while a run trains, its accuracy and loss are on top and the view begins in the upper quarter', async ({
    page,
    app,
  }) => {
    await app.open('/?samples=20000&epochs=60&engine=wasm&threads=1');
    await app.train.tap();
    const run = page.getByRole('region', { name: 'Run', exact: true });
    await expect(run.getByRole('img', { name: /^Loss: \d\S+ at first, \d\S+ now$/ })).toBeVisible();
    await expect(run.getByText(/^\d\d\.\d%$/)).toBeVisible({ timeout: 60_000 });
    await expect(app.training).toBeVisible();
    await app.shows('Network');
    const box = (await app.content('Network').boundingBox())!;
    expect(box.y).toBeLessThanOrEqual(190);
    const details = run.getByRole('button', { name: 'Details of the run' });
    await expect(details).toHaveAttribute('aria-expanded', 'false');
    await details.tap();
    await expect(details).toHaveAttribute('aria-expanded', 'true');
    await expect(run.getByText(/ms per step/).first()).toBeVisible();
  });

  test('after a run the result is on top, then the plots, then what it learned', async ({ page, app }) => {
    await finishedRun(app);
    await app.show('Results');
    const learned = page.getByRole('region', { name: 'What it learned', exact: true });
    const tops = [];
    for (const part of [app.result, app.loss, app.accuracy, app.device, learned]) {
      tops.push((await part.boundingBox())!.y);
    }
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(tops[0]).toBeLessThan(844 / 3);
  });
});
