// `npm run bench:own-data [-- --times N] [--zip FILE] [--csv FILE]`: imports own data in the built page, a zip of 1,000 PNGs of
// ten classes and a CSV of 60,000 x 785 values, both written from FashionMNIST, or the given files. Prints how long it takes
// until the samples are shown and, from `Use this data`, until it is in use, and how long the page's thread was blocked.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { csvFile, fashion, pngFiles, zip } from '../src/own-data/files.fixture.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { serveBuilt } from '../tools/serve.ts';

const FOLDER = fileURLToPath(new URL('../.cache/own-data/', import.meta.url));
const LINK = '?view=data&engine=wasm';
/** Imports of a few minutes. */
const TIMEOUT = 300_000;

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '1' },
    zip: { type: 'string' },
    csv: { type: 'string' },
  },
});
const files = [
  values.zip ?? written('clothes.zip', () => zip(pngFiles(fashion(1000, 0).train), 0)),
  values.csv ?? written('clothes.csv', () => csvFile(fashion(60_000, 0).train)),
];
const host = await serveBuilt();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
try {
  console.log(`Chromium ${browser.version()}`);
  for (const file of files) {
    for (let i = 0; i < Number(values.times); i++) await importFile(browser, file);
  }
} finally {
  await browser.close();
  await host.close();
}

/** The path of a file that is written once. */
function written(name: string, content: () => Uint8Array): string {
  const path = `${FOLDER}${name}`;
  if (!existsSync(path)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, content());
  }
  return path;
}

interface Phase {
  seconds: number;
  /** Milliseconds of tasks over 50 ms, as the browser reports them. */
  tasks: number[];
  /** The longest time in milliseconds by which a timer of 10 ms was late. */
  late: number;
  /** Changes of the progress bar, and those that said how long it still takes. */
  progress: number;
  estimates: number;
}

/**
 * Runs in the page. Records a phase from an event of `type` on an element that `from` selects, until samples are painted in the
 * canvas that `until` selects. No named functions: the transpiler's helper for names does not exist in the page.
 */
function recordPhase([from, type, until]: readonly [string, string, string]): void {
  const recorded = { seconds: 0, tasks: [] as number[], late: 0, progress: 0, estimates: 0 };
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) recorded.tasks.push(duration);
  });
  const mutations = new MutationObserver((list) => {
    const bar = document.querySelector('.data-work [role=progressbar]');
    if (!bar || list.every(({ target }) => target !== bar)) return;
    recorded.progress++;
    if (/\d/.test(bar.getAttribute('aria-valuetext') ?? '')) recorded.estimates++;
  });
  mutations.observe(document.body, { subtree: true, childList: true, attributes: true });
  const started = new AbortController();
  const phase = new Promise<Phase>((resolve) => {
    document.addEventListener(
      type,
      ({ target }) => {
        if (!(target instanceof Element && target.closest(from))) return;
        started.abort();
        observer.observe({ type: 'longtask' });
        const start = performance.now();
        let last = start;
        const timer = setInterval(() => {
          const now = performance.now();
          recorded.late = Math.max(recorded.late, now - last - 10);
          last = now;
          if (recorded.seconds > 0) return;
          const canvas = document.querySelector<HTMLCanvasElement>(until);
          const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
          if (!pixels?.some((value, i) => i % 4 < 3 && value > 0)) return;
          recorded.seconds = (now - start) / 1000;
          // The tasks that follow belong to it, and a long one is reported after its end.
          setTimeout(() => {
            clearInterval(timer);
            observer.disconnect();
            mutations.disconnect();
            resolve(recorded);
          }, 1000);
        }, 10);
      },
      { capture: true, signal: started.signal },
    );
  });
  Object.assign(window, { phase });
}

/** Starts the record of a phase; the function resolves at its end. */
async function startPhase(page: Page, ...phase: [string, string, string]): Promise<() => Promise<Phase>> {
  await page.evaluate(recordPhase, phase);
  return () => page.evaluate(() => (window as unknown as { phase: Promise<Phase> }).phase);
}

async function importFile(inBrowser: Browser, file: string): Promise<void> {
  const page = await inBrowser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(TIMEOUT);
  await page.goto(new URL(LINK, host.url).href);
  await page
    .locator('[role=progressbar][aria-label=Data][aria-valuenow="100"]')
    .waitFor({ state: 'attached' });
  const set = page.getByRole('region', { name: 'Data set', exact: true });
  await set.getByRole('img').first().waitFor();
  const use = set.getByRole('button', { name: 'Use this data', exact: true });

  const shown = await startPhase(page, 'input[type=file]', 'change', '.data-set fieldset ~ table canvas');
  await page.getByLabel('Choose files').setInputFiles(file);
  print(`${file}: from the drop to the samples`, await shown());

  const inUse = '.data-set:not(:has(fieldset)) .data-actions ~ table canvas';
  const ready = await startPhase(page, 'button', 'click', inUse);
  await use.click();
  print('from Use this data to ready', await ready());
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  console.log(`${cores} cores, load ${loadavg()[0]!.toFixed(1)}`);
  await page.close();
}

function print(name: string, { seconds, tasks, late, progress, estimates }: Phase): void {
  const longest = `${Math.round(Math.max(0, ...tasks))} ms (${tasks.length} over 50 ms)`;
  const shown = progress > 0 ? `, progress shown ${progress} times, ${estimates} with the time left` : '';
  console.log(
    `${name}: ${seconds.toFixed(2)} s, longest task ${longest}, timer late by at most ${Math.round(late)} ms${shown}`,
  );
}
