// What browser campaigns share: browsers, pages of the built site, and the hash of an uninterrupted run.

import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import type { Random } from '../../src/base/random.ts';
import { BROWSER_FLAGS, findBrowser, SOFTWARE_GPU_FLAGS } from '../../tools/browser.ts';
import { ON_WASM, playground } from '../playground.ts';
import type { Site } from '../site.ts';
import { weightsHash } from '../weights-hash.ts';
import type { Tally } from './tally.ts';
import { resumption, reached, watch } from './watch.ts';

export interface CampaignContext {
  site: Site;
  /** Follows from the seed and the campaign's name. */
  random: Random;
  tally: Tally;
}

export interface CampaignOptions {
  seed: number;
  /** The fault that alone is wanted, and how often; null for all, as often as usual. Of the campaign `sweep`. */
  only: string | null;
  times: number | null;
}

export type BrowserCampaign = (context: CampaignContext & CampaignOptions) => Promise<void>;

/** A few seconds of training that is saved after each of six epochs. */
export const RUN = `/?samples=6000&epochs=6&batch=20&schedule=one-cycle&flip=on${ON_WASM}`;
/** Time limit for one run on a busy machine. */
export const RUN_MILLISECONDS = 180_000;

export async function launch(gpu = false, more: readonly string[] = []): Promise<Browser> {
  const args = [...BROWSER_FLAGS, ...(gpu ? SOFTWARE_GPU_FLAGS : []), ...more];
  return chromium.launch({ executablePath: await findBrowser(), args });
}

/** A page with its own storage that has `link` open. */
export async function freshPage(browser: Browser, site: Site, link = RUN): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, locale: 'en-US', serviceWorkers: 'block' });
  return openPage(context, link);
}

const watched = new WeakSet<BrowserContext>();

/** Another page in `context`. */
export async function openPage(context: BrowserContext, link = RUN): Promise<Page> {
  if (!watched.has(context)) {
    watched.add(context);
    await watch(context);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  await page.goto(link);
  return page;
}

/** Presses Train and waits until the run has reached the progress `share` and is saved. */
export async function trainTo(page: Page, share: number): Promise<void> {
  await playground(page).train.click();
  await reached(page, share);
}

export const finish = (page: Page) => weightsHash(page, RUN_MILLISECONDS);

export async function uninterruptedHash(browser: Browser, site: Site, link = RUN): Promise<string> {
  const page = await freshPage(browser, site, link);
  await playground(page).train.click();
  const hash = await finish(page);
  await page.context().close();
  return hash;
}

export async function mustEqual(page: Page, hash: string): Promise<void> {
  const found = await finish(page);
  if (found !== hash) throw new Error(`other weights: ${found} instead of ${hash}`);
}

/** Resumes the saved run in `page`, opened after the fault at time `since`; the run had reached step `before`. */
export async function resumed(page: Page, since: number, before: number) {
  await page
    .getByRole('region', { name: 'You have a saved run' })
    .getByRole('button', { name: /^Resume from epoch/ })
    .click();
  return costOf(page, since, before);
}

export async function costOf(page: Page, since: number, before: number, patience?: number) {
  const { from, at } = await resumption(page, since, patience);
  return { redone: Math.max(0, before - from), seconds: (at - since) / 1000 };
}

/** Crashes the page's process. */
export async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

export async function crashGpu(page: Page): Promise<void> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess').catch(() => undefined);
}
