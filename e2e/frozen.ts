// A run whose page is frozen for a while, as browsers do with background tabs. Puppeteer drives it, because Playwright keeps
// its pages in focus and a page in focus can't be frozen.

import { launch, type Page } from 'puppeteer-core';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';

interface Frozen {
  /** SHA-256 of the best weights, float32 little-endian in the flat layout. */
  weights: string;
  /** From the thaw to the next step. */
  seconds: number;
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

/** SHA-256 of the best weights of a finished run, as they lie in storage; null while there are none. */
const finishedWeights = (page: Page) =>
  page.evaluate(async () => {
    const best = await new Promise<{ parameters: Float32Array<ArrayBuffer> } | null>((resolve) => {
      const opening = indexedDB.open('lenet-playground');
      // The page creates the database; this only reads it.
      opening.addEventListener('upgradeneeded', () => opening.transaction!.abort());
      opening.addEventListener('error', () => resolve(null));
      opening.addEventListener('success', () => {
        const reading = opening.result.transaction('checkpoints').objectStore('checkpoints').get('newest');
        reading.addEventListener('success', () => {
          const { best } = (reading.result ?? {}) as {
            best?: { test: unknown; state: { parameters: Float32Array<ArrayBuffer> } } | null;
          };
          opening.result.close();
          resolve(best?.test ? best.state : null);
        });
      });
    });
    if (!best) return null;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', best.parameters));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });

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

/** Trains `address` to its end and freezes the page once `fraction` of its steps is done. Throws where the run was recovered. */
export async function frozenRun(address: string, fraction: number, milliseconds: number): Promise<Frozen> {
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
    await until(page, async () => ((await trained(page)) > fraction * 100 ? true : null));
    const seconds = await freeze(page, milliseconds);
    const weights = await until(page, finishedWeights);
    const text = await page.evaluate(() => document.body.innerText);
    if (text.includes('The run resumed automatically')) throw new Error('the worker was replaced');
    return { weights, seconds };
  } finally {
    await browser.close();
  }
}
