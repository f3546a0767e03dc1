// The campaign `soak`: 100 epochs, then 50 times train, stop and reset in one page. Heap, DOM nodes, listeners and workers
// must not grow. On the GPU the bytes of all live buffers are counted from epoch to epoch.

import type { CDPSession, Page } from 'playwright';
import { expect } from 'playwright/test';
import { ON_WASM, playground } from '../playground.ts';
import { freshPage, launch, RUN_MILLISECONDS, type CampaignContext } from './context.ts';
import { seenEvents, until } from './watch.ts';

const EPOCHS = 100;
const CYCLES = 50;
const HEAP_GROWTH_BYTES = 5 * 1024 * 1024;
const GPU_RUN = '/?engine=webgpu&samples=300&batch=20&epochs=6&c1=2&c3=4&f5=16&f6=12';
const CPU_RUN = `/?samples=600&batch=20&epochs=${EPOCHS}${ON_WASM}`;

interface Counts {
  workers: number;
  nodes: number;
  listeners: number;
  heap: number;
}

/** Counts after garbage collection. */
async function countAll(page: Page, session: CDPSession): Promise<Counts> {
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value;
  return { workers: page.workers().length, nodes, listeners: jsEventListeners, heap };
}

/**
 * The second of two equal counts, a second apart. After a run the plots remove its lines and ticks one after another.
 */
async function countSettled(page: Page, session: CDPSession): Promise<Counts> {
  let counts: Counts | undefined;
  await expect(async () => {
    const last = counts;
    counts = await countAll(page, session);
    expect(counts.nodes).toBe(last?.nodes);
  }).toPass({ intervals: [1000] });
  return counts!;
}

/** Throws where something has grown, which stays so: the plots may still hold lines of the last run. */
async function mustNotGrow(before: Counts, count: () => Promise<Counts>): Promise<void> {
  const { workers, nodes, listeners, heap } = before;
  await expect(async () => {
    const after = await count();
    console.log(`${JSON.stringify(before)}\n${JSON.stringify(after)}`);
    expect(after.workers, 'workers').toBeLessThanOrEqual(workers);
    expect(after.nodes, 'DOM nodes').toBeLessThanOrEqual(nodes);
    expect(after.listeners, 'event listeners').toBeLessThanOrEqual(listeners);
    expect(after.heap, 'bytes').toBeLessThanOrEqual(heap + HEAP_GROWTH_BYTES);
  }).toPass({ intervals: [1000], timeout: 30_000 });
}

const epochsSeen = async (page: Page) =>
  (await seenEvents(page)).filter(({ type }) => type === 'epoch').length;

async function cycle(page: Page): Promise<void> {
  const app = playground(page);
  await app.train.click();
  await app.moving();
  await app.stop.click();
  await app.testAccuracy();
  await app.reset.click();
  await app.train.and(page.locator(':enabled')).waitFor();
}

/** In the worker: counts the bytes of the buffers that are not destroyed. */
function countBuffers(): void {
  const scope = globalThis as unknown as { live: number };
  scope.live = 0;
  const sizes = new WeakMap<GPUBuffer, number>();
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    sizes.set(buffer, descriptor.size);
    scope.live += descriptor.size;
    return buffer;
  };
  const { destroy } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function () {
    scope.live -= sizes.get(this) ?? 0;
    sizes.delete(this);
    destroy.call(this);
  };
}

async function openSoak({ site }: Pick<CampaignContext, 'site'>) {
  const browser = await launch();
  const page = await freshPage(browser, site, CPU_RUN);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  // The first cycles fill the caches.
  for (let i = 0; i < 2; i++) await cycle(page);
  const before = await countSettled(page, session);
  return {
    page,
    close: () => browser.close(),
    mustNotHaveGrown: async () => mustNotGrow(before, () => countAll(page, session)),
  };
}

/** Trains, stops and resets for so many seconds. Throws where something has grown. Resolves to the number of cycles. */
export async function soakFor(context: Pick<CampaignContext, 'site'>, seconds: number): Promise<number> {
  const { page, close, mustNotHaveGrown } = await openSoak(context);
  try {
    const end = Date.now() + seconds * 1000;
    let cycles = 0;
    for (; Date.now() < end; cycles++) await cycle(page);
    await mustNotHaveGrown();
    return cycles;
  } finally {
    await close();
  }
}

export async function soak({ site, tally }: CampaignContext): Promise<void> {
  const { page, close, mustNotHaveGrown } = await openSoak({ site });
  const app = playground(page);
  await tally.count(`${EPOCHS} epochs`, async () => {
    await app.train.click();
    await app.testAccuracy(RUN_MILLISECONDS);
    await app.reset.click();
    await app.train.and(page.locator(':enabled')).waitFor();
    await mustNotHaveGrown();
    return {};
  });
  await tally.count(`${CYCLES} times train, stop, reset`, async () => {
    for (let i = 0; i < CYCLES; i++) await cycle(page);
    await mustNotHaveGrown();
    return {};
  });
  await close();
  await soakGpu(await launch(true), site, tally);
}

async function soakGpu(
  browser: Awaited<ReturnType<typeof launch>>,
  site: CampaignContext['site'],
  tally: CampaignContext['tally'],
) {
  const page = await freshPage(browser, site, 'about:blank');
  page.on('worker', (worker) => void worker.evaluate(countBuffers).catch(() => undefined));
  await page.goto(GPU_RUN);
  const live = () => page.workers()[0]!.evaluate(() => (globalThis as unknown as { live: number }).live);
  const app = playground(page);
  await tally.count('6 epochs on the GPU, live bytes', async () => {
    await app.train.click();
    const bytes: number[] = [];
    for (let epoch = 1; epoch <= 6; epoch++) {
      await until(`epoch ${epoch}`, async () => ((await epochsSeen(page)) >= epoch ? true : null));
      bytes.push(await live());
    }
    await app.testAccuracy(RUN_MILLISECONDS);
    await app.reset.click();
    await app.train.and(page.locator(':enabled')).waitFor();
    const left = await live();
    console.log(`live GPU bytes: ${bytes.join(', ')}; after reset ${left}`);
    if (bytes.slice(1).some((count) => count !== bytes[1])) throw new Error('GPU memory grows');
    if (left !== 0) throw new Error(`${left} bytes of GPU memory left after reset`);
    return {};
  });
  await browser.close();
}
