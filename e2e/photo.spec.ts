// A photo in the drawing panel: chosen, pasted or dropped, prepared and classified. Invalid files are refused with the reason
// and leave the pad unchanged.

import type { Locator, Page } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { animation, encoded, png, shirt, turned } from '../tools/image-files.ts';
import { ON_WASM, percentages, TINY } from './playground.ts';

const WALL = [226, 224, 220, 255];
const SHIRT = png(300, 300, shirt(300, 300, WALL));
const DARK_WALL = [30, 30, 34, 255];
/** Pale shoulders; below them it is dark, and at the hem as dark as the wall. */
const FADING = png(
  300,
  300,
  shirt(300, 300, DARK_WALL, (v) => {
    const above = v < 0.35 ? 170 : 56 * (0.85 - v);
    return DARK_WALL.map((value, channel) => (channel < 3 ? value + Math.round(above) : value));
  }),
);
const CHOOSE = 'Choose a photo…';

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: CHOOSE }).click();
  await (await chooser).setFiles(file(name, buffer));
}

/** Drops on `target` what a file manager would. */
async function drop(target: Locator, name: string, buffer: Buffer): Promise<void> {
  const transfer = await target.page().evaluateHandle(
    ([base64, called]) => {
      const bytes = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], called!, { type: 'image/png' }));
      return data;
    },
    [buffer.toString('base64'), name],
  );
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

/** Puts an image into the clipboard. */
async function copy(page: Page, image: Buffer): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    await navigator.clipboard.write([
      new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) }),
    ]);
  }, image.toString('base64'));
}

test('chosen, pasted or dropped, it is prepared and scored', async ({ page, app }) => {
  await app.open(TINY + ON_WASM);
  await app.train.click();
  await app.testAccuracy();
  await app.show('Draw');
  const onPad = (name: string) => app.drawing.getByRole('img', { name: `Photo ${name}`, exact: true });
  const clear = app.drawing.getByRole('button', { name: 'Clear' });

  await test.step('chosen', async () => {
    await choose(page, 'shirt.png', SHIRT);
    await expect(onPad('shirt.png')).toBeVisible();
    await expect(
      app.drawing.getByRole('status').filter({ hasText: 'shirt.png is on the pad' }),
    ).toBeVisible();
    for (const step of ['Photo', 'Background removed', 'Cropped, grey, inverted', 'Scaled to 28×28']) {
      await expect(app.drawing.getByRole('img', { name: step, exact: true })).toBeVisible();
    }
    await expect.poll(async () => (await percentages(app.prediction)).length).toBe(10);
  });

  await test.step('one that hardly stands out is taken, and the page says that parts may be missing', async () => {
    const news = app.drawing.getByRole('status').last();
    await expect(news).not.toContainText('hardly stands out');
    await choose(page, 'fading.png', FADING);
    await expect(news).toContainText('hardly stands out from its background');
    await expect(news).toContainText('fading.png is on the pad');
    await expect(onPad('fading.png')).toBeVisible();
    await expect(app.drawing.getByRole('img', { name: 'Background removed', exact: true })).toBeVisible();
  });

  await test.step('nothing for axe, on a phone either', async () => {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await axeViolations(page)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
    }
  });

  await test.step('Clear takes it away', async () => {
    await clear.click();
    await expect(onPad('fading.png')).toHaveCount(0);
    await expect(app.prediction).toContainText('Draw something');
  });

  await test.step('pasted', async () => {
    await copy(page, SHIRT);
    await clear.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(onPad('image.png')).toBeVisible();
  });

  await test.step('dropped', async () => {
    await drop(app.canvas, 'dropped.png', SHIRT);
    await expect(onPad('dropped.png')).toBeVisible();
    await expect(onPad('image.png')).toHaveCount(0);
  });

  await test.step('what draws nothing leaves it: a pen that was down, no class to trace any more', async () => {
    const trace = app.drawing.getByRole('combobox', { name: 'Trace' });
    await trace.selectOption('Bag');
    await app.canvas.focus();
    await page.keyboard.press('Space');
    await drop(app.canvas, 'later.png', SHIRT);
    await expect(onPad('later.png')).toBeVisible();
    await expect(app.drawing.getByRole('status').filter({ hasText: 'pen up' })).toHaveCount(1);
    for (const key of ['ArrowRight', 'Tab']) await page.keyboard.press(key);
    await trace.selectOption('Nothing');
    await expect(onPad('later.png')).toBeVisible();
    await drop(app.canvas, 'dropped.png', SHIRT);
    await expect(onPad('dropped.png')).toBeVisible();
  });

  await test.step('a stroke takes its place', async () => {
    await app.canvas.focus();
    await page.keyboard.press('Space');
    for (let k = 0; k < 10; k++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(onPad('dropped.png')).toHaveCount(0);
    await expect(app.drawing.getByRole('img', { name: 'Outline filled' })).toBeVisible();
  });
});

