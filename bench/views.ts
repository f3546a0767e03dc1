// `npm run bench:views [-- --pairs N] [--only A,B]`: what each view costs a run, in pairs: the built page trains with the
// view on screen, and trains with none: steps in time, and the processor's time that the page itself took from them, which a
// busy machine does not blur. Then how long after the end of a stroke its prediction stands there. A view that is left out
// is a chunk whose component renders nothing: the page has no switch for it.

import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import type { WorkerCommand } from '../src/contract/messages.ts';
import { serveBuilt } from '../tools/serve.ts';

/** The article's on all cores: epochs of 1,500 steps, each with its validation. */
const LINK = '?engine=wasm&epochs=30';
const EPOCH = 1500;
/** Networks that are trained soon; and one that is at it. */
const STROKES_IN: Readonly<Record<string, { link: string; over: boolean }>> = {
  'the article': { link: '?engine=wasm&epochs=1&samples=3000', over: true },
  'Sketch-ready': { link: '?preset=sketch&engine=wasm&epochs=1&samples=3000&made=1000', over: true },
  'the article, training': { link: LINK, over: false },
};
/** Timed from the end of the first epoch on. */
const EPOCHS = 5;
const STROKES = 30;

interface View {
  /** Components that are there. */
  parts: readonly string[];
  region: string | null;
  prepare?: (page: Page) => Promise<void>;
}

const VIEWS: Readonly<Record<string, View>> = {
  none: { parts: [], region: null },
  confusion: { parts: ['Confusion', 'ClassCurves'], region: 'What it learned' },
  gallery: { parts: ['Gallery'], region: 'Test gallery' },
  drawing: { parts: ['Drawing'], region: 'Draw a garment', prepare: draw },
  inside: { parts: ['Inside'], region: 'Inside the network' },
  challenge: {
    parts: ['Challenge'],
    region: 'Beat the model',
    prepare: (page) => page.getByRole('button', { name: 'Start', exact: true }).click(),
  },
};
const ALL_PARTS = Object.values(VIEWS).flatMap(({ parts }) => parts);

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '5' },
    only: { type: 'string', default: Object.keys(VIEWS).slice(1).join(',') },
  },
});

/** Leaves `window.measured`: steps done with their times, tasks of the page's thread over 50 ms, and predictions' times. */
function measure(): void {
  const measured: Measured = { steps: [], tasks: [], strokeEnds: [], predictions: [] };
  Object.assign(window, { measured });
  /** The picture of each drawing, once it was asked about. */
  const pictures = new Set<unknown>();
  const asked = new Map<number, number>();
  window.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'steps')
          measured.steps.push([performance.now(), data.report.firstStep + data.report.losses.length]);
        const began = data.type === 'prediction' && asked.get(data.id);
        if (began) measured.predictions.push([began, performance.now()]);
      });
    }
    override postMessage(
      message: WorkerCommand,
      options?: StructuredSerializeOptions | Transferable[],
    ): void {
      // Asked again as the network learns: no answer to the stroke.
      if (message.type === 'predict' && !pictures.has(message.pixels)) {
        pictures.add(message.pixels);
        asked.set(message.id, performance.now());
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
  /** Asked and answered, of each new picture. */
  predictions: [number, number][];
}

declare const window: Window & typeof globalThis & { measured: Measured };

/** The chunk of each component, by the built page's own exports. */
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

async function openWith(browser: Browser, address: string, { parts, region, prepare }: View): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  await page.addInitScript(measure);
  for (const [component, file] of files) {
    if (parts.includes(component)) continue;
    await page.route(`**/${file}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `export const ${component} = () => null;` }),
    );
  }
  await page.goto(address);
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

/** Milliseconds of processor time of the page's thread, and of the browser's processes that show it, so far. */
async function pageWork(page: CDPSession, browser: CDPSession): Promise<number> {
  const { metrics } = await page.send('Performance.getMetrics');
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const thread = metrics.find(({ name }) => name === 'TaskDuration')!.value;
  // A renderer has the training in it.
  const others = processInfo.filter(({ type }) => type !== 'renderer');
  return 1000 * others.reduce((sum, { cpuTime }) => sum + cpuTime, thread);
}

interface Cost {
  /** Milliseconds a step over whole epochs, validations and all. */
  step: number;
  /** The longest task of the page's thread in them; 0 for none over 50 ms. */
  task: number;
  /** Milliseconds of the page's own work an epoch. */
  work: number;
  /** Milliseconds an epoch. */
  epoch: number;
}

async function train(browser: Browser, address: string, view: View): Promise<Cost> {
  const page = await openWith(browser, address, view);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const whole = await browser.newBrowserCDPSession();
  await page.waitForFunction((step) => window.measured.steps.some(([, done]) => done >= step), EPOCH, {
    polling: 500,
  });
  await page.evaluate(() => window.measured.tasks.splice(0));
  const before = await pageWork(session, whole);
  const last = EPOCH * (1 + EPOCHS);
  await page.waitForFunction((step) => window.measured.steps.some(([, done]) => done >= step), last, {
    polling: 500,
    timeout: 120_000,
  });
  const work = (await pageWork(session, whole)) - before;
  const { steps, tasks } = await page.evaluate(() => window.measured);
  await page.close();
  const from = steps.find(([, step]) => step >= EPOCH)!;
  const to = steps.find(([, step]) => step >= last)!;
  const step = (to[0] - from[0]) / (to[1] - from[1]);
  return { step, task: Math.max(0, ...tasks), work: work / EPOCHS, epoch: EPOCH * step };
}

/** Milliseconds from the end of a stroke to its prediction's arrival in the page. */
async function strokes(browser: Browser, link: string, over: boolean): Promise<number[]> {
  const page = await openWith(browser, new URL(link, served.url).href, VIEWS.drawing!);
  const result = page.getByRole('region', { name: 'Result' });
  if (over) await result.getByText(/^\d\d\.\d\d%$/).waitFor();
  else await page.waitForFunction((step) => window.measured.steps.some(([, done]) => done >= step), EPOCH);
  const times: number[] = [];
  for (let stroke = 0; stroke < STROKES; stroke++) {
    await draw(page);
    const answered = await page.waitForFunction(() => {
      const { strokeEnds, predictions } = window.measured;
      const ended = strokeEnds.at(-1)!;
      const answer = predictions.find(([asked]) => asked >= ended);
      return answer && answer[1] - ended;
    });
    times.push((await answered.jsonValue())!);
    await page.waitForTimeout(200);
  }
  await page.close();
  return times;
}

/** Of an even number the mean of the middle two. */
const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

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
      const order = pair % 2 === 0 ? [VIEWS.none!, view] : [view, VIEWS.none!];
      const found = [await train(browser, address, order[0]!), await train(browser, address, order[1]!)];
      const [without, own] = pair % 2 === 0 ? [found[0]!, found[1]!] : [found[1]!, found[0]!];
      ratios.push(own.step / without.step);
      steps.without.push(without.step);
      steps.with.push(own.step);
      taken.push(own.work - without.work);
      shares.push((own.work - without.work) / (availableParallelism() * without.epoch));
      longest = Math.max(longest, own.task);
    }
    console.log(
      `${name.padEnd(10)} ${median(steps.with).toFixed(3)} ms/step, without ${median(steps.without).toFixed(3)}; ` +
        `ratio ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)} - ${Math.max(...ratios).toFixed(3)}); ` +
        `its own work ${median(taken).toFixed(1)} ms an epoch (${Math.min(...taken).toFixed(1)} - ` +
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
