// What a visit costs: prints times, which depend on the machine, and asserts what does not.

import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { SMALL, TINY } from './playground.ts';

test('first paint, interactive, long tasks and memory', async ({ page, app, browser }, info) => {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  const start = performance.now();
  await app.open(SMALL);
  const interactive = performance.now() - start;
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  const longTasks = () =>
    page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0));
  const loading = await longTasks();
  await app.train.click();
  await app.testAccuracy();
  const training = await longTasks();

  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  const memory = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1024);

  const longest = (tasks: number[]) => `${Math.round(Math.max(0, ...tasks))} ms (${tasks.length} over 50 ms)`;
  const lines = [
    `first contentful paint ${Math.round(firstPaint ?? NaN)} ms`,
    `Train can be pressed ${Math.round(interactive)} ms after the navigation began`,
    `longest main-thread task while loading ${longest(loading)}`,
    `longest main-thread task while training ${longest(training)}`,
    `resident memory of the renderer ${Math.round(Math.max(...memory))} MB`,
  ];
  console.log(lines.join('\n'));
  info.annotations.push(...lines.map((description) => ({ type: 'measured', description })));
  expect(firstPaint).toBeGreaterThan(0);
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
