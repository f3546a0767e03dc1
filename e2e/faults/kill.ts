// The campaign `kill`: the browser is killed at random times of a run that saves several times a second, and restarted on the
// same profile. It finds a whole saved run or none, and the run ends with the right weights.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from '../../tools/browser.ts';
import { ON_WASM, playground } from '../playground.ts';
import { launch, mustEqual, openPage, uninterruptedHash, type CampaignContext } from './context.ts';
import { resumption, lastStep, seenEvents, until, wait } from './watch.ts';

const TIMES = 100;
const KILLS_A_PROFILE = 10;
/** An epoch is a few steps, and the run is saved after each. */
const LINK = `/?samples=300&epochs=200&batch=30${ON_WASM}`;
const LONGEST_MILLISECONDS = 1500;

/** The browser on `profile`, with `link` open. */
export async function start(
  profile: string,
  baseURL: string,
  link = LINK,
): Promise<{ page: Page; pid: number }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    args: [...BROWSER_FLAGS],
    baseURL,
    locale: 'en-US',
  });
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const { id: pid } = processInfo.find(({ type }) => type === 'browser')!;
  return { page: await openPage(context, link), pid };
}

export async function killBrowser(context: BrowserContext, pid: number): Promise<void> {
  const closed = context.waitForEvent('close');
  process.kill(pid, 'SIGKILL');
  await closed;
}

/** The saved run that the page found; a finished one is shown by itself. Throws where it is damaged. */
async function foundSavedRun(page: Page): Promise<'none' | 'unfinished' | 'finished'> {
  const found = await until('report of a saved run', async () => {
    const seen = await seenEvents(page);
    return seen.find(({ type }) => type === 'saved-run' || type === 'restored') ?? null;
  });
  if (found.state === 'refused') throw new Error('the saved run is damaged');
  if (found.type === 'restored') return 'finished';
  return found.state === 'saved' ? 'unfinished' : 'none';
}

/** Resumes the saved run unless it is finished, or trains from the start where there is none. Resolves to whether there was one. */
async function resumeOrTrain(page: Page): Promise<boolean> {
  const savedRun = await foundSavedRun(page);
  const notice = page.getByRole('region', { name: 'You have a saved run' });
  if (savedRun === 'unfinished') await notice.getByRole('button').first().click();
  else if (savedRun === 'none') await playground(page).train.click();
  return savedRun !== 'none';
}

const has = async (page: Page, kind: string) =>
  (await seenEvents(page)).some(({ type, state }) => type === kind || state === kind);

async function profileOf(
  kills: number,
  { site, random, tally }: CampaignContext,
  expectedHash: string,
): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'lenet-profile-'));
  let { page, pid } = await start(profile, site.url);
  let saved = false;
  let killed = 0;
  try {
    await playground(page).train.click();
    for (; killed < kills; killed++) {
      await wait(random.below(LONGEST_MILLISECONDS));
      if (await has(page, 'result')) break;
      saved ||= await has(page, 'saved');
      const before = await lastStep(page);
      const since = Date.now();
      await killBrowser(page.context(), pid);
      ({ page, pid } = await start(profile, site.url));
      await tally.count(saved ? 'browser killed' : 'browser killed before the first save', async () => {
        const resumed = await resumeOrTrain(page);
        if (saved && !resumed) throw new Error('the saved run is gone');
        const { from, at } = await resumption(page, since);
        return { redone: Math.max(0, before - from), seconds: (at - since) / 1000 };
      });
    }
    await tally.count('a run killed again and again, at its end', async () => {
      await mustEqual(page, expectedHash);
      return {};
    });
  } finally {
    await page.context().close();
    rmSync(profile, { recursive: true, force: true });
  }
  return killed;
}

/** Kills the browser `times` times, at most ten times on one profile. */
export async function kill(context: CampaignContext, times = TIMES): Promise<void> {
  const browser = await launch();
  const expectedHash = await uninterruptedHash(browser, context.site, LINK);
  await browser.close();
  for (let kills = 0; kills < times;) {
    kills += await profileOf(Math.min(KILLS_A_PROFILE, times - kills), context, expectedHash);
  }
}
