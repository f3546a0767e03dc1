// The campaign `sweep`: a short sweep on two threads has one, two or three faults at random steps: the page is reloaded or crashes,
// the browser is killed, the worker throws, ends or hangs, or a thread throws. The members end with the bits of a sweep without faults.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { randomStream, type Random } from '../../src/base/random.ts';
import { sweepView } from '../sweep-view.ts';
import {
  crash,
  freshPage,
  launch,
  openPage,
  RUN_MILLISECONDS,
  type CampaignContext,
  type CampaignOptions,
} from './context.ts';
import { killBrowser, start } from './kill.ts';
import { storedMembers } from './sweep-members.ts';
import type { Cost } from './tally.ts';
import { seenEvents, until, wait } from './watch.ts';
import { GIVEN_UP_AT, OFTEN, PATIENCE_SECONDS, WAYS } from './worker.ts';

/** Sweeps for each kind of fault. */
const TIMES = 30;
/** For workers that end or hang, each of which counts as lost after about 22 s. */
const SILENT_TIMES = 4;
/** A sweep that ends before its last fault is repeated, so often at most. */
const ATTEMPTS = 5;
const MEMBERS = 4;
const EPOCHS = 40;
/** 480 images train and 120 validate; each member is saved after each epoch. */
const LINK = `/?samples=600&epochs=${EPOCHS}&batch=20&schedule=one-cycle&flip=on&engine=wasm&threads=2&sweep=seed:1:${MEMBERS}`;
const STEPS = (MEMBERS * EPOCHS * 480) / 20;
/** Later, the sweep may end before the fault. */
const LAST_FAULT = 0.75;
/** Between two reports of the sweep's progress. */
const REPORT_MILLISECONDS = 250;

/**
 * Causes the `number`-th fault of a sweep. Resolves to the page in which it is resumed, or to null where it had ended before.
 * `inPlace`: the same worker goes on with it.
 */
type CauseFault = (
  page: Page,
  number: number,
  random: Random,
) => Promise<{ page: Page; inPlace?: true } | null>;

const sweepEvents = async (page: Page, since = 0) =>
  (await seenEvents(page)).filter(
    ({ type, at }) => at >= since && (type === 'sweep' || type === 'sweep-progress'),
  );

const newest = async (page: Page) => (await sweepEvents(page)).at(-1) ?? { step: 0, state: 'none' };

const hasEnded = async (page: Page) => (await newest(page)).state === 'ended';

/** Waits for the end of the sweep. */
async function finish(page: Page): Promise<readonly string[]> {
  await until('end of the sweep', async () => (await hasEnded(page)) || null, RUN_MILLISECONDS / 1000);
  return page.evaluate(storedMembers);
}

/** Resumes the sweep in another page or worker, where that waits for it. False where it had ended before the fault. */
async function resume(page: Page, since: number): Promise<boolean> {
  const state = await until(
    'sweep',
    async () => {
      // Progress may still be that of the lost worker.
      const found = (await sweepEvents(page, since)).find(({ type }) => type === 'sweep');
      return found?.state ?? ((await hasEnded(page)) ? 'ended' : null);
    },
    PATIENCE_SECONDS,
  );
  if (state === 'none') throw new Error('the saved sweep is gone');
  if (state === 'saved') await sweepView(page).button('Resume sweep').click();
  return state !== 'ended';
}

/** Of a sweep that had trained `before` steps: from where it resumed, and when its next step followed. */
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

interface Attempt {
  page: Page;
  /** Faults that the sweep had while it trained. */
  faults: number;
  /** Of the last one. */
  cost: Cost;
}

/** Trains a sweep, and causes up to `count` faults at random steps of it. */
async function sweepWithFaults(
  opened: Page,
  count: number,
  random: Random,
  causeFault: CauseFault,
): Promise<Attempt> {
  const attempt: Attempt = { page: opened, faults: 0, cost: {} };
  await sweepView(opened).start.click();
  const places = Array.from({ length: count }, () => random.unit() * LAST_FAULT * STEPS).sort(
    (a, b) => a - b,
  );
  for (const place of places) {
    await until(`step ${place}`, async () => (await newest(attempt.page)).step >= place || null);
    await wait(random.below(REPORT_MILLISECONDS));
    const before = await newest(attempt.page);
    if (before.state === 'ended') break;
    const since = Date.now();
    const caused = await causeFault(attempt.page, attempt.faults + 1, random);
    if (!caused) break;
    attempt.page = caused.page;
    if (caused.inPlace) {
      attempt.faults++;
      continue;
    }
    if (!(await resume(attempt.page, since))) break;
    attempt.faults++;
    attempt.cost = await costOf(attempt.page, since, before.step);
  }
  return attempt;
}

const reloadPage: CauseFault = async (page) => {
  await page.reload();
  return { page };
};

const crashPage: CauseFault = async (page) => {
  await crash(page);
  await page.close();
  return { page: await openPage(page.context(), LINK) };
};

/** The page's worker, or the threads that it started: the scripts of the build that have this name. */
const workersOf = (page: Page, name: 'worker' | 'pool-thread') =>
  page.workers().filter((worker) => new URL(worker.url()).pathname.startsWith(`/assets/${name}-`));

