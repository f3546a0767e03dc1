// `npm run bench:visit [-- --phone]`: the cost of a visit to the built page: first paint, time until Train can be pressed, tasks
// over 50 ms while loading and training, memory, and the time from an input to its paint and until Pause and Resume have
// acted, while Classic LeNet trains on all cores. `--phone`: with the screen and touch of a phone, the page's thread slowed
// down four times, and a line of 20 Mbit/s. The browser can't slow down the training's threads.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { serveBuilt } from '../tools/serve.ts';
import { slowLine } from './slow-line.ts';

const SHORT = '?samples=20000&epochs=3&batch=50&activation=relu&pooling=max&lr=0.003';
const LONG = '?engine=wasm&epochs=20';
const STROKES = 40;
const PAUSES = 5;
const PHONE_SLOWDOWN = 4;
const PHONE_MEGABITS = 20;
const SCREEN: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
};

const { phone } = parseArgs({ options: { phone: { type: 'boolean', default: false } } }).values;
const host = await serveBuilt();
const served = phone ? await slowLine(host.url, PHONE_MEGABITS) : host;
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
try {
  console.log(`Chromium ${browser.version()}`);
  await visit(browser, new URL(SHORT, served.url).href);
  await input(browser, new URL(LONG, served.url).href);
} finally {
  await browser.close();
  if (phone) await served.close();
  await host.close();
}

/** Runs in the page. Records in `window.measured` tasks over 50 ms, event timings, and when Train was first enabled. */
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

/** The measurements since the last call. */
function takeMeasured(page: Page): Promise<Measured> {
  return page.evaluate(() => {
    const { measured } = window as unknown as { measured: Measured };
    return { ...measured, tasks: measured.tasks.splice(0), events: measured.events.splice(0) };
  });
}

/** Waits for the score in the run's status, by an observer in the page, because polling from outside would be work on its thread. */
function scored(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const run = document.querySelector('[aria-labelledby=run-title]')!;
        // No named function: the transpiler's helper for names does not exist in the page.
        new MutationObserver(() => {
          if (/test accuracy \d+\.\d\d%/.test(run.textContent)) resolve();
        }).observe(run, { subtree: true, childList: true, characterData: true });
      }),
  );
}

function longest(tasks: number[]): string {
  return `${Math.round(Math.max(0, ...tasks))} ms (${tasks.length} over 50 ms)`;
}

function trainButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Train', exact: true }).and(page.locator('button:enabled'));
}

async function open(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-US', ...(phone ? PHONE : SCREEN) });
  page.setDefaultTimeout(120_000);
  if (phone) {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: PHONE_SLOWDOWN });
  }
  await page.addInitScript(measure);
  await page.goto(address);
  await trainButton(page).waitFor();
  const loaded = page.locator('[role=progressbar][aria-label=Data][aria-valuenow="100"]');
  await loaded.waitFor({ state: 'attached' });
  return page;
}

async function visit(browser: Browser, address: string): Promise<void> {
  const page = await open(browser, address);
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
  );
  const loading = await takeMeasured(page);
  await trainButton(page).click();
  await scored(page);
  const training = await takeMeasured(page);
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const memory = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1]) / 1024);
  console.log(`first contentful paint ${Math.round(firstPaint)} ms
Train can be pressed ${Math.round(loading.ready)} ms after the navigation began
longest main-thread task until the data is loaded ${longest(loading.tasks)}
longest main-thread task while training ${longest(training.tasks)}
resident memory of the renderer ${Math.round(Math.max(...memory))} MB`);
  await page.close();
}

/** Presses and releases that the browser has counted. */
function countInputs(page: Page): Promise<number> {
  return page.evaluate(() =>
    ['pointerdown', 'pointerup', 'keydown', 'keyup'].reduce(
      (sum, name) => sum + (performance.eventCounts.get(name) ?? 0),
      0,
    ),
  );
}

async function input(browser: Browser, address: string): Promise<void> {
  const page = await open(browser, address);
  await trainButton(page).click();
  await page
    .locator('[role=progressbar][aria-label=Training]:not([aria-valuenow="0"])')
    .waitFor({ state: 'attached' });
  // Before the strokes, which make chunks of training short.
  const pauses: number[] = [];
  const resumes: number[] = [];
  for (let i = 0; i < PAUSES; i++) {
    pauses.push(await reactionTime(page, 'Pause', 'Resume'));
    resumes.push(await reactionTime(page, 'Resume', 'Pause'));
  }
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Draw', exact: true }).click();
  const canvas = page.getByRole('region', { name: 'Draw a garment', exact: true }).locator('canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  await takeMeasured(page);
  const before = await countInputs(page);
  const { x, y, width, height } = (await canvas.boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await page.mouse.move(x + width / 2, y + height / 2);
  let from = { x: x + width / 2, y: y + height / 2 };
  // Strokes on the pad, each scored by the model that trains, and a key now and then.
  for (let i = 0; i < STROKES; i++) {
    const to = { x: x + width * (0.2 + 0.015 * i), y: y + height * (0.3 + 0.4 * (i % 2)) };
    if (phone) {
      await touch('touchStart', from);
      await touch('touchMove', to);
      await touch('touchEnd');
    } else {
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 4 });
      await page.mouse.up();
    }
    from = to;
    if (!phone && i % 4 === 3) await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(300);
  const { events, tasks } = await takeMeasured(page);
  // The browser lists events from 16 ms on and counts them all.
  const count = (await countInputs(page)) - before;
  const faster = Array<number>(Math.max(0, count - events.length)).fill(0);
  const sorted = [...faster, ...events].toSorted((a, b) => a - b);
  const at = (fraction: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))] ?? 0;
    return value === 0 ? 'under 16 ms' : `${value} ms`;
  };
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  console.log(`from input to its paint while ${cores} cores train: median ${at(0.5)}, 95th percentile ${at(0.95)}, longest ${at(1)} of ${count} presses and releases
longest main-thread task meanwhile ${longest(tasks)}
until Pause has acted: at most ${Math.round(Math.max(...pauses))} ms of ${PAUSES}; Resume: ${Math.round(Math.max(...resumes))} ms`);
  await page.close();
}

/** Presses the button `from` inside the page; resolves to the milliseconds until a button `to` can be pressed. */
function reactionTime(page: Page, from: string, to: string): Promise<number> {
  return page.evaluate(
    ([pressed, awaited]) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        new MutationObserver((_, observer) => {
          const buttons = [...document.querySelectorAll<HTMLButtonElement>('button:enabled')];
          const found = buttons.some(
            ({ ariaDisabled, ariaLabel, textContent }) =>
              ariaDisabled !== 'true' && (ariaLabel ?? textContent).trim() === awaited,
          );
          if (!found) return;
          observer.disconnect();
          resolve(performance.now() - start);
        }).observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        const buttons = [...document.querySelectorAll('button')];
        buttons.find(({ ariaLabel, textContent }) => (ariaLabel ?? textContent).trim() === pressed)?.click();
      }),
    [from, to],
  );
}
