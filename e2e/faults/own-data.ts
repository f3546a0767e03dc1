// The campaigns `own-data-page` and `own-data-kill`: faults of runs on a person's own data. The page is reloaded or crashes, the
// training tab is closed beside another one, storage is too small for the data, it is deleted elsewhere; the browser is killed,
// also while the data is stored.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { Browser, Page } from 'playwright';
import { dataView, thousand } from '../own-data-page.ts';
import { ON_WASM, playground } from '../playground.ts';
import {
  crash,
  finish,
  freshPage,
  launch,
  mustEqual,
  openPage,
  resumed,
  trainTo,
  type CampaignContext,
} from './context.ts';
import { killBrowser, start } from './kill.ts';
import { lastStep, wait } from './watch.ts';

const RELOADS = 10;
const KILLS = 6;
const STORING_KILLS = 12;
const OTHERS = 6;
/** Storing takes about as long. */
const STORING_MILLISECONDS = 600;
const QUOTA_BYTES = 300_000;
const LINK = `/?view=data${ON_WASM}`;

const stored = (page: Page) => page.getByRole('region', { name: 'On this machine' });
const missing = (page: Page) => page.getByRole('region', { name: 'This run needs other data' });

/** Reads the files and uses them. */
async function readAndUse(page: Page): Promise<void> {
  const data = dataView(page);
  await data.files.setInputFiles(thousand());
  await data.use.click();
  await data.back.waitFor();
}

async function storeData(page: Page): Promise<void> {
  await readAndUse(page);
  await stored(page).waitFor();
  await playground(page).loaded();
}

async function ownPage(browser: Browser, { site }: CampaignContext): Promise<Page> {
  const page = await freshPage(browser, site, LINK);
  await storeData(page);
  return page;
}

export async function ownDataInPage(campaign: CampaignContext): Promise<void> {
  const browser = await launch();
  try {
    const expectedHash = await uninterruptedHash(browser, campaign);
    await reloads(browser, campaign, expectedHash);
    await secondTabs(browser, campaign, expectedHash);
    await smallStorage(browser, campaign, expectedHash);
    await deletedElsewhere(browser, campaign, expectedHash);
  } finally {
    await browser.close();
  }
}

export async function ownDataKills(campaign: CampaignContext): Promise<void> {
  const browser = await launch();
  const expectedHash = await uninterruptedHash(browser, campaign);
  await browser.close();
  await kills(campaign, expectedHash);
  await killsWhileStoring(campaign, expectedHash);
}

async function uninterruptedHash(browser: Browser, campaign: CampaignContext): Promise<string> {
  const page = await ownPage(browser, campaign);
  await playground(page).train.click();
  const hash = await finish(page);
  await page.context().close();
  return hash;
}

async function reloads(browser: Browser, campaign: CampaignContext, hash: string): Promise<void> {
  const { random, tally } = campaign;
  for (let i = 0; i < RELOADS; i++) {
    const crashes = i % 2 === 1;
    let page = await ownPage(browser, campaign);
    const context = page.context();
    await tally.count(`own data: page ${crashes ? 'crashed' : 'reloaded'}`, async () => {
      await trainTo(page, random.unit() * 0.8);
      const before = await lastStep(page);
      const since = Date.now();
      const link = page.url();
      if (crashes) {
        await crash(page);
        await page.close();
        page = await openPage(context, link);
      } else await page.reload();
      const cost = await resumed(page, since, before);
      await mustEqual(page, hash);
      return cost;
    });
    await context.close();
  }
}

async function secondTabs(browser: Browser, campaign: CampaignContext, hash: string): Promise<void> {
  const { random, tally } = campaign;
  for (let i = 0; i < OTHERS; i++) {
    const crashes = i % 2 === 1;
    const holder = await ownPage(browser, campaign);
    const context = holder.context();
    await tally.count(`own data: training tab ${crashes ? 'crashed' : 'closed'}, another open`, async () => {
      await trainTo(holder, random.unit() * 0.4);
      const other = await openPage(context, holder.url());
      await other.getByRole('region', { name: 'Another tab is training' }).waitFor();
      const before = await lastStep(holder);
      const since = Date.now();
      if (crashes) await crash(holder);
      else await holder.close();
      const cost = await resumed(other, since, before);
      await mustEqual(other, hash);
      return cost;
    });
    await context.close();
  }
}

