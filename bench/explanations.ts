// `npm run bench:explanations [-- --times N]`: in the built page, for each preset, how long the worker takes to take a single
// step apart, from the request to its answer, and how long a pressed value of c3 takes until its calculation is painted.

import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { PRESET_NAMES } from '../src/contract/config.ts';
import type { WorkerCommand, WorkerEvent } from '../src/contract/messages.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { serveBuilt } from '../tools/serve.ts';
import { median } from './measure.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '12' } } });
const TIMES = Number(values.times);
/** Milliseconds after an explained step until the page has all that it shows of it. */
const SETTLED = 500;

interface Recorded {
  /** Milliseconds from the request for a step's explanation to its answer. */
  steps: number[];
  /** Milliseconds from a press to the painted calculation. */
  presses: number[];
}

declare const window: Window & typeof globalThis & { recorded: Recorded };

/** Runs in the page. No named functions: the transpiler's helper for names does not exist there. */
function record(): void {
  const recorded: Recorded = { steps: [], presses: [] };
  Object.assign(window, { recorded });
  /** When the newest step was first requested after its training: a later request for it may find the answer ready. */
  let requested: number | null = null;
  /** Steps that were answered once: the answer is cached for later requests. */
  const explained = new Set<number>();
  window.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.addEventListener('message', ({ data }: MessageEvent<WorkerEvent>) => {
        // There was no step yet.
        if (data.type === 'refused') requested = null;
        if (data.type !== 'step-explained' || explained.has(data.step)) return;
        explained.add(data.step);
        recorded.steps.push(performance.now() - requested!);
      });
    }
    override postMessage(
      message: WorkerCommand,
      options?: StructuredSerializeOptions | Transferable[],
    ): void {
      if (message.type === 'step') requested = null;
      if (message.type === 'explain-step') requested ??= performance.now();
      super.postMessage(message, options as StructuredSerializeOptions);
    }
  };
  addEventListener(
    'click',
    ({ target, timeStamp }) => {
      if (!(target instanceof Element && target.closest('[aria-label^="Outputs of"]'))) return;
      const before = document.querySelector('.calculation')?.textContent;
      new MutationObserver((_, observer) => {
        const now = document.querySelector('.calculation')?.textContent;
        if (!now || now === before || !/= −?\d[\d.e−+]*$/.test(now)) return;
        observer.disconnect();
        // After the frame that shows it.
        requestAnimationFrame(() =>
          setTimeout(() => recorded.presses.push(performance.now() - timeStamp), 0),
        );
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    },
    { capture: true },
  );
}

async function explain(browser: Browser, link: string): Promise<Recorded> {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  await page.addInitScript(record);
  await page.goto(link);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Step').first().click();
  const stepView = page.getByRole('region', { name: 'One step', exact: true });
  await stepView.getByText('Step 1:').waitFor();
  await button('Resume').click();
  await page.waitForTimeout(1000);
  await button('Pause').click();
  for (let i = 0; i < TIMES; i++) {
    const explained = (await page.evaluate(() => window.recorded.steps.length)) + 1;
    await button('Step').first().click();
    await page.waitForFunction((count) => window.recorded.steps.length >= count, explained);
    // The gradients and a parameter of this step are requested next, and must not mix with the next step.
    await page.waitForTimeout(SETTLED);
  }
  await page.getByRole('link', { name: 'Network', exact: true }).click();
  await pressValues(page);
  const recorded = await page.evaluate(() => window.recorded);
  await page.close();
  return recorded;
}

/** Presses values of the maps of c3, one after the other. */
async function pressValues(page: Page): Promise<void> {
  const map = page
    .getByRole('group', { name: 'Outputs of c3', exact: true })
    .getByRole('button', { name: 'c3, map 3', exact: true });
  // The map has 10 x 10 values; each press is on another one. It is smaller beside an open calculation.
  for (let i = 0; i < TIMES; i++) {
    const { width, height } = (await map.boundingBox())!;
    const [row, column] = [(3 * i) % 10, i % 10];
    await map.click({ position: { x: ((column + 0.5) * width) / 10, y: ((row + 0.5) * height) / 10 } });
    await page.waitForFunction((count) => window.recorded.presses.length >= count, i + 1);
  }
}

const range = (all: readonly number[]) =>
  `${median(all).toFixed(0)} ms (${Math.min(...all).toFixed(0)} - ${Math.max(...all).toFixed(0)})`;

const served = await serveBuilt();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
try {
  console.log(
    `Chromium ${browser.version()}, ${availableParallelism()} cores, ${TIMES} steps and values each`,
  );
  for (const preset of PRESET_NAMES) {
    const link = new URL(`?preset=${preset}&engine=wasm&view=step`, served.url).href;
    const { steps, presses } = await explain(browser, link);
    console.log(
      `${preset.padEnd(8)} a step taken apart ${range(steps.slice(1))}, the first ${steps[0]!.toFixed(0)} ms; ` +
        `a value opened ${range(presses.slice(1))}, the first ${presses[0]!.toFixed(0)} ms; load ${loadavg()[0]!.toFixed(1)}`,
    );
  }
} finally {
  await browser.close();
  await served.close();
}
