// A run survives a destroyed GPU device and a crashed GPU process. Each test has its own browser.

import { chromium, type Page } from 'playwright/test';
import { BROWSER_FLAGS, findBrowser, SOFTWARE_GPU_FLAGS } from '../tools/browser.ts';
import { expect, test } from './fixtures.ts';
import { destroyDevice, rememberDevices } from './gpu-devices.ts';
import { playground } from './playground.ts';
import { weightsHash } from './weights-hash.ts';

const RUN = '/?engine=webgpu&samples=1000&batch=8&epochs=3&c1=2&c3=4&f5=16&f6=12';
const RECOVERED = 'The run resumed automatically';

/** A run in a browser of its own, with `interrupt` called once it has reached each of `fractions`, and `then` at last. */
async function interruptedRun(
  baseURL: string,
  fractions: readonly number[],
  interrupt: (page: Page) => Promise<unknown>,
  then: (page: Page) => Promise<string>,
): Promise<string> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...BROWSER_FLAGS, ...SOFTWARE_GPU_FLAGS],
  });
  try {
    const page = await browser.newPage({ baseURL });
    page.on('worker', (worker) => void worker.evaluate(rememberDevices).catch(() => undefined));
    await page.goto(RUN);
    const app = playground(page);
    await expect(app.device).toContainText('Fused WebGPU kernels on', { timeout: 60_000 });
    await app.train.click();
    for (const fraction of fractions) {
      await expect
        .poll(() => app.progress(), { timeout: 60_000, intervals: [50] })
        .toBeGreaterThanOrEqual(fraction);
      const before = await noticeOf(page);
      await interrupt(page);
      // A device that is destroyed before it was noticed that the last one is lost would be the same device.
      await expect.poll(() => noticeOf(page), { timeout: 30_000, intervals: [50] }).not.toBe(before);
    }
    return await then(page);
  } finally {
    await browser.close();
  }
}

/** The text of the notice about the last loss, or the first alert, or nothing. */
const noticeOf = async (page: Page) => {
  const notices = page.getByRole('status').filter({ hasText: RECOVERED }).or(page.getByRole('alert'));
  return (await notices.allTextContents()).join(' ');
};

const finish = (page: Page) => weightsHash(page, 120_000);
const crash = async (page: Page) => {
  const session = await page.context().browser()!.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess').catch(() => undefined);
};
const destroy = (page: Page) => page.workers()[0]!.evaluate(destroyDevice);

test('a destroyed device and a crashed GPU process do not change the weights', async ({ baseURL }) => {
  test.setTimeout(300_000);
  const whole = await interruptedRun(baseURL!, [], async () => {}, finish);
  const recovered = async (page: Page) => {
    const notice = page.getByRole('status').filter({ hasText: RECOVERED });
    await expect(notice).toContainText('The GPU was lost at step', { timeout: 30_000 });
    return finish(page);
  };
  await test.step('destroyed', async () => {
    expect(await interruptedRun(baseURL!, [0.2], destroy, recovered)).toBe(whole);
  });
  await test.step('crashed', async () => {
    expect(await interruptedRun(baseURL!, [0.4], crash, recovered)).toBe(whole);
  });
});

/** The page offers another engine, which resumes the saved run. */
async function resumeOnOtherEngine(page: Page): Promise<string> {
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/saved up to step \d+ and can be resumed/, { timeout: 60_000 });
  await alert.getByRole('button', { name: 'Resume with WebAssembly' }).click();
  const weights = await finish(page);
  await expect(playground(page).result).toContainText('WebAssembly');
  await expect(playground(page).log.getByRole('row')).toHaveCount(4);
  return weights;
}

test('a GPU that is lost repeatedly is given up: another engine resumes the run', async ({ baseURL }) => {
  test.setTimeout(300_000);
  for (const [name, interrupt] of [
    ['destroyed', destroy],
    ['crashed', crash],
  ] as const) {
    await test.step(name, async () => {
      // A crash can leave the browser without a GPU, so that it is given up sooner.
      const fractions = name === 'destroyed' ? [0.35, 0.5, 0.7] : [0.35, 0.7];
      expect(await interruptedRun(baseURL!, fractions, interrupt, resumeOnOtherEngine)).toMatch(
        /^[0-9a-f]{64}$/,
      );
    });
  }
});
