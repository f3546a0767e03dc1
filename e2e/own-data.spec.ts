// A person's own data: from files to a result, through a reload, and by a link where the data is not.

import { zipSync } from 'fflate';
import { expect, test } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { dataView, NAMES, testImages, thousand } from './own-data-page.ts';
import { ON_WASM, playground } from './playground.ts';

test('a zip of 1,000 images: looked at, trained on, reloaded in the middle, saved and loaded back', async ({
  page,
}) => {
  const app = playground(page);
  const data = dataView(page);
  await app.open(`/?${ON_WASM.slice(1)}`);
  await data.open.click();
  await app.shows('Data');
  const droppedAt = Date.now();
  await data.files.setInputFiles(thousand());
  await expect(data.use).toBeEnabled();
  console.log(`import of 1,000 PNGs: ${Date.now() - droppedAt} ms`);
  await expect(data.set).toContainText(/10 classes: \d{3} training and \d{3} test images/);
  await expect(data.rows).toHaveCount(11);
  await expect(data.set.getByRole('img', { name: 'Samples of boot' })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await data.use.click();
  await expect(data.back).toBeVisible();
  await app.train.click();
  await app.moving();
  await expect.poll(() => app.progress()).toBeGreaterThan(0.2);
  await page.reload();
  await page.getByRole('button', { name: /^Resume from epoch/ }).click();
  await expect(app.finished).toBeVisible({ timeout: 60_000 });
  console.log(`from the drop to the result, with a reload: ${Date.now() - droppedAt} ms`);
  const accuracy = await app.testAccuracy();
  expect(accuracy).toBeGreaterThan(0.7);
  expect(await axeViolations(page)).toEqual([]);

  // Its classes are in every view.
  await app.show('Gallery');
  await expect(app.gallery.getByRole('img').first()).toHaveAccessibleName(
    new RegExp(`true (${NAMES.join('|')})`),
  );
  expect(await axeViolations(page)).toEqual([]);
  await app.show('Draw');
  expect(await axeViolations(page)).toEqual([]);
  await app.show('Network');
  expect(await axeViolations(page)).toEqual([]);

  await app.show('Results');
  const downloading = page.waitForEvent('download');
  await app.download.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^lenet5-[0-9a-f]{12}-best\.safetensors$/);
  await page.getByLabel('Load weights…').setInputFiles(await download.path());
  await expect.poll(() => app.shownAccuracy()).toBe(accuracy);

  // The set is listed, and FashionMNIST comes back.
  await app.show('Data');
  await expect(page.getByRole('region', { name: 'On this machine' })).toContainText('clothes');
  await data.back.click();
  await expect(page).not.toHaveURL(/data=/);
  await expect(data.set).toContainText('10 classes: 60,000 training and 10,000 test images.');
});

test('a link to a run on data that is not here says what it needs, and trains once it is', async ({
  page,
  browser,
}) => {
  const app = playground(page);
  const data = dataView(page);
  await app.open(`/?view=data${ON_WASM}`);
  await data.files.setInputFiles(thousand());
  await data.use.click();
  // The images of the page's first configuration may be loaded already.
  await expect(page).toHaveURL(/[?&]data=[0-9a-f]{12}(&|$)/);
  await app.loaded();
  const link = new URL(page.url());

  const context = await browser.newContext();
  const friend = await context.newPage();
  const theirs = playground(friend);
  await theirs.open(`${link.pathname}${link.search}`);
  const notice = friend.getByRole('region', { name: 'This run needs other data' });
  await expect(notice).toContainText(link.searchParams.get('data')!);
  await theirs.train.click();
  await expect(friend.getByText('which is not on this machine. Choose its files under Data.')).toBeVisible();
  await theirs.show('Data');
  await dataView(friend).files.setInputFiles(thousand());
  await dataView(friend).use.click();
  await expect(notice).toHaveCount(0);
  await theirs.loaded();
  expect(new URL(friend.url()).searchParams.get('data')).toBe(link.searchParams.get('data'));
  await theirs.train.click();
  await theirs.moving();
  await context.close();
});

