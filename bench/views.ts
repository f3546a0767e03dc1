// `npm run bench:views [-- --pairs N] [--only A,B]`: the cost of each view during training. The built page trains with
// the view open and with the view empty, in pairs: time of a step, and processor time of the page, which other load on the
// machine affects less. Then the time from the end of a stroke to its prediction. In an empty view the chunks are replaced by
// components that render nothing.

import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import type { WorkerCommand } from '../src/contract/messages.ts';
import type { View as ViewName } from '../src/store/view.ts';
import { serveBuilt } from '../tools/serve.ts';
import { median } from './measure.ts';

/** Classic LeNet on all cores: epochs of 1,500 steps, each with a validation. */
const LINK = '?engine=wasm&epochs=30';
const EPOCH = 1500;
/** Two networks that are trained briefly before the strokes, and one that trains during them (`over` false). */
const STROKES_IN: Readonly<Record<string, { link: string; over: boolean }>> = {
  'Classic LeNet': { link: '?engine=wasm&epochs=1&samples=3000', over: true },
  'Sketch-ready': { link: '?preset=sketch&engine=wasm&epochs=1&samples=3000&made=1000', over: true },
  'Classic LeNet, training': { link: LINK, over: false },
};
/** Epochs that are timed, after the first one. */
const EPOCHS = 5;
const STROKES = 30;

interface View {
  name: ViewName;
  /** Components that the page renders. */
  parts: readonly string[];
  /** Null where the view is empty. */
  region: string | null;
  prepare?: (page: Page) => Promise<void>;
}

const VIEWS: Readonly<Record<string, View>> = {
  confusion: { name: 'results', parts: ['Confusion', 'ClassCurves'], region: 'What it learned' },
  gallery: { name: 'gallery', parts: ['Gallery'], region: 'Test gallery' },
  drawing: { name: 'draw', parts: ['Drawing'], region: 'Draw a garment', prepare: draw },
  network: { name: 'network', parts: ['Network'], region: 'Network' },
  step: { name: 'step', parts: ['StepView'], region: 'One step' },
  challenge: {
    name: 'challenge',
    parts: ['Challenge'],
    region: 'Beat the model',
    prepare: (page) => page.getByRole('button', { name: 'Start', exact: true }).click(),
  },
};
const empty = ({ name }: View): View => ({ name, parts: [], region: null });
const ALL_PARTS = Object.values(VIEWS).flatMap(({ parts }) => parts);

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '5' },
    only: { type: 'string', default: Object.keys(VIEWS).join(',') },
  },
});

/** Runs in the page. Records in `window.measured` the steps with their times, tasks over 50 ms, and predictions. */
function measure(): void {
  const measured: Measured = { steps: [], tasks: [], strokeEnds: [], predictions: [] };
  Object.assign(window, { measured });
  /** Images whose first request was sent. */
  const images = new Set<unknown>();
  /** Times of the first requests by their numbers. */
  const requested = new Map<number, number>();
  window.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'steps')
          measured.steps.push([performance.now(), data.report.firstStep + data.report.losses.length]);
        const began = data.type === 'prediction' && requested.get(data.id);
        if (began) measured.predictions.push([began, performance.now()]);
      });
    }
    override postMessage(
      message: WorkerCommand,
      options?: StructuredSerializeOptions | Transferable[],
    ): void {
      // Later requests for the same image follow the training and not a stroke.
      if (message.type === 'predict' && !images.has(message.pixels)) {
        images.add(message.pixels);
        requested.set(message.id, performance.now());
      }
      super.postMessage(message, options as StructuredSerializeOptions);
    }
  };
  addEventListener('pointerup', ({ timeStamp }) => measured.strokeEnds.push(timeStamp), { capture: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) measured.tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

interface Measured {
  steps: [number, number][];
  tasks: number[];
  strokeEnds: number[];
  /** Times of request and answer, for each new image. */
  predictions: [number, number][];
}

declare const window: Window & typeof globalThis & { measured: Measured };

/** The chunk file of each component, found by the built files' exports. */
async function chunks(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const file of (await readdir('dist/assets')).filter((name) => name.endsWith('.js'))) {
    const [, component] =
      /export\{\w+ as ([A-Z]\w+)\}/.exec(await readFile(`dist/assets/${file}`, 'utf8')) ?? [];
    if (component && ALL_PARTS.includes(component)) found.set(component, file);
  }
  for (const part of ALL_PARTS) if (!found.has(part)) throw new Error(`no chunk exports ${part}`);
  return found;
}