test('an image is pasted into the open drawing, not from a text field or another view', async ({
  page,
  app,
}) => {
  await app.open(`${TINY}${ON_WASM}&view=draw`);
  await copy(page, SHIRT);
  // The page takes a paste by preventing what the browser does with it.
  const taken = await page.evaluateHandle(() => {
    const seen: boolean[] = [];
    addEventListener('paste', (event) => seen.push(event.defaultPrevented));
    return seen;
  });
  const pasteIn = async (place: Locator) => {
    await place.focus();
    await page.keyboard.press('ControlOrMeta+V');
  };
  const onPad = app.drawing.getByRole('img', { name: 'Photo image.png', exact: true });
  // The field is shown during a run.
  await app.step.click();
  await pasteIn(page.getByRole('textbox', { name: 'Learning rate', exact: true }));
  await expect.poll(() => taken.jsonValue()).toEqual([false]);
  await app.show('Gallery');
  await pasteIn(app.gallery.getByRole('button', { name: 'Next page' }));
  await expect.poll(() => taken.jsonValue()).toEqual([false, false]);
  await app.show('Draw');
  await expect(onPad).toHaveCount(0);
  await pasteIn(page.getByRole('button', { name: CHOOSE }));
  await expect.poll(() => taken.jsonValue()).toEqual([false, false, true]);
  await expect(onPad).toBeVisible();
});

test('a bad file is refused with its reason, and the drawing stays', async ({ page, app }) => {
  await app.open(TINY + ON_WASM);
  await app.train.click();
  await app.testAccuracy();
  await app.show('Draw');
  await app.canvas.focus();
  await page.keyboard.press('Space');
  for (let k = 0; k < 10; k++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  const listsClasses = (count: number) =>
    expect.poll(async () => (await percentages(app.prediction)).length).toBe(count);
  await listsClasses(10);
  // The list may still be of an earlier part of the stroke. After Undo it is of the whole one.
  await app.drawing.getByRole('button', { name: 'Clear', exact: true }).click();
  await listsClasses(0);
  await app.drawing.getByRole('button', { name: 'Undo', exact: true }).click();
  await listsClasses(10);
  const before = await app.prediction.textContent();

  const jpeg = await encoded(page, SHIRT, 'image/jpeg');
  const webp = await encoded(page, SHIRT, 'image/webp');
  const spoilt = Buffer.from(SHIRT);
  // Within the compressed pixels.
  spoilt.fill(0xa5, 60, 120);
  const text = (content: string) => Buffer.from(content);
  const pixels = shirt(100, 100, WALL);
  const bad: [string, Buffer, string][] = [
    ['empty.png', text(''), 'The file is empty'],
    ['heavy.png', Buffer.concat([SHIRT, Buffer.alloc(5 << 20)]), 'larger than 5 MB'],
    ['bomb.png', png(60_000, 60_000, pixels), 'more than 4,096 pixels'],
    ['tiny.png', png(27, 27, shirt(27, 27, WALL)), 'less than 28 pixels'],
    ['flat.png', png(0, 100, pixels), 'width or height is zero'],
    ['letter.png', text('A letter, renamed.'), 'not PNG, JPEG or WebP, whatever its name'],
    ['phone.heic', text('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'HEIC'],
    ['vector.svg', text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'SVG'],
    ['dance.gif', text('GIF89a\x01\0\x01\0'), 'GIF'],
    ['dance.png', png(100, 100, pixels, [animation]), 'an animation'],
    ['half.png', SHIRT.subarray(0, SHIRT.length / 2), 'The file is incomplete'],
    ['half.jpg', jpeg.subarray(0, jpeg.length / 2), 'The file is incomplete'],
    ['half.webp', webp.subarray(0, webp.length / 2), 'The file is incomplete'],
    ['spoilt.png', spoilt, 'damaged'],
    ['wall.png', png(100, 100, new Uint8Array(40_000).fill(200)), 'plain background of another colour'],
  ];
  const news = app.drawing.getByRole('status').last();
  for (const [name, buffer, reason] of bad) {
    await test.step(name, async () => {
      await choose(page, name, buffer);
      await expect(news).toContainText(`${name} could not be loaded. Nothing changed.`);
      await expect(news).toContainText(reason);
      await expect(app.drawing.getByRole('img', { name: 'Outline filled' })).toBeVisible();
      expect(await app.prediction.textContent()).toBe(before);
    });
  }
  expect(await axeViolations(page)).toEqual([]);

  await test.step('JPEG and WebP are taken, the turned one upright, the transparent one on white', async () => {
    const wide = await encoded(page, png(400, 200, shirt(400, 200, WALL)), 'image/jpeg');
    const good: [string, Buffer][] = [
      ['whole.jpg', jpeg],
      ['whole.webp', webp],
      ['turned.jpg', turned(wide)],
      ['clear.png', png(200, 200, shirt(200, 200, [0, 0, 0, 0]))],
    ];
    for (const [name, buffer] of good) {
      await choose(page, name, buffer);
      await expect(app.drawing.getByRole('img', { name: `Photo ${name}`, exact: true })).toBeVisible();
    }
    await choose(page, 'turned.jpg', turned(wide));
    const upright = app.drawing.getByRole('img', { name: 'Photo turned.jpg', exact: true });
    await expect(upright).toHaveJSProperty('width', 192);
    await expect(upright).toHaveJSProperty('height', 384);
  });
});

test('by keyboard alone', async ({ page, app }) => {
  await app.open(`${TINY}&view=draw`);
  const button = page.getByRole('button', { name: CHOOSE });
  const chooser = page.waitForEvent('filechooser');
  await app.canvas.focus();
  for (let presses = 0; presses < 20; presses++) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(file('shirt.png', SHIRT));
  await expect(app.drawing.getByRole('img', { name: 'Photo shirt.png', exact: true })).toBeVisible();
  await app.canvas.focus();
  await page.keyboard.press('Delete');
  await expect(app.drawing.getByRole('img', { name: 'Photo shirt.png', exact: true })).toHaveCount(0);
});