test('a CSV and a refused one', async ({ page }) => {
  const app = playground(page);
  const data = dataView(page);
  await app.open(`/?view=data${ON_WASM}`);
  const rows = testImages(300).map(({ pixels, label }) => [NAMES[label], ...pixels].join(','));
  const csv = (text: string, name: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await data.files.setInputFiles(csv(rows.join('\n'), 'clothes.csv'));
  await expect(data.set).toContainText('10 classes: 240 training and 60 test images');
  // What was read stays when the next file is refused.
  const digits = Array.from({ length: 20 }, (_, i) =>
    [i % 10, ...Array.from({ length: 64 }, () => 3)].join(','),
  );
  await data.files.setInputFiles(csv(digits.join('\n'), 'digits.csv'));
  await expect(page.getByText(/digits\.csv.*65 columns/)).toBeVisible();
  await expect(data.set).toContainText('240 training');
});

test('JPEG and WebP files of another size, dark on light, are decoded, scaled and inverted', async ({
  page,
}) => {
  const app = playground(page);
  const data = dataView(page);
  await app.open(`/?view=data${ON_WASM}`);
  /** 24 images of a class: a bar that lies or stands. */
  const images = await page.evaluate(async () => {
    const made: { path: string; base64: string }[] = [];
    for (let i = 0; i < 48; i++) {
      const canvas = new OffscreenCanvas(90, 60);
      const context = canvas.getContext('2d')!;
      context.fillStyle = 'white';
      context.fillRect(0, 0, 90, 60);
      context.fillStyle = 'black';
      const lies = i % 2 === 0;
      context.fillRect(10 + (i % 5), 10 + (i % 7), lies ? 60 : 8, lies ? 8 : 40);
      const type = i % 4 < 2 ? 'jpeg' : 'webp';
      const blob = await canvas.convertToBlob({ type: `image/${type}` });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      made.push({ path: `${lies ? 'lies' : 'stands'}/${i}.${type}`, base64 });
    }
    return made;
  });
  const files = Object.fromEntries(images.map(({ path, base64 }) => [path, Buffer.from(base64, 'base64')]));
  const buffer = Buffer.from(zipSync(files, { level: 0 }));
  await data.files.setInputFiles({ name: 'bars.zip', mimeType: 'application/zip', buffer });
  await expect(data.set).toContainText('2 classes: 38 training and 10 test images');
  await expect(data.set.getByRole('checkbox', { name: /^Invert/ })).toBeChecked();
  await expect(page.getByText('not read')).toHaveCount(0);
  await data.use.click();
  // Train waits for the data.
  await app.train.click();
  await expect(app.finished).toBeVisible({ timeout: 60_000 });
  expect(await app.testAccuracy()).toBe(1);
});

test('by keyboard alone: a class renamed, one removed, the data used and left; the focus never falls out', async ({
  page,
}) => {
  const app = playground(page);
  const data = dataView(page);
  await app.open(`/?view=data${ON_WASM}`);
  await data.files.setInputFiles(thousand());
  const heading = data.set.getByRole('heading', { name: 'Data set' });
  await expect(heading).toBeFocused();
  const button = (name: string) => data.set.getByRole('button', { name, exact: true });
  const press = async (key: 'Tab' | 'Shift+Tab', name: string) => {
    const isFocused = () => button(name).evaluate((one) => one === document.activeElement);
    for (let i = 0; i < 25 && !(await isFocused()); i++) await page.keyboard.press(key);
    await expect(button(name)).toBeFocused();
    await page.keyboard.press('Enter');
  };
  await press('Tab', 'Edit classes');
  await page.keyboard.press('Tab');
  await expect(data.set.getByLabel('Name of the class bag')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('boot');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is already a class “boot”.')).toBeVisible();
  await expect(data.set.getByLabel('Name of the class bag')).toHaveValue('bag');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('satchel');
  await page.keyboard.press('Enter');
  await expect(data.set.getByLabel('Name of the class satchel')).toBeFocused();
  await press('Tab', 'Remove boot');
  await expect(data.set).toContainText('9 classes');
  await expect(data.set.getByRole('table')).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);

  await press('Shift+Tab', 'Use this data');
  await expect(data.back).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await expect(data.set.getByRole('rowheader')).toHaveText([
    'satchel',
    'coat',
    'dress',
    'pullover',
    'sandal',
    'shirt',
    'sneaker',
    'top',
    'trouser',
  ]);
  await app.loaded();
  await expect(heading).toBeFocused();
  await press('Tab', 'Back to FashionMNIST');
  await expect(page).not.toHaveURL(/data=/);
  await expect(heading).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the run says what it is trained on, in no more lines than for FashionMNIST', async ({ page }) => {
    const app = playground(page);
    const data = dataView(page);
    const name = 'Clothes of the second class, photographed in the spring of 2026';
    await app.open(`/?view=data&preset=sprint${ON_WASM}`);
    const run = page.getByRole('region', { name: 'Run', exact: true });
    const height = async () => (await run.boundingBox())!.height;
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const before = await height();
    await data.files.setInputFiles(thousand());
    await data.set.getByLabel('Name', { exact: true }).fill(name);
    await data.use.click();
    await app.loaded();
    await expect(run.getByText(name, { exact: true })).toBeVisible();
    expect(await height()).toBeLessThanOrEqual(before);
    // The list of the datasets has the whole name too.
    await expect(page.getByRole('region', { name: 'On this machine' })).toContainText(name);
    expect(await sideways()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await app.train.click();
    await expect(run.getByRole('progressbar', { name: `Training on ${name}` })).toBeAttached();
    await expect(run.getByText(`Training on ${name}`, { exact: true })).toBeVisible();
    expect(await height()).toBeLessThanOrEqual(before);
    expect(await sideways()).toBe(0);
  });
});
