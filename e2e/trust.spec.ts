// A run survives reloads, lost workers and threads, and a take-over by another tab, and ends with the same weights.

import type { Page, Worker as PageWorker } from 'playwright/test';
import { SHORT_RUN, SHORT_RUN_HASH } from '../test/known-runs.ts';
import { expect, test } from './fixtures.ts';
import { playground } from './playground.ts';
import { weightsHash } from './weights-hash.ts';

/** Every test trains the same run on one thread, since several pages are open at a time. */
const RUN = `/${SHORT_RUN}&threads=1`;

/** The threads of the page's worker are workers of the page as well. */
const isOfPage = (worker: PageWorker) => worker.url().includes('/assets/worker-');
const workerOf = (page: Page) => page.workers().find(isOfPage)!;

/** Waits until the run has reached the progress `share` and is saved. */
async function savedAfter(page: Page, share: number): Promise<void> {
  const app = playground(page);
  await expect.poll(() => app.progress(), { timeout: 30_000 }).toBeGreaterThan(share);
  await expect(page.getByText(/saved up to step/)).toBeVisible();
}

test('a run resumes after a reload with the same weights', async ({ page, app }) => {
  await app.open(RUN);
  await app.train.click();
  await savedAfter(page, 0.3);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
  const notice = page.getByRole('region', { name: 'You have a saved run' });
  await expect(notice).toContainText(/epoch \d of 4/);
  await notice.getByRole('button', { name: /^Resume from epoch/ }).click();
  await app.moving();
  expect(await app.progress()).toBeGreaterThan(0.2);
  expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);

  await page.reload();
  // The finished run is shown again by itself, in the view of the address.
  expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
  await expect(notice).toBeHidden();
  await expect(app.log.getByRole('row')).toHaveCount(5);
});

test.describe('a worker', () => {
  test.use({ expectedProblems: [/uncaught: |console: .*Uncaught/] });

  test('that throws is replaced, and the run resumes', async ({ page, app }) => {
    await app.open(RUN);
    await app.train.click();
    await savedAfter(page, 0.3);
    await workerOf(page).evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
    const notice = page.getByRole('status').filter({ hasText: 'The run resumed automatically' });
    await expect(notice).toContainText('out of memory');
    expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
  });

  test('that hangs is replaced, and the run resumes', async ({ page, app }) => {
    test.slow();
    await app.open(RUN);
    await app.train.click();
    await savedAfter(page, 0.3);
    await workerOf(page).evaluate(() => {
      // Waits for ever, and leaves the processor to the other tests.
      setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });
    const notice = page.getByRole('status').filter({ hasText: 'The run resumed automatically' });
    await expect(notice).toContainText('does not answer', { timeout: 40_000 });
    expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
  });
});

/** Does `work` in the page's worker before it starts threads. They need the kernels, which are sent afterwards. */
async function beforeThreads(page: Page, work: () => void): Promise<void> {
  const isDone = page.waitForEvent('worker', isOfPage).then((worker) => worker.evaluate(work));
  await page.route('**/*.wasm', async (route) => {
    await isDone;
    await route.continue();
  });
}

/** Runs in the worker: remembers the threads that it sends messages to. */
function rememberThreads(): void {
  const scope = globalThis as unknown as { threads: Set<Worker> };
  const threads = new Set<Worker>();
  scope.threads = threads;
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message: unknown) {
    threads.add(this);
    postMessage.call(this, message);
  };
}

test('a thread that is lost during a step is detected, and the run resumes', async ({ page, app }) => {
  test.slow();
  await beforeThreads(page, rememberThreads);
  await app.open(RUN.replace('threads=1', 'threads=2'));
  // Chromium takes up to two seconds to end a thread that is blocked, and a run at full speed could be over by then.
  await app.speed.getByRole('radio', { name: '10 per second' }).check();
  await app.train.click();
  await app.moving();
  const ended = await workerOf(page).evaluate(() => {
    const { threads } = globalThis as unknown as { threads: Set<Worker> };
    for (const thread of threads) thread.terminate();
    return threads.size;
  });
  expect(ended).toBeGreaterThan(0);
  const notice = page.getByRole('status').filter({ hasText: 'The run resumed automatically' });
  await expect(notice).toBeVisible({ timeout: 40_000 });
  await app.speed.getByRole('radio', { name: 'Full' }).check();
  expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
});

/** Runs in the worker: the helper threads that it starts get no kernels, and throw. Counts them. */
function breakHelpers(): void {
  const scope = globalThis as unknown as { broken: number };
  scope.broken = 0;
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message: object) {
    if ('module' in message) scope.broken++;
    postMessage.call(this, { ...message, module: null });
  };
}

test('helper threads that throw at their start leave the run on one thread, in the same worker', async ({
  page,
  app,
}) => {
  await beforeThreads(page, breakHelpers);
  await app.open(RUN.replace('threads=1', 'threads=2'));
  const worker = workerOf(page);
  await app.train.click();
  await expect(app.device).toContainText('one CPU thread', { timeout: 30_000 });
  expect(await weightsHash(page)).toBe(SHORT_RUN_HASH);
  expect(workerOf(page)).toBe(worker);
  expect(await worker.evaluate(() => (globalThis as unknown as { broken: number }).broken)).toBeGreaterThan(
    0,
  );
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('another tab shows the run and takes it over', async ({ page, app, context }) => {
  await app.open(RUN);
  await app.train.click();
  await savedAfter(page, 0.25);
  const other = await context.newPage();
  await other.goto(RUN);
  const notice = other.getByRole('region', { name: 'Another tab is training' });
  await expect(notice).toContainText(/Epoch \d of 4/);
  await notice.getByRole('button', { name: 'Continue in this tab' }).click();
  await playground(other).moving();
  await expect(app.train).toBeEnabled();
  await expect(page.getByRole('region', { name: 'Another tab is training' })).toBeVisible();
  expect(await weightsHash(other)).toBe(SHORT_RUN_HASH);
  await other.close();
  await expect(page.getByRole('region', { name: 'You have a saved run' })).toBeVisible();
});