async function openWith(browser: Browser, address: string, view: View): Promise<Page> {
  const { name, parts, region, prepare } = view;
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  await page.addInitScript(measure);
  for (const [component, file] of files) {
    if (parts.includes(component)) continue;
    await page.route(`**/${file}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `export const ${component} = () => null;` }),
    );
  }
  const link = new URL(address);
  link.searchParams.set('view', name);
  await page.goto(link.href);
  await page.getByRole('button', { name: 'Train', exact: true }).and(page.locator('button:enabled')).click();
  if (region) {
    const panel = page.getByRole('region', { name: region, exact: true });
    await panel.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  }
  await prepare?.(page);
  return page;
}

async function draw(page: Page): Promise<void> {
  const canvas = page.getByRole('region', { name: 'Draw a garment' }).locator('canvas').first();
  const { x, y, width, height } = (await canvas.boundingBox())!;
  await page.mouse.move(x + 0.3 * width, y + 0.2 * height);
  await page.mouse.down();
  for (const [a, b] of [
    [0.7, 0.2],
    [0.7, 0.8],
    [0.3, 0.8],
    [0.3, 0.2],
  ] as const) {
    await page.mouse.move(x + a * width, y + b * height, { steps: 4 });
  }
  await page.mouse.up();
}

/** Milliseconds of processor time so far of the page's thread and of the browser's processes that display it. */
async function pageWork(page: CDPSession, browser: CDPSession): Promise<number> {
  const { metrics } = await page.send('Performance.getMetrics');
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const thread = metrics.find(({ name }) => name === 'TaskDuration')!.value;
  // Renderer processes include the training.
  const others = processInfo.filter(({ type }) => type !== 'renderer');
  return 1000 * others.reduce((sum, { cpuTime }) => sum + cpuTime, thread);
}

interface Cost {
  /** Milliseconds of a step over full epochs, with their validations. */
  step: number;
  /** Longest task of the page's thread in milliseconds; 0 for none over 50 ms. */
  task: number;
  /** Milliseconds of the page's work in an epoch. */
  work: number;
  /** Milliseconds of an epoch. */
  epoch: number;
}

async function train(browser: Browser, address: string, view: View): Promise<Cost> {
  const page = await openWith(browser, address, view);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const browserSession = await browser.newBrowserCDPSession();
  await page.waitForFunction((step) => window.measured.steps.some(([, done]) => done >= step), EPOCH, {
    polling: 500,
  });
  await page.evaluate(() => window.measured.tasks.splice(0));
  const before = await pageWork(session, browserSession);
  const last = EPOCH * (1 + EPOCHS);
  await page.waitForFunction((step) => window.measured.steps.some(([, done]) => done >= step), last, {
    polling: 500,
    timeout: 120_000,
  });
  const work = (await pageWork(session, browserSession)) - before;
  const { steps, tasks } = await page.evaluate(() => window.measured);
  await page.close();
  const from = steps.find(([, step]) => step >= EPOCH)!;
  const to = steps.find(([, step]) => step >= last)!;
  const step = (to[0] - from[0]) / (to[1] - from[1]);
  return { step, task: Math.max(0, ...tasks), work: work / EPOCHS, epoch: EPOCH * step };
}

/** Milliseconds from the end of each stroke to the arrival of its prediction in the page. */
async function strokes(browser: Browser, link: string, over: boolean): Promise<number[]> {
  const page = await openWith(browser, new URL(link, served.url).href, VIEWS.drawing!);
  const status = page.getByRole('region', { name: 'Run', exact: true }).getByRole('status');
  if (over) await status.filter({ hasText: /test accuracy \d+\.\d\d%/ }).waitFor();
  else await page.waitForFunction((step) => window.measured.steps.some(([, done]) => done >= step), EPOCH);
  const times: number[] = [];
  for (let stroke = 0; stroke < STROKES; stroke++) {
    await draw(page);
    const answered = await page.waitForFunction(() => {
      const { strokeEnds, predictions } = window.measured;
      const ended = strokeEnds.at(-1)!;
      const answer = predictions.find(([requested]) => requested >= ended);
      return answer && answer[1] - ended;
    });
    times.push((await answered.jsonValue())!);
    await page.waitForTimeout(200);
  }
  await page.close();
  return times;
}

const served = await serveBuilt();
const files = await chunks();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
const address = new URL(LINK, served.url).href;
try {
  console.log(`Chromium ${browser.version()}, ${LINK}, ${values.pairs} pairs each`);
  for (const name of values.only.split(',').filter(Boolean)) {
    const view = VIEWS[name];
    if (!view) throw new Error(`no view ${name}: ${Object.keys(VIEWS).join(', ')}`);
    const ratios: number[] = [];
    const steps = { without: [] as number[], with: [] as number[] };
    const taken: number[] = [];
    const shares: number[] = [];
    let longest = 0;
    for (let pair = 0; pair < Number(values.pairs); pair++) {
      const order = pair % 2 === 0 ? [empty(view), view] : [view, empty(view)];
      const found = [await train(browser, address, order[0]!), await train(browser, address, order[1]!)];
      const [without, withView] = pair % 2 === 0 ? [found[0]!, found[1]!] : [found[1]!, found[0]!];
      ratios.push(withView.step / without.step);
      steps.without.push(without.step);
      steps.with.push(withView.step);
      taken.push(withView.work - without.work);
      shares.push((withView.work - without.work) / (availableParallelism() * without.epoch));
      longest = Math.max(longest, withView.task);
    }
    console.log(
      `${name.padEnd(10)} ${median(steps.with).toFixed(3)} ms/step, without ${median(steps.without).toFixed(3)}; ` +
        `ratio ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)} - ${Math.max(...ratios).toFixed(3)}); ` +
        `page work ${median(taken).toFixed(1)} ms an epoch (${Math.min(...taken).toFixed(1)} - ` +
        `${Math.max(...taken).toFixed(1)}), ${(100 * median(shares)).toFixed(2)}% of the cores; ` +
        `longest task ${longest ? `${Math.round(longest)} ms` : 'under 50 ms'}`,
    );
  }
  for (const [network, { link, over }] of Object.entries(STROKES_IN)) {
    const sorted = (await strokes(browser, link, over)).toSorted((a, b) => a - b);
    console.log(
      `a stroke's end to its prediction, ${network}: median ${median(sorted).toFixed(1)} ms, ` +
        `95th percentile ${sorted[Math.floor(0.95 * STROKES)]!.toFixed(1)}, longest ${sorted.at(-1)!.toFixed(1)} of ${STROKES}`,
    );
  }
} finally {
  await browser.close();
  await served.close();
}
