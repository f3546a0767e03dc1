// The campaign `gpu`, on a software adapter: destroyed devices, crashed GPU processes, refused buffers, no adapter and no
// secure context. The run resumes on the GPU or on another engine.

import type { Browser, Page } from 'playwright';
import { expect } from 'playwright/test';
import { destroyDevice, rememberDevices } from '../gpu-devices.ts';
import { playground } from '../playground.ts';
import { costOf, crashGpu, finish, freshPage, launch, trainTo, type CampaignContext } from './context.ts';
import type { Cost } from './tally.ts';
import { lastStep, seenEvents, until, wait } from './watch.ts';

const GPU_RUN = '/?engine=webgpu&samples=1000&batch=8&epochs=6&c1=2&c3=4&f5=16&f6=12';
/** A host name of this machine that is no secure context, unlike localhost. */
const INSECURE = 'lenet.test';

function noAdapter(): void {
  GPU.prototype.requestAdapter = async () => null;
}
/** The next createBuffer throws. */
function refuseBuffer(): void {
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = () => {
    GPUDevice.prototype.createBuffer = createBuffer;
    throw new RangeError('createBuffer failed, size is too large');
  };
}
/** The device reports an error of an earlier call, as when memory runs out. */
function reportOutOfMemory(): void {
  const { devices } = globalThis as unknown as { devices: GPUDevice[] };
  const error = new GPUOutOfMemoryError('out of memory');
  devices.at(-1)!.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
}

type Strike = (page: Page) => Promise<unknown>;
const inWorker =
  (work: () => void): Strike =>
  (page) =>
    page.workers()[0]!.evaluate(work);

async function gpuPage(
  browser: Browser,
  site: CampaignContext['site'],
  prepare = rememberDevices,
): Promise<Page> {
  const page = await freshPage(browser, site, 'about:blank');
  page.on('worker', (worker) => void worker.evaluate(prepare).catch(() => undefined));
  await page.goto(GPU_RUN);
  return page;
}

/** The run goes on by itself after each of `count` strikes, until the page asks: then on another engine. */
async function struck(page: Page, context: CampaignContext, cause: Strike, count: number): Promise<Cost> {
  await trainTo(page, 0.2 + context.random.unit() * 0.3);
  const alert = page.getByRole('alert').filter({ hasText: /can be resumed/ });
  let cost: Cost = {};
  for (let number = 1, offered = false; number <= count && !offered; number++) {
    if (number > 1) await wait(context.random.below(500));
    const before = await lastStep(page);
    const since = Date.now();
    await cause(page);
    offered = await until('word after the loss', async () => {
      if (await alert.isVisible()) return true;
      const seen = await seenEvents(page);
      return seen.some(({ type, at }) => type === 'restored' && at >= since) ? false : null;
    });
    if (offered) await alert.getByRole('button', { name: 'Resume with WebAssembly' }).click();
    cost = await costOf(page, since, before);
  }
  return cost;
}

interface Kind {
  name: string;
  times: number;
  count: number;
  cause: Strike;
}
const KINDS: readonly Kind[] = [
  { name: 'GPU device destroyed, once', times: 6, count: 1, cause: inWorker(destroyDevice) },
  { name: 'GPU device destroyed, twice', times: 2, count: 2, cause: inWorker(destroyDevice) },
  { name: 'GPU device destroyed, three times', times: 2, count: 3, cause: inWorker(destroyDevice) },
  { name: 'GPU process crashed, once', times: 3, count: 1, cause: crashGpu },
  { name: 'GPU process crashed, twice', times: 2, count: 2, cause: crashGpu },
  { name: 'GPU process crashed, up to three times', times: 2, count: 3, cause: crashGpu },
  { name: 'GPU reports out of memory', times: 3, count: 1, cause: inWorker(reportOutOfMemory) },
];

/** A page without a GPU says why and trains on another engine. */
async function without(page: Page, why: RegExp): Promise<Cost> {
  const app = playground(page);
  await expect(app.device).toContainText(why, { timeout: 60_000 });
  await app.train.click();
  await finish(page);
  await expect(app.result).toContainText('WebAssembly');
  return {};
}

export async function gpu(context: CampaignContext): Promise<void> {
  const { site, tally } = context;
  const inBrowser = async (fault: string, work: (browser: Browser) => Promise<Cost>, more?: string[]) => {
    // A browser remembers crashes of its GPU process, so each fault has its own browser.
    const browser = await launch(true, more);
    await tally.count(fault, () => work(browser));
    await browser.close();
  };

  let expectedHash = '';
  await inBrowser('no fault on the GPU', async (browser) => {
    const page = await gpuPage(browser, site);
    await playground(page).train.click();
    expectedHash = await finish(page);
    return {};
  });
  for (const { name, times, count, cause } of KINDS) {
    for (let time = 0; time < times; time++) {
      await inBrowser(name, async (browser) => {
        const page = await gpuPage(browser, site);
        const cost = await struck(page, context, cause, count);
        const weights = await finish(page);
        const result = await playground(page).result.textContent();
        // Another engine gives other bits.
        const moved = result?.includes('WebAssembly') ?? false;
        if (count === 3 && !moved) throw new Error('no other engine went on');
        if (!moved && weights !== expectedHash) throw new Error('other weights');
        return cost;
      });
    }
  }
  await inBrowser('GPU buffer refused at the start', async (browser) => {
    const page = await gpuPage(browser, site);
    await expect(playground(page).device).toContainText('Fused WebGPU kernels on', { timeout: 60_000 });
    await page.workers()[0]!.evaluate(refuseBuffer);
    await playground(page).train.click();
    await finish(page);
    return {};
  });
  await inBrowser('no GPU adapter', async (browser) =>
    without(await gpuPage(browser, site, noAdapter), /no (graphics )?adapter|no GPU/i),
  );
  const insecure = new URL(site.url);
  insecure.hostname = INSECURE;
  await inBrowser(
    'no secure context',
    async (browser) => without(await freshPage(browser, site, new URL(GPU_RUN, insecure).href), /secure/i),
    [`--host-resolver-rules=MAP ${INSECURE} localhost`],
  );
}