/** The data can't be stored. It is trained on, the page says that it will be gone, and after a reload that it is not here. */
async function smallStorage(browser: Browser, { site, tally }: CampaignContext, hash: string): Promise<void> {
  for (let i = 0; i < OTHERS; i++) {
    // Before the page stores anything, for the browser remembers for a while how much there is.
    const page = await freshPage(browser, site, '/examples.png');
    await tally.count('own data: storage of 0.3 MB while it is stored', async () => {
      const session = await page.context().newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize: QUOTA_BYTES });
      await page.goto(LINK);
      await playground(page).loaded();
      await readAndUse(page);
      await expect(page.getByText('The browser did not store this data')).toBeVisible({ timeout: 60_000 });
      await playground(page).train.click();
      await mustEqual(page, hash);
      await page.reload();
      await missing(page).waitFor();
      return { redone: 0 };
    });
    await page.context().close();
  }
}

/** Another tab deletes the data of the run. The run goes on; after a reload its data is missing, and chosen again it resumes. */
async function deletedElsewhere(browser: Browser, campaign: CampaignContext, hash: string): Promise<void> {
  const { random, tally } = campaign;
  for (let i = 0; i < OTHERS; i++) {
    const page = await ownPage(browser, campaign);
    const context = page.context();
    await tally.count('own data: deleted in another tab', async () => {
      const other = await openPage(context, LINK);
      await trainTo(page, random.unit() * 0.4);
      await stored(other)
        .getByRole('button', { name: /^Delete/ })
        .click();
      await expect(stored(other)).toHaveCount(0);
      const before = await lastStep(page);
      await page.reload();
      const since = Date.now();
      await missing(page).waitFor();
      await playground(page).show('Data');
      await storeData(page);
      const cost = await resumed(page, since, before);
      await mustEqual(page, hash);
      return { redone: cost.redone };
    });
    await context.close();
  }
}

async function kills({ site, random, tally }: CampaignContext, hash: string): Promise<void> {
  for (let i = 0; i < KILLS; i++) {
    const profile = mkdtempSync(join(tmpdir(), 'lenet-profile-'));
    let { page, pid } = await start(profile, site.url, LINK);
    await tally.count('own data: browser killed in a run', async () => {
      await storeData(page);
      await trainTo(page, random.unit() * 0.6);
      const [link, before, since] = [page.url(), await lastStep(page), Date.now()];
      await killBrowser(page.context(), pid);
      ({ page, pid } = await start(profile, site.url, link));
      const cost = await resumed(page, since, before);
      await mustEqual(page, hash);
      return cost;
    });
    await page.context().close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** The data is whole or not here. Where it is not, the page says so, and the run on it begins once it is chosen again. */
async function killsWhileStoring({ site, random, tally }: CampaignContext, hash: string): Promise<void> {
  for (let i = 0; i < STORING_KILLS; i++) {
    const profile = mkdtempSync(join(tmpdir(), 'lenet-profile-'));
    let { page, pid } = await start(profile, site.url, LINK);
    let was = 'own data: browser killed while it is stored';
    const outcome = async () => {
      await playground(page).loaded();
      await readAndUse(page);
      const link = page.url();
      await wait(random.below(STORING_MILLISECONDS));
      await killBrowser(page.context(), pid);
      ({ page, pid } = await start(profile, site.url, link));
      const found = await Promise.race([
        missing(page)
          .waitFor()
          .then(() => false),
        stored(page)
          .waitFor()
          .then(() => true),
      ]);
      was += found ? ', and found' : ', and missing';
      if (!found) await storeData(page);
      await playground(page).loaded();
      await playground(page).train.click();
      await mustEqual(page, hash);
    };
    let error: unknown = null;
    await outcome().catch((caught: unknown) => (error = caught));
    await tally.count(was, async () => {
      if (error !== null) throw error;
      return {};
    });
    await page.context().close();
    rmSync(profile, { recursive: true, force: true });
  }
}
