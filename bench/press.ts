// `npm run bench:page [-- --gpu] [--shots FOLDER] [--links A,B]`: opens the built page, clicks Train as soon as
// it is enabled and prints the time until the result appeared, and the result. Each link has a fresh profile.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright';
import { BROWSER_FLAGS, findBrowser, REAL_GPU_FLAGS } from '../tools/browser.ts';
import { PRESET_NAMES } from '../src/contract/config.ts';
import { serveBuilt } from '../tools/serve.ts';

const MINUTES = 8;

const { values } = parseArgs({
  options: {
    gpu: { type: 'boolean', default: false },
    shots: { type: 'string' },
    links: { type: 'string', default: PRESET_NAMES.map((name) => `?preset=${name}`).join(',') },
  },
});
const served = await serveBuilt();
const args = [...BROWSER_FLAGS, ...(values.gpu ? REAL_GPU_FLAGS : [])];
const browser = await chromium.launch({ executablePath: await findBrowser(), args });
try {
  console.log(`Chromium ${browser.version()}`);
  for (const [i, link] of values.links.split(',').entries()) {
    const shot = values.shots === undefined ? null : join(values.shots, `press-${i}.png`);
    await press(browser, new URL(link, served.url).href, shot);
  }
} finally {
  await browser.close();
  await served.close();
}

async function press(browser: Browser, address: string, shot: string | null): Promise<void> {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(MINUTES * 60_000);
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const textOf = async (name: string) => (await region(name).innerText()).replaceAll(/\s+/g, ' ');
  await page.goto(address);
  const train = page.getByRole('button', { name: 'Train', exact: true });
  const since = await train.and(page.locator('button:enabled')).evaluate((button) => {
    const now = performance.now();
    (button as HTMLButtonElement).click();
    return now;
  });
  // The run's status is on screen in every view.
  await region('Run')
    .getByRole('status')
    .filter({ hasText: /test accuracy \d+\.\d\d%/ })
    .waitFor();
  const seconds = (await page.evaluate((since) => performance.now() - since, since)) / 1000;
  console.log(`\n${address}\npress to result: ${seconds.toFixed(2)} s`);
  await page.getByRole('link', { name: 'Results', exact: true }).click();
  for (const name of ['Result', 'Device', 'Epochs']) console.log(await textOf(name));
  if (shot !== null) await page.screenshot({ path: shot, fullPage: true });
  await page.close();
}
