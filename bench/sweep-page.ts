// `npm run bench:sweep-page`: sweeps in the built page: how long they take from the press to the end of their last test, the
// vote, the search for a learning rate, the longest task of the page and the memory of its process.

import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { PRESET_NAMES } from '../src/contract/config.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { serveBuilt } from '../tools/serve.ts';

/** `view=sweep` comes from `sweep`. */
const SWEEPS: Readonly<Record<string, string>> = {
  '16 seeds of Classic LeNet, 1 epoch': '?epochs=1&sweep=seed:1:16',
  'staircase with Sprint’s budget, 1 seed': '?epochs=5&split=0.95&sweep=staircase:1',
  '8 seeds of Sprint, then a vote': '?preset=sprint&sweep=seed:1:8',
  '64 networks of 2,000 images, 5 epochs': '?samples=2000&epochs=5&sweep=lr:log:1e-4:0.1:8;seed:1:8',
};
const TIMEOUT = 600_000;
const MEMORY_MILLISECONDS = 500;

const host = await serveBuilt();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
try {
  console.log(`Chromium ${browser.version()}, load ${load()}`);
  for (const [name, link] of Object.entries(SWEEPS)) await trainSweep(name, link);
  for (const preset of PRESET_NAMES) await search(preset);
} finally {
  await browser.close();
  await host.close();
}

function load(): string {
  return loadavg()[0]!.toFixed(1);
}

/** Runs in the page: notes the tasks over 50 ms. */
function noteTasks(): void {
  const tasks: number[] = [];
  Object.assign(window, { tasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

interface Sweep {
  page: Page;
  region: Locator;
  press: (name: string | RegExp) => Promise<void>;
}

async function openSweep(link: string): Promise<Sweep> {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(TIMEOUT);
  await page.addInitScript(noteTasks);
  await page.goto(new URL(link, host.url).href);
  await page.getByRole('region', { name: 'Run', exact: true }).getByText('verified').waitFor();
  const region = page.getByRole('region', { name: 'Sweep', exact: true });
  return { page, region, press: (name) => region.getByRole('button', { name, exact: true }).click() };
}

/** Seconds that `work` takes. */
async function secondsOf(work: () => Promise<void>): Promise<string> {
  const start = performance.now();
  await work();
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** Of the largest renderer, now. */
async function residentMegabytes(inBrowser: Browser): Promise<number> {
  const session = await inBrowser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const memory = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1]) / 1024);
  return Math.max(...memory);
}

async function trainSweep(name: string, link: string): Promise<void> {
  const { page, region, press } = await openSweep(link);
  const loading = (await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)).length;
  let most = 0;
  const timer = setInterval(() => {
    void residentMegabytes(browser).then((megabytes) => (most = Math.max(most, megabytes)));
  }, MEMORY_MILLISECONDS);
  const results = region.getByRole('region', { name: 'Sweep results', exact: true });
  const seconds = await secondsOf(async () => {
    await press(link.includes('staircase') ? 'Climb the staircase' : 'Start sweep');
    await results.getByText('Ended', { exact: true }).waitFor();
  });
  clearInterval(timer);
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  const longest = Math.max(0, ...tasks.slice(loading));
  console.log(
    `${name}: ${seconds}; longest task ${longest === 0 ? 'under 50' : Math.round(longest)} ms; ` +
      `at most ${Math.round(most)} MiB; load ${load()}`,
  );
  console.log(`  ${(await results.innerText()).split('\n').find((line) => line.includes('mean')) ?? ''}`);
  if (name.includes('vote')) {
    await region.getByRole('radio', { name: 'Vote', exact: true }).check();
    const vote = region.getByRole('region', { name: 'Vote', exact: true });
    const answer = vote.getByText('Test accuracy of the vote');
    const waited = await secondsOf(async () => {
      await press(/networks vote$/);
      await answer.waitFor();
    });
    console.log(`  ${await answer.innerText()} ${waited}`);
  }
  await page.close();
}

async function search(preset: string): Promise<void> {
  const { page, region, press } = await openSweep(`?preset=${preset}&view=sweep`);
  const part = region.getByRole('region', { name: 'Learning rate search', exact: true });
  const seconds = await secondsOf(async () => {
    await press('Find a learning rate');
    await part.getByRole('button', { name: /^Use / }).waitFor();
  });
  console.log(`search for a learning rate, ${preset}: ${seconds}; load ${load()}`);
  await page.close();
}
