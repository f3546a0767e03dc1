// A run whose page is frozen for a while, as a browser does with a tab in the background. In a browser of its own, without
// Playwright: that keeps its pages in focus, and a page in focus can't be frozen.

import { launch, type Page } from 'puppeteer-core';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';

interface Frozen {
  /** Of all that is kept of the run at its end: the same for the same weights. */
  digest: string;
  /** From the thaw to the next step; null where nothing was frozen. */
  seconds: number | null;
}

const RUN_MILLISECONDS = 180_000;

const trained = (page: Page) =>
  page.evaluate(() => {
    const bar = document.querySelector('[role=progressbar][aria-label=Training]');
    return Number(bar?.getAttribute('aria-valuenow') ?? 0);
  });

async function until<T>(page: Page, probe: (page: Page) => Promise<T | null>): Promise<T> {
  const end = Date.now() + RUN_MILLISECONDS;
  for (;;) {
    const found = await probe(page);
    if (found !== null) return found;
    if (Date.now() > end) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The digest of a finished run's checkpoint, as it lies in storage; null while there is none. */
const finishedDigest = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string | null>((resolve) => {
        const opening = indexedDB.open('lenet-playground');
        // Not there yet: it is not for this to make.
        opening.addEventListener('upgradeneeded', () => opening.transaction!.abort());
        opening.addEventListener('error', () => resolve(null));
        opening.addEventListener('success', () => {
          const asked = opening.result.transaction('checkpoints').objectStore('checkpoints').get('newest');
          asked.addEventListener('success', () => {
            const saved = asked.result as { digest: string; best: { test: unknown } | null } | undefined;
            opening.result.close();
            resolve(saved?.best?.test ? saved.digest : null);
          });
        });
      }),
  );

async function freeze(page: Page, milliseconds: number): Promise<number> {
  const events = await page.evaluateHandle(() => {
    const seen: string[] = [];
    for (const type of ['freeze', 'resume']) document.addEventListener(type, () => seen.push(type));
    return seen;
  });
  const session = await page.createCDPSession();
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  const thawed = Date.now();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.bringToFront();
  const before = await trained(page);
  await until(page, async () => ((await trained(page)) > before ? true : null));
  const seconds = (Date.now() - thawed) / 1000;
  const seen = (await events.jsonValue()).join(', ');
  if (seen !== 'freeze, resume') throw new Error(`not frozen: ${seen}`);
  return seconds;
}

/** Trains `address` to its end, frozen for so long once `share` of it is done. Throws where the run had to be recovered. */
export async function frozenRun(
  address: string,
  share: number,
  milliseconds: number | null,
): Promise<Frozen> {
  const browser = await launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await until(page, (page) =>
      page.evaluate(() => {
        const train = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent === 'Train',
        );
        if (!train || train.disabled) return null;
        train.click();
        return true;
      }),
    );
    await until(page, async () => ((await trained(page)) > share * 100 ? true : null));
    const seconds = milliseconds === null ? null : await freeze(page, milliseconds);
    const digest = await until(page, finishedDigest);
    const text = await page.evaluate(() => document.body.innerText);
    if (text.includes('The run resumed automatically')) throw new Error('the run was recovered, not frozen');
    return { digest, seconds };
  } finally {
    await browser.close();
  }
}
