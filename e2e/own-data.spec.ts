// A person's own data: from files to a result, through a reload, and by a link where the data is not.

import { encode } from 'fast-png';
import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { expect, test, type Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { ON_WASM, playground } from './playground.ts';

const PIXELS = 784;
const FOLDER = new URL('../public/data/', import.meta.url);
const NAMES = ['top', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'boot'];

/** The first images of FashionMNIST's test set, with their labels. */
function testImages(count: number): { pixels: Uint8Array; label: number }[] {
  const file = readdirSync(FOLDER).find((name) => name.startsWith('fashion-mnist-test'))!;
  const content = gunzipSync(readFileSync(new URL(file, FOLDER)));
  return Array.from({ length: count }, (_, i) => ({
    label: content[i]!,
    pixels: new Uint8Array(content.subarray(10_000 + i * PIXELS, 10_000 + (i + 1) * PIXELS)),
  }));
}

const png = (data: Uint8Array) => encode({ width: 28, height: 28, data, channels: 1, depth: 8 });

/** A zip with a folder of PNGs for each class. */
function zipOf(images: readonly { pixels: Uint8Array; label: number }[], nameOf: (label: number) => string) {
  const files: Zippable = {};
  images.forEach(({ pixels, label }, i) => (files[`${nameOf(label)}/${i}.png`] = png(pixels)));
  return Buffer.from(zipSync(files, { level: 0 }));
}

function dataView(page: Page) {
  const set = page.getByRole('region', { name: 'Data set', exact: true });
  return {
    set,
    rows: set.getByRole('row'),
    files: page.getByLabel('Choose files'),
    use: set.getByRole('button', { name: 'Use this data', exact: true }),
    back: set.getByRole('button', { name: 'Back to FashionMNIST', exact: true }),
    open: page.getByRole('button', { name: 'Your data', exact: true }),
  };
}

const thousand = () => ({
  name: 'clothes.zip',
  mimeType: 'application/zip',
  buffer: zipOf(testImages(1000), (label) => NAMES[label]!),
});

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
  await expect(page).toHaveURL(/[?&]data=[0-9a-f]{12}/);
  await app.loaded();

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
  await app.loaded();
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
  await expect(page.getByText('There is a class “boot” already.')).toBeVisible();
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
