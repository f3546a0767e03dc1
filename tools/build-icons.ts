// `npm run icons`: the icons of the installed page, rendered from public/favicon.svg with Chromium. The result is committed.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from './browser.ts';

const PUBLIC = resolve(import.meta.dirname, '../public');
/** A system may crop a maskable icon to a circle of 80%. `fill` makes the corners opaque. */
const ICONS = [
  { file: 'icon-192.png', size: 192, share: 1, fill: false },
  { file: 'icon-512.png', size: 512, share: 1, fill: false },
  { file: 'maskable-512.png', size: 512, share: 0.8, fill: true },
  { file: 'touch-180.png', size: 180, share: 0.9, fill: true },
];

const svg = readFileSync(resolve(PUBLIC, 'favicon.svg'), 'utf8');
const ground = /<rect[^>]*fill="(#[0-9a-f]{6})"/.exec(svg)?.[1];
if (!ground) throw new Error('favicon.svg has no ground to fill with');

const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
try {
  for (const { file, size, share, fill } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const style = `body{margin:0;height:100vh;display:grid;place-items:center;${fill ? `background:${ground}` : ''}}`;
    await page.setContent(`<style>${style} svg{width:${share * 100}%}</style>${svg}`);
    writeFileSync(
      resolve(PUBLIC, 'icons', file),
      await page.screenshot({ omitBackground: !fill, type: 'png' }),
    );
    await page.close();
  }
} finally {
  await browser.close();
}
