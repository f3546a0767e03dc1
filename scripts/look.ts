// `npm run look -- FOLDER [LINK]`: pictures of the built page for a person to look at: light and dark, wide and narrow,
// before, during and after a run. LINK is the run's search string; a small one by default.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { BROWSER_FLAGS, findBrowser } from './browser.ts';

const THEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];
const MINUTES = 10;

/** Draws a rough T-shirt with the mouse, so that the drawing panel is seen at work. */
async function draw(page: Page): Promise<void> {
  const canvas = page.getByRole('region', { name: 'Draw a garment' }).locator('canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) return;
  const outline: [number, number][] = [
    ...([
      [0.36, 0.2],
      [0.64, 0.2],
      [0.86, 0.36],
      [0.76, 0.48],
      [0.66, 0.4],
    ] as [number, number][]),
    ...([
      [0.66, 0.82],
      [0.34, 0.82],
      [0.34, 0.4],
      [0.24, 0.48],
      [0.14, 0.36],
      [0.36, 0.2],
    ] as [number, number][]),
  ];
  for (const [index, [x, y]] of outline.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 6 });
    if (index === 0) await page.mouse.down();
  }
  await page.mouse.up();
  await page.evaluate(() => scrollTo(0, 0));
}

async function main(): Promise<void> {
  const [folderName, link = '?samples=2000&epochs=3&batch=50&engine=reference'] = process.argv.slice(2);
  if (!folderName) throw new Error('name a folder for the pictures: npm run look -- FOLDER [LINK]');
  const folder = resolve(folderName);
  mkdirSync(folder, { recursive: true });
  await build({ logLevel: 'warn' });
  const server = await preview({ preview: { port: 4373, strictPort: false } });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
  try {
    const address = server.resolvedUrls?.local[0] ?? 'http://localhost:4373/';
    for (const viewport of SIZES) {
      for (const colorScheme of THEMES) {
        const page = await browser.newPage({ viewport, colorScheme, locale: 'en-US', deviceScaleFactor: 2 });
        page.setDefaultTimeout(MINUTES * 60_000);
        const shoot = async (moment: string) => {
          const path = join(folder, `${viewport.width}-${colorScheme}-${moment}.png`);
          await page.screenshot({ path, fullPage: true });
          console.log(path);
        };
        await page.goto(new URL(link, address).href);
        const train = page.getByRole('button', { name: 'Train', exact: true });
        await train.waitFor();
        await page.waitForTimeout(1500);
        await shoot('before');
        await train.click();
        await page.getByRole('table', { name: 'Epochs' }).getByRole('row').nth(1).waitFor();
        await draw(page);
        await page.waitForTimeout(500);
        await shoot('during');
        await page
          .getByRole('button', { name: 'Download best weights' })
          .and(page.locator(':enabled'))
          .waitFor();
        await page
          .getByRole('region', { name: 'Result' })
          .getByText(/\d\d\.\d\d%/)
          .first()
          .waitFor();
        await page.waitForTimeout(1000);
        await shoot('after');
        await page.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
