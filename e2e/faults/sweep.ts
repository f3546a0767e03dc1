// The campaign `sweep`: a short sweep on two threads is struck up to three times at random: the page is reloaded or crashes, the
// browser is killed, the worker throws, ends or hangs, or a thread throws. The members end with the bits of a sweep without faults.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import type { Random } from '../../src/base/random.ts';
import { sweepView } from '../sweep-view.ts';
import { crash, freshPage, launch, openPage, RUN_MILLISECONDS, type CampaignContext } from './context.ts';
import { killBrowser, start } from './kill.ts';
import type { Cost } from './tally.ts';
import { seenEvents, until, wait } from './watch.ts';
import { GIVEN_UP_AT, PATIENCE_SECONDS, WAYS } from './worker.ts';

/** Sweeps for each kind of fault. */
const TIMES = 30;
/** For workers that end or hang, each of which counts as lost after about 22 s. */
const SILENT_TIMES = 2;
const MEMBERS = 4;
const EPOCHS = 20;
/** 480 images train and 120 validate; each member is saved after each epoch. */
const LINK = `/?samples=600&epochs=${EPOCHS}&batch=20&schedule=one-cycle&flip=on&engine=wasm&threads=2&sweep=seed:1:${MEMBERS}`;
const STEPS = (MEMBERS * EPOCHS * 480) / 20;
/** Later, the sweep may end before the fault. */
const LAST_FAULT = 0.75;
/** Between two reports of the sweep's progress. */
const REPORT_MILLISECONDS = 250;

/** Causes the `number`-th fault of a sweep. Resolves to the page in which it is resumed; null where the same worker goes on. */
type Strike = (page: Page, number: number) => Promise<Page | null>;

/** Runs in the page: SHA-256 of each member's best weights and losses in storage, and its number of correct test images. */
async function storedMembers(): Promise<string[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('lenet-playground-sweep');
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error));
  });
  const members = await new Promise<
    {
      checkpoint: {
        best: { state: { parameters: Float32Array<ArrayBuffer> }; test: { correct: number } | null };
      };
      losses: Float32Array<ArrayBuffer>;
    }[]
  >((resolve, reject) => {
    const reading = database.transaction('members').objectStore('members').getAll();
    reading.addEventListener('success', () => resolve(reading.result));
    reading.addEventListener('error', () => reject(reading.error));
  });
  database.close();
  return Promise.all(
    members.map(async ({ checkpoint: { best }, losses }) => {
      const bytes = await new Blob([best.state.parameters, losses]).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const digits = [...hash].map((byte) => byte.toString(16).padStart(2, '0'));
      return `${digits.join('')}, ${best.test?.correct} correct`;
    }),
  );
}

const sweepEvents = async (page: Page, since = 0) =>
  (await seenEvents(page)).filter(
    ({ type, at }) => at >= since && (type === 'sweep' || type === 'sweep-progress'),
  );

const stepsOf = async (page: Page) => (await sweepEvents(page)).at(-1)?.step ?? 0;

/** Waits for the end of the sweep. */
async function finish(page: Page): Promise<readonly string[]> {
  await until(
    'end of the sweep',
    async () => ((await sweepEvents(page)).at(-1)?.state === 'ended' ? true : null),
    RUN_MILLISECONDS / 1000,
  );
  return page.evaluate(storedMembers);
}

/**
 * Resumes the sweep that another page or worker finds, where it waits for that. `stored`: it can't be missing. False where it had
 * ended before the fault.
 */
async function resume(page: Page, since: number, stored: boolean): Promise<boolean> {
  const found = await until(
    'sweep',
    async () => {
      const seen = await sweepEvents(page);
      const last = seen.at(-1);
      return seen.find(({ at }) => at >= since) ?? (last?.state === 'ended' ? last : null);
    },
    PATIENCE_SECONDS,
  );
  if (found.state === 'none' && stored) throw new Error('the saved sweep is gone');
  if (found.state === 'none') await sweepView(page).start.click();
  if (found.state === 'saved') await sweepView(page).button('Resume sweep').click();
  return found.state !== 'ended';
}

/** Of a sweep that had made `before` steps: from where it resumed, and when it made its next step. */
async function costOf(page: Page, since: number, before: number): Promise<Cost> {
  return until('step of the sweep after the fault', async () => {
    const seen = await sweepEvents(page, since);
    const begun = seen.findIndex(({ type, state }) => type === 'sweep' && /training|ended/.test(state));
    if (begun === -1) return null;
    const from = seen[begun]!.step;
    const next = seen.slice(begun).find(({ step, state }) => step > from || state === 'ended');
    return next ? { redone: Math.max(0, before - from), seconds: (next.at - since) / 1000 } : null;
  });
}

