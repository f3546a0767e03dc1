// `npm run look -- FOLDER [--link SEARCH] [--only 390-dark-zh] [--views unit,photo]`: screenshots of the built page,
// light and dark, wide and narrow, in both languages: the network before and during a run, the results after it, then every
// scene of the views.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from './browser.ts';
import { serveBuilt } from './serve.ts';
import { CATALOGUES, show, VIEWS } from './look-views.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'zh'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    link: { type: 'string', default: '?samples=6000&epochs=4&preset=modern&engine=wasm' },
    only: { type: 'string', default: '' },
    views: { type: 'string', default: Object.keys(VIEWS).join(',') },
  },
});

interface Look {
  viewport: (typeof SIZES)[number];
  colorScheme: (typeof THEMES)[number];
  language: (typeof LANGUAGES)[number];
}

const nameOf = ({ viewport, colorScheme, language }: Look) => `${viewport.width}-${colorScheme}-${language}`;

const buttonOf = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function look(browser: Browser, address: string, folder: string, as: Look): Promise<void> {
  const words = CATALOGUES[as.language];
  const { viewport, colorScheme } = as;
  const locale = as.language === 'zh' ? 'zh-CN' : 'en-US';
  const page = await browser.newPage({ viewport, colorScheme, locale });
  page.setDefaultTimeout(60_000);
  const shoot = async (name: string, part: Page | Locator = page) => {
    // Wait until pending updates are drawn and transitions have ended.
    await page.waitForTimeout(400);
    await part.screenshot({ path: join(folder, `${nameOf(as)}-${name}.png`), fullPage: part === page });
  };
  await page.goto(address);
  const train = buttonOf(page, words.run.train);
  await train.and(page.locator(':enabled')).waitFor();
  await page.waitForTimeout(1500);
  await shoot('before');
  await train.click();
  await show(page, words, 'results');
  await page.getByRole('region', { name: words.log.title, exact: true }).getByRole('row').nth(1).waitFor();
  await show(page, words, 'network');
  await shoot('during');
  await buttonOf(page, words.run.step).click();
  await show(page, words, 'step');
  await page
    .getByRole('region', { name: words.step.batch.title, exact: true })
    .getByRole('button')
    .first()
    .waitFor();
  await shoot('step');
  await buttonOf(page, words.run.resume).click();
  await show(page, words, 'results');
  const result = page.getByRole('region', { name: words.result.title, exact: true });
  await result
    .getByText(/\d\d\.\d\d%/)
    .first()
    .waitFor();
  await page.waitForTimeout(1000);
  await shoot('after');
  for (const name of values.views.split(',').filter(Boolean)) {
    const view = VIEWS[name];
    if (!view) throw new Error(`no view ${name}: ${Object.keys(VIEWS).join(', ')}`);
    await shoot(name, await view(page, words));
  }
  await page.close();
  console.log(nameOf(as));
}

async function main(): Promise<void> {
  const [name] = positionals;
  if (!name) throw new Error('name a folder for the screenshots: npm run look -- FOLDER');
  const folder = resolve(name);
  mkdirSync(folder, { recursive: true });
  const served = await serveBuilt();
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
  try {
    const address = new URL(values.link, served.url).href;
    for (const viewport of SIZES) {
      for (const colorScheme of THEMES) {
        for (const language of LANGUAGES) {
          const as = { viewport, colorScheme, language };
          if (nameOf(as).includes(values.only)) await look(browser, address, folder, as);
        }
      }
    }
  } finally {
    await browser.close();
    await served.close();
  }
}

await main();
