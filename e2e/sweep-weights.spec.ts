// A sweep in the built page's own worker: the known weights of a lone run, over a reload, with its checkpoints in IndexedDB.
// The test sends the worker's messages itself.

import type { Page } from 'playwright/test';
import { parseLink } from '../src/contract/url.ts';
import { readSweep } from '../src/contract/sweep-link.ts';
import type { WorkerCommand, WorkerEvent } from '../src/contract/messages.ts';
import { SHORT_RUN, SHORT_RUN_HASH } from '../test/known-runs.ts';
import { expect, test } from './fixtures.ts';
import { weightsHash } from './weights-hash.ts';

declare global {
  var sessionWorker: Worker | undefined;
  var sessionEvents: WorkerEvent[];
}

/** Runs before the page's scripts: notes the worker and its events. */
function watchWorker(): void {
  globalThis.sessionEvents = [];
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      globalThis.sessionWorker ??= this;
      this.addEventListener('message', ({ data }: MessageEvent<WorkerEvent>) => sessionEvents.push(data));
    }
  };
}

const send = (page: Page, command: WorkerCommand) =>
  page.evaluate((message) => sessionWorker!.postMessage(message), command);

/** The newest state of the sweep: its phase, and each member's step and test accuracy. */
const sweepNow = (page: Page) =>
  page.evaluate(() => {
    const state = sessionEvents.findLast((event) => event.type === 'sweep')?.state ?? null;
    const members = new Map(state?.members.map((member) => [member.index, member]));
    let { phase } = state ?? { phase: 'none' };
    for (const event of sessionEvents.slice(sessionEvents.findLastIndex(({ type }) => type === 'sweep'))) {
      if (event.type !== 'sweep-progress') continue;
      ({ phase } = event.progress);
      for (const member of event.changed) members.set(member.index, member);
    }
    return { phase, device: state?.device ?? null, steps: [...members.values()].map(({ step }) => step) };
  });

/** The step of the member that is furthest behind; 0 before the sweep has members. */
const leastStep = async (page: Page) => {
  const { steps } = await sweepNow(page);
  return steps.length === 0 ? 0 : Math.min(...steps);
};

const opened = async (page: Page) => {
  await page.goto(`/${SHORT_RUN}`);
  await page.waitForFunction(() => sessionEvents.some((event) => event.type === 'device'));
};

test('a member has the weights of its lone run, after a reload in between', async ({ page }) => {
  test.slow();
  await page.addInitScript(watchWorker);
  await opened(page);
  const { config } = parseLink(SHORT_RUN);
  const { plan } = readSweep('?sweep=seed:1:2', config);
  await send(page, { type: 'start-sweep', plan: plan! });
  await expect.poll(() => leastStep(page), { timeout: 60_000 }).toBeGreaterThan(480);
  expect((await sweepNow(page)).device).toEqual({
    kind: 'cpu',
    threads: await page.evaluate(() => Math.min(16, navigator.hardwareConcurrency)),
  });
  await send(page, { type: 'pause-sweep' });
  await expect.poll(async () => (await sweepNow(page)).phase).toBe('paused');

  await opened(page);
  await send(page, { type: 'show-sweep' });
  await expect.poll(async () => (await sweepNow(page)).phase).toBe('saved');
  expect(await leastStep(page)).toBeGreaterThanOrEqual(480);
  await send(page, { type: 'resume-sweep' });
  await expect.poll(async () => (await sweepNow(page)).phase, { timeout: 120_000 }).toBe('ended');
  expect((await sweepNow(page)).steps).toEqual([1920, 1920]);

  await send(page, { type: 'open-member', member: 0 });
  // The member is the page's run, and its weights can be downloaded.
  expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
});