/** Trains a sweep, and causes `count` faults at random steps of it. Resolves to its page and the cost of the last fault. */
async function struck(
  opened: Page,
  count: number,
  random: Random,
  strike: Strike,
): Promise<{ page: Page; cost: Cost }> {
  let page = opened;
  let cost: Cost = {};
  await sweepView(page).start.click();
  const places = Array.from({ length: count }, () => random.unit() * LAST_FAULT * STEPS).sort(
    (a, b) => a - b,
  );
  for (const [i, place] of places.entries()) {
    await until(`step ${place}`, async () => ((await stepsOf(page)) >= place ? true : null));
    await wait(random.below(REPORT_MILLISECONDS));
    const seen = await sweepEvents(page);
    const stored = seen.some(({ state }) => state === 'training');
    const since = Date.now();
    const next = await strike(page, i + 1);
    if (!next) continue;
    page = next;
    if (await resume(page, since, stored)) cost = await costOf(page, since, seen.at(-1)?.step ?? 0);
  }
  return { page, cost };
}

const reloaded: Strike = async (page) => {
  await page.reload();
  return page;
};

const crashed: Strike = async (page) => {
  await crash(page);
  await page.close();
  return openPage(page.context(), LINK);
};

/** The page's worker, or the threads that it started: the scripts of the build that have this name. */
const workersOf = (page: Page, name: 'worker' | 'pool-thread') =>
  page.workers().filter((worker) => new URL(worker.url()).pathname.startsWith(`/assets/${name}-`));

const withoutWorker =
  (cause: () => void): Strike =>
  async (page, number) => {
    await workersOf(page, 'worker').at(-1)!.evaluate(cause);
    if (number === GIVEN_UP_AT) {
      const resumeButton = sweepView(page).button('Resume sweep');
      await resumeButton.click({ timeout: PATIENCE_SECONDS * 1000 });
    }
    return page;
  };

const threadThrows =
  (random: Random): Strike =>
  async (page) => {
    const [worker] = workersOf(page, 'worker');
    const threads = workersOf(page, 'pool-thread');
    const thread = threads[random.below(threads.length)]!;
    const closed = thread.waitForEvent('close');
    const since = Date.now();
    await thread.evaluate(WAYS[0].cause);
    await closed;
    // A thread is not replaced once the networks on it have ended.
    await until('another thread', async () => {
      const seen = await sweepEvents(page, since);
      const replaced = workersOf(page, 'pool-thread').length === threads.length;
      return (replaced && seen.length > 1) || seen.at(-1)?.state === 'ended' ? true : null;
    });
    if (workersOf(page, 'worker')[0] !== worker) throw new Error('the worker was replaced');
    return null;
  };

/** Each kill on the same profile. */
async function killedSweep(
  context: CampaignContext,
  count: number,
  expected: readonly string[],
): Promise<Cost> {
  const { site, random } = context;
  const profile = mkdtempSync(join(tmpdir(), 'lenet-profile-'));
  let opened = await start(profile, site.url, LINK);
  try {
    const { page, cost } = await struck(opened.page, count, random, async () => {
      await killBrowser(opened.page.context(), opened.pid);
      opened = await start(profile, site.url, LINK);
      return opened.page;
    });
    mustEqual(await finish(page), expected);
    return cost;
  } finally {
    await opened.page.context().close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function struckSweep(
  browser: Browser,
  { site, random }: CampaignContext,
  count: number,
  strike: Strike,
  expected: readonly string[],
): Promise<Cost> {
  const first = await freshPage(browser, site, LINK);
  try {
    const { page, cost } = await struck(first, count, random, strike);
    mustEqual(await finish(page), expected);
    return cost;
  } finally {
    await first.context().close();
  }
}

function mustEqual(found: readonly string[], expected: readonly string[]): void {
  if (found.join('\n') !== expected.join('\n')) throw new Error(`other members: ${found.join('; ')}`);
}

async function withoutFaults(
  browser: Browser,
  { site, random }: CampaignContext,
): Promise<readonly string[]> {
  const page = await freshPage(browser, site, LINK);
  await struck(page, 0, random, reloaded);
  const members = await finish(page);
  await page.context().close();
  if (new Set(members).size !== MEMBERS) throw new Error(`not ${MEMBERS} networks: ${members.join('; ')}`);
  return members;
}

export async function sweep(context: CampaignContext): Promise<void> {
  const { random, tally } = context;
  const browser = await launch();
  try {
    const expected = await withoutFaults(browser, context);
    /** One, two or three faults in each sweep. */
    const cause = async (fault: string, times: number, work: (count: number) => Promise<Cost>) => {
      for (let i = 0; i < times; i++) await tally.count(`sweep: ${fault}`, () => work(1 + (i % 3)));
    };
    const strikes = [
      ['page reloaded', TIMES, reloaded],
      ['page crashed', TIMES, crashed],
      ['thread throws', TIMES, threadThrows(random)],
      ...WAYS.map(
        ({ name, cause: loss }) =>
          [`worker ${name}`, name === 'throws' ? TIMES : SILENT_TIMES, withoutWorker(loss)] as const,
      ),
    ] as const;
    for (const [fault, times, strike] of strikes)
      await cause(fault, times, (count) => struckSweep(browser, context, count, strike, expected));
    await cause('browser killed', TIMES, (count) => killedSweep(context, count, expected));
  } finally {
    await browser.close();
  }
}
