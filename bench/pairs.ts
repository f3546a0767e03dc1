// `npm run bench:pairs [-- --pairs N] [--preset sprint]`: what a training step costs in the page beside the same step in the
// bench's bare page, on the wasm engine with all cores. They take turns in one browser: an epoch of Classic LeNet (or of the
// preset) in the built page, which is in view with its network and plots, then as many steps in the bench.

import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { PRESET_NAMES, PRESETS, runCounts } from '../src/contract/config.ts';
import type { WorkerEvent } from '../src/contract/messages.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { serveBuilt } from '../tools/serve.ts';
import { startInPage, type Contestant } from './contestant.ts';
import { median } from './measure.ts';
import { SYSTEMS } from './systems.ts';
import { servePage } from './serve.ts';

/** Both get warm. */
const WARM_UP_STEPS = 1000;

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '10' }, preset: { type: 'string', default: 'article' } },
});
const preset = PRESET_NAMES.find((name) => name === values.preset);
if (!preset) throw new Error(`--preset is one of ${PRESET_NAMES.join(', ')}`);
/** More epochs than are timed. */
const LINK = `?preset=${preset}&engine=wasm&epochs=100`;
const EPOCH = runCounts(PRESETS[preset]).stepsPerEpoch;

declare const window: Window & typeof globalThis & { reports: [time: number, step: number][] };

/** Runs in the page before its own code. Records in `window.reports` when the page had how many steps. */
function record(): void {
  window.reports = [];
  window.Worker = new Proxy(window.Worker, {
    construct(target, parameters, newTarget) {
      const worker = Reflect.construct(target, parameters, newTarget) as Worker;
      worker.addEventListener('message', ({ data }: MessageEvent<WorkerEvent>) => {
        if (data.type === 'steps')
          window.reports.push([performance.now(), data.report.firstStep + data.report.losses.length]);
      });
      return worker;
    },
  });
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.addInitScript(record);
  await page.goto(new URL(LINK, address).href);
  await press(page, 'Train');
  await page.waitForFunction((steps) => (window.reports.at(-1)?.[1] ?? 0) >= steps, WARM_UP_STEPS, {
    polling: 500,
  });
  await press(page, 'Pause');
  return page;
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).and(page.locator('button:enabled')).click();
}

/** Trains an epoch. Milliseconds of a step between the reports, without the validation between two epochs. */
async function stepInPage(page: Page): Promise<number> {
  await page.bringToFront();
  const first = await page.evaluate(() => window.reports.length);
  const from = await page.evaluate(() => window.reports.at(-1)![1]);
  await press(page, 'Resume');
  await page.waitForFunction((step) => window.reports.at(-1)![1] >= step, from + EPOCH, { polling: 500 });
  await press(page, 'Pause');
  await page.getByRole('button', { name: 'Resume', exact: true }).waitFor();
  const reports = (await page.evaluate(() => window.reports)).slice(first);
  let milliseconds = 0;
  let steps = 0;
  for (const [i, [time, step]] of reports.entries()) {
    const before = reports[i - 1];
    // The first chunk begins before its report, and a validation comes before an epoch's first.
    if (!before || Math.ceil(before[1] / EPOCH) !== Math.ceil(step / EPOCH)) continue;
    milliseconds += time - before[0];
    steps += step - before[1];
  }
  return milliseconds / steps;
}

async function stepInBench(page: Page, contestant: Contestant): Promise<number> {
  await page.bringToFront();
  return (await contestant.run(EPOCH)).milliseconds / EPOCH;
}

const built = await serveBuilt();
const bare = await servePage();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
try {
  console.log(`Chromium ${browser.version()}, load before: ${loadavg()[0]}`);
  const benchPage = await browser.newPage();
  await benchPage.goto(bare.url);
  const contestant = await startInPage(
    { ...SYSTEMS.find(({ name }) => name === 'wasm')!, preset, batch: PRESETS[preset].batch },
    benchPage,
  );
  await contestant.run(WARM_UP_STEPS);
  const page = await openPage(browser, built.url);
  const ratios: number[] = [];
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const inPage = await stepInPage(page);
    const inBench = await stepInBench(benchPage, contestant);
    ratios.push(inPage / inBench);
    console.log(
      `page ${inPage.toFixed(3)} ms, bench ${inBench.toFixed(3)} ms, ratio ${ratios.at(-1)!.toFixed(3)}`,
    );
  }
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  console.log(`ratio: median ${median(ratios).toFixed(3)}, from ${least.toFixed(3)} to ${most.toFixed(3)}`);
  await contestant.stop();
} finally {
  await browser.close();
  await built.close();
  await bare.close();
}
