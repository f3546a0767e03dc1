// What a visit costs: prints times, which depend on the machine, and asserts what does not.

import { readFileSync } from 'node:fs';
import type { Page, TestInfo } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { SMALL, TINY } from './playground.ts';

/** Leaves `window.measured`: main-thread tasks over 50 ms, event timings, and when Train could first be pressed. */
function measure(): void {
  const measured = { tasks: [] as number[], events: [] as number[], ready: 0 };
  Object.assign(window, { measured });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) measured.tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (/^(pointer(down|up)|key(down|up))$/.test(name)) measured.events.push(duration);
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  new MutationObserver((_, observer) => {
    const buttons = [...document.querySelectorAll('button')];
    if (!buttons.some((button) => button.textContent === 'Train' && button.ariaDisabled !== 'true')) return;
    measured.ready = performance.now();
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true });
}

interface Measured {
  tasks: number[];
  events: number[];
  ready: number;
}

/** What was measured since the last call. */
function takeMeasured(page: Page): Promise<Measured> {
  return page.evaluate(() => {
    const { measured } = window as unknown as { measured: Measured };
    return { ...measured, tasks: measured.tasks.splice(0), events: measured.events.splice(0) };
  });
}

/** Waits for the score inside of the page: looking for it from outside would be work on its thread. */
function scored(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const main = document.querySelector('main')!;
        const look = () => /Test accuracy\D*\d+\.\d\d%/.test(main.textContent) && resolve();
        new MutationObserver(look).observe(main, { subtree: true, childList: true, characterData: true });
      }),
  );
}

function report(info: TestInfo, lines: string[]): void {
  console.log(lines.join('\n'));
  info.annotations.push(...lines.map((description) => ({ type: 'measured', description })));
}

const longest = (tasks: number[]) => `${Math.round(Math.max(0, ...tasks))} ms (${tasks.length} over 50 ms)`;

test('first paint, interactive, long tasks and memory', async ({ page, app, browser }, info) => {
  await page.addInitScript(measure);
  // The browser's own start is not the page's.
  await page.waitForTimeout(1500);
  await app.open(SMALL);
  await app.loaded();
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  const loading = await takeMeasured(page);
  await app.train.click();
  await scored(page);
  const training = await takeMeasured(page);

  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  const memory = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1024);

  report(info, [
    `first contentful paint ${Math.round(firstPaint ?? NaN)} ms`,
    `Train can be pressed ${Math.round(loading.ready)} ms after the navigation began`,
    `longest main-thread task until the data is here ${longest(loading.tasks)}`,
    `longest main-thread task while training ${longest(training.tasks)}`,
    `resident memory of the renderer ${Math.round(Math.max(...memory))} MB`,
  ]);
  expect(firstPaint).toBeGreaterThan(0);
  expect(loading.ready).toBeGreaterThan(0);
});

test('input while the article’s run trains on all cores', async ({ page, app }, info) => {
  await page.addInitScript(measure);
  await app.open('/?engine=wasm&epochs=20');
  await app.loaded();
  await app.train.click();
  await app.moving();
  await takeMeasured(page);
  const counted = () =>
    page.evaluate(() =>
      ['pointerdown', 'pointerup', 'keydown', 'keyup'].reduce(
        (sum, name) => sum + (performance.eventCounts.get(name) ?? 0),
        0,
      ),
    );
  const before = await counted();
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const canvas = (await app.canvas.boundingBox())!;
  await page.evaluate((top) => scrollTo(0, top), canvas.y - 200);
  const { x, y, width, height } = (await app.canvas.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  // Strokes on the canvas, each scored by the network that trains, and a key now and then.
  for (let i = 0; i < 40; i++) {
    await page.mouse.down();
    await page.mouse.move(x + width * (0.2 + 0.015 * i), y + height * (0.3 + 0.4 * (i % 2)), { steps: 4 });
    await page.mouse.up();
    if (i % 4 === 3) await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(60);
  }
  expect(await app.progress()).toBeLessThan(1);
  await page.waitForTimeout(300);
  const { events, tasks } = await takeMeasured(page);
  // The browser lists events from 16 ms on and counts them all.
  const all = (await counted()) - before;
  const sorted = [...Array<number>(Math.max(0, all - events.length)).fill(0), ...events].toSorted(
    (a, b) => a - b,
  );
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
    return value === 0 ? 'under 16 ms' : `${value} ms`;
  };
  report(info, [
    `from input to its paint while ${cores} cores train: median ${at(0.5)}, 95th percentile ${at(0.95)}, longest ${at(1)} ` +
      `of ${all} presses and releases`,
    `longest main-thread task meanwhile ${longest(tasks)}`,
  ]);
  expect(all).toBeGreaterThan(0);
});

test('a second visit fetches no shard again, and no page ever fetches tfjs without need', async ({
  page,
  app,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const shards = () => fetched.splice(0).filter((path) => path.endsWith('.bin')).length;
  await app.open(TINY);
  await app.loaded();
  expect(fetched.filter((path) => path.includes('tfjs'))).toEqual([]);
  expect(shards()).toBe(2);
  // Written behind the visitor's back: the page does not wait for it.
  await expect.poll(() => page.evaluate(cachedEntries)).toBe(2);
  await app.open(TINY);
  await app.loaded();
  expect(shards()).toBe(0);
  await expect(page.getByText('from cache')).toBeVisible();
});

async function cachedEntries(): Promise<number> {
  let count = 0;
  for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
  return count;
}
