// The views of which `npm run look` takes screenshots: each opens one and returns the part to show.

import type { Locator, Page } from 'playwright';
import { png, shirt } from './image-files.ts';
import type { View as ViewName } from '../src/store/view.ts';
import { en } from '../src/ui/messages/en.ts';
import { zh } from '../src/ui/messages/zh.ts';

export const CATALOGUES = { en, zh };
export type Words = (typeof CATALOGUES)['en' | 'zh'];

/** Opens the view after a finished run and returns the part of the page to show. */
type View = (page: Page, words: Words) => Promise<Locator>;

/** Opens a view by its link. */
export async function show(page: Page, words: Words, view: ViewName): Promise<void> {
  const links = page.getByRole('navigation', { name: words.views.label });
  await links.getByRole('link', { name: words.views[view], exact: true }).click();
}

const regionOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const buttonIn = (place: Locator | Page, name: string) => place.getByRole('button', { name, exact: true });

/** In fractions of the pad's size. */
type Point = readonly [x: number, y: number];

const T_SHIRT: readonly Point[] = [
  [0.36, 0.2],
  [0.44, 0.24],
  [0.56, 0.24],
  [0.64, 0.2],
  [0.86, 0.36],
  [0.76, 0.48],
  [0.66, 0.4],
  [0.66, 0.82],
  [0.34, 0.82],
  [0.34, 0.4],
  [0.24, 0.48],
  [0.14, 0.36],
  [0.36, 0.2],
];

/** Draws one stroke on the pad with the mouse. */
async function draw(page: Page, words: Words): Promise<void> {
  const pad = regionOf(page, words.panelTitles.drawing).locator('canvas').first();
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  for (const [index, [x, y]] of T_SHIRT.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 6 });
    if (index === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

const photo: (name: string, file: Buffer) => View = (name, file) => async (page, words) => {
  await show(page, words, 'draw');
  const drawing = regionOf(page, words.panelTitles.drawing);
  const chooser = page.waitForEvent('filechooser');
  await buttonIn(drawing, words.photo.choose).click();
  await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: file });
  await drawing
    .getByRole('status')
    .filter({ hasText: name })
    .filter({ hasNotText: words.photo.reading.replace('{name}', name) })
    .waitFor();
  return drawing;
};

export const VIEWS: Readonly<Record<string, View>> = {
  async epoch(page, words) {
    await show(page, words, 'results');
    const learned = regionOf(page, words.panelTitles.confusion);
    await learned.getByRole('slider', { name: words.confusion.slider.label }).press('Home');
    await learned
      .getByRole('group', { name: words.classCurves.highlight })
      .getByRole('radio', { name: words.classes.shirt, exact: true })
      .check();
    return learned;
  },
  async mistakes(page, words) {
    await show(page, words, 'gallery');
    const mistakes = regionOf(page, words.panelTitles.mistakes);
    await buttonIn(mistakes, words.mistakes.find).click();
    await mistakes.getByText(words.mistakes.mostSimilar).first().waitFor({ timeout: 60_000 });
    return mistakes;
  },
  async cell(page, words) {
    await show(page, words, 'results');
    const table = regionOf(page, words.panelTitles.confusion).getByRole('table', {
      name: words.confusion.matrix,
    });
    await regionOf(page, words.panelTitles.confusion)
      .getByRole('slider', { name: words.confusion.slider.label })
      .press('End');
    // Shirts as T-shirts, which opens the gallery.
    await table.getByRole('button').nth(60).click();
    return regionOf(page, words.panelTitles.gallery);
  },
  async drawn(page, words) {
    await show(page, words, 'draw');
    await draw(page, words);
    return regionOf(page, words.panelTitles.drawing);
  },
  async trace(page, words) {
    await show(page, words, 'draw');
    const drawing = regionOf(page, words.panelTitles.drawing);
    await buttonIn(drawing, words.drawing.clear).click();
    await drawing.getByRole('combobox', { name: words.drawingTools.trace }).selectOption(words.classes.bag);
    const pad = drawing.locator('canvas').first();
    await pad.focus();
    await page.keyboard.press('Space');
    for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
    return drawing;
  },
  photo: photo('shirt.png', png(300, 300, shirt(300, 300, [226, 224, 220, 255]))),
  refused: photo('shirt.gif', Buffer.from('GIF89a, and nothing more')),
  async unit(page, words) {
    await show(page, words, 'network');
    const network = regionOf(page, words.panelTitles.network);
    const maps = network.getByRole('group', {
      name: words.network.maps.replace('{layer}', 'c3'),
      exact: true,
    });
    await network.scrollIntoViewIfNeeded();
    await maps.getByRole('button').nth(4).click();
    await regionOf(page, words.calculation.title).waitFor();
    return network;
  },
  async question(page, words) {
    await show(page, words, 'challenge');
    const challenge = regionOf(page, words.panelTitles.challenge);
    await buttonIn(challenge, words.challenge.start).click();
    await page.keyboard.press('1');
    return challenge;
  },
  async outcome(page, words) {
    const challenge = regionOf(page, words.panelTitles.challenge);
    for (let image = 2; image <= 20; image++) await page.keyboard.press(String(image % 10));
    return challenge;
  },
  async runs(page, words) {
    await show(page, words, 'runs');
    return regionOf(page, words.panelTitles.runs);
  },
  async tour(page, words) {
    await show(page, words, 'network');
    await buttonIn(page, words.tourOffer.start).first().click();
    const next = buttonIn(page, words.tour.next);
    for (let step = 0; step < 2; step++) await next.click();
    return page.getByRole('complementary').filter({ has: next });
  },
};
