// The campaign `worker`: the worker throws, ends or hangs at random times of a run, up to three times. After the third the
// page asks.

import type { Page } from 'playwright';
import type { Random } from '../../src/base/random.ts';
import {
  costOf,
  freshPage,
  launch,
  mustEqual,
  trainTo,
  uninterruptedHash,
  type CampaignContext,
} from './context.ts';
import type { Cost } from './tally.ts';
import { lastStep, wait } from './watch.ts';

/** The page asks after so many losses, and the test presses Try again. */
export const GIVEN_UP_AT = 3;
/** A silent worker counts as lost after about 22 s. */
export const PATIENCE_SECONDS = 90;

function throwSoon(): void {
  setTimeout(() => {
    throw new Error('out of memory');
  });
}
function closeSoon(): void {
  setTimeout(() => close());
}
function hangSoon(): void {
  setTimeout(() => {
    for (;;);
  });
}

export const WAYS = [
  { name: 'throws', cause: throwSoon, times: 4 },
  { name: 'ends silently', cause: closeSoon, times: 2 },
  { name: 'hangs', cause: hangSoon, times: 2 },
] as const;
/** How often a fault occurs in one run. */
export const OFTEN = ['once', 'twice', 'three times'] as const;

async function causeLoss(page: Page, cause: () => void, number: number): Promise<Cost> {
  const before = await lastStep(page);
  const since = Date.now();
  await page.workers().at(-1)!.evaluate(cause);
  if (number === GIVEN_UP_AT) {
    const alert = page.getByRole('alert').filter({ hasText: 'The background worker stopped' });
    await alert.getByRole('button', { name: 'Try again' }).click({ timeout: PATIENCE_SECONDS * 1000 });
  }
  return costOf(page, since, before, PATIENCE_SECONDS);
}

/** Causes `count` losses in one run. Resolves to the cost of the last. */
async function causeLosses(page: Page, random: Random, cause: () => void, count: number): Promise<Cost> {
  await trainTo(page, random.unit() * 0.5);
  let cost: Cost = {};
  for (let number = 1; number <= count; number++) {
    if (number > 1) await wait(random.below(400));
    cost = await causeLoss(page, cause, number);
  }
  return cost;
}

export async function worker({ site, random, tally }: CampaignContext): Promise<void> {
  const browser = await launch();
  try {
    const expectedHash = await uninterruptedHash(browser, site);
    for (const { name, cause, times } of WAYS) {
      for (const [i, often] of OFTEN.entries()) {
        for (let time = 0; time < times; time++) {
          const page = await freshPage(browser, site);
          await tally.count(`worker ${name}, ${often}`, async () => {
            const cost = await causeLosses(page, random, cause, i + 1);
            await mustEqual(page, expectedHash);
            return cost;
          });
          await page.context().close();
        }
      }
    }
  } finally {
    await browser.close();
  }
}