const loseWorker =
  (cause: () => void): CauseFault =>
  async (page, number) => {
    await workersOf(page, 'worker').at(-1)!.evaluate(cause);
    const button = sweepView(page).button('Resume sweep');
    if (number === GIVEN_UP_AT) {
      const waits = await until(
        'button that resumes the sweep',
        async () => {
          if (await button.isVisible()) return 'waits';
          return (await hasEnded(page)) ? 'ended' : null;
        },
        PATIENCE_SECONDS,
      );
      if (waits === 'ended') return null;
      await button.click();
    }
    return { page };
  };

const loseThread: CauseFault = async (page, _, random) => {
  const [worker] = workersOf(page, 'worker');
  const threads = workersOf(page, 'pool-thread');
  // The pool of a sweep that has ended is disposed of.
  if (threads.length === 0) return null;
  const thread = threads[random.below(threads.length)]!;
  const closed = thread.waitForEvent('close');
  const since = Date.now();
  await thread.evaluate(WAYS[0].cause);
  await closed;
  // A thread is not replaced once the networks on it have ended.
  const replaced = await until('another thread', async () => {
    if (await hasEnded(page)) return 'ended';
    const resumed = (await sweepEvents(page, since)).length > 1;
    return workersOf(page, 'pool-thread').length === threads.length && resumed ? 'replaced' : null;
  });
  if (replaced === 'ended') return null;
  if (workersOf(page, 'worker')[0] !== worker) throw new Error('the worker was replaced');
  return { page, inPlace: true };
};

/** Trains a sweep with up to `count` faults. Its members must be the `expected` ones. */
type Train = (count: number, random: Random, expected: readonly string[]) => Promise<Attempt>;

/** Each kill on the same profile. */
const withKills =
  ({ site }: CampaignContext): Train =>
  async (count, random, expected) => {
    const profile = mkdtempSync(join(tmpdir(), 'lenet-profile-'));
    let opened = await start(profile, site.url, LINK);
    try {
      const attempt = await sweepWithFaults(opened.page, count, random, async () => {
        await killBrowser(opened.page.context(), opened.pid);
        opened = await start(profile, site.url, LINK);
        return { page: opened.page };
      });
      expectMembers(await finish(attempt.page), expected);
      return attempt;
    } finally {
      await opened.page.context().close();
      rmSync(profile, { recursive: true, force: true });
    }
  };

const inPage =
  (browser: Browser, { site }: CampaignContext, causeFault: CauseFault): Train =>
  async (count, random, expected) => {
    const first = await freshPage(browser, site, LINK);
    try {
      const attempt = await sweepWithFaults(first, count, random, causeFault);
      expectMembers(await finish(attempt.page), expected);
      return attempt;
    } finally {
      await first.context().close();
    }
  };

function expectMembers(found: readonly string[], expected: readonly string[]): void {
  if (found.join('\n') !== expected.join('\n')) throw new Error(`other members: ${found.join('; ')}`);
}

async function withoutFaults(browser: Browser, { site }: CampaignContext): Promise<readonly string[]> {
  const page = await freshPage(browser, site, LINK);
  try {
    await sweepView(page).start.click();
    const members = await finish(page);
    if (new Set(members).size !== MEMBERS) throw new Error(`not ${MEMBERS} networks: ${members.join('; ')}`);
    return members;
  } finally {
    await page.context().close();
  }
}

/** The cost of the last of `count` faults. A sweep that ended before it is repeated with other steps. */
async function costOfFaults(
  train: Train,
  count: number,
  random: Random,
  expected: readonly string[],
): Promise<Cost> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { faults, cost } = await train(count, random, expected);
    if (faults === count) return cost;
  }
  throw new Error(`the sweep ended before its fault, ${ATTEMPTS} times`);
}

/** One, two or three faults in each sweep, whose steps follow from the seed, the fault's name and the sweep's number. */
export async function sweep(context: CampaignContext & CampaignOptions): Promise<void> {
  const { seed, only, times, tally } = context;
  const browser = await launch();
  try {
    const kinds: Record<string, { usual: number; train: Train }> = {
      'page reloaded': { usual: TIMES, train: inPage(browser, context, reloadPage) },
      'page crashed': { usual: TIMES, train: inPage(browser, context, crashPage) },
      'thread throws': { usual: TIMES, train: inPage(browser, context, loseThread) },
      'browser killed': { usual: TIMES, train: withKills(context) },
    };
    for (const { name, cause } of WAYS) {
      const usual = name === 'throws' ? TIMES : SILENT_TIMES;
      kinds[`worker ${name}`] = { usual, train: inPage(browser, context, loseWorker(cause)) };
    }
    const names = Object.keys(kinds);
    if (only !== null && !names.includes(only))
      throw new Error(`no fault “${only}”; faults: ${names.join(', ')}`);
    const expected = await withoutFaults(browser, context);
    for (const [name, { usual, train }] of Object.entries(kinds)) {
      if (only !== null && only !== name) continue;
      for (let i = 0; i < (times ?? usual); i++) {
        const count = 1 + (i % OFTEN.length);
        const random = randomStream(seed, `sweep, ${name}, ${i}`);
        await tally.count(`sweep: ${name}, ${OFTEN[count - 1]}`, () =>
          costOfFaults(train, count, random, expected),
        );
      }
    }
  } finally {
    await browser.close();
  }
}
