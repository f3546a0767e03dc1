// Openings of the built page in a real profile: when its worker, its device, its data and its first step were there, each
// epoch, the test and the result. Recorded inside the page, from the messages of its worker.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import type { WorkerEvent } from '../src/contract/messages.ts';

/** Milliseconds since the navigation began. What has not happened is missing. */
export interface Phases {
  /** Train can be pressed. */
  ready?: number;
  pressed?: number;
  /** The worker is created. */
  worker?: number;
  /** The engine is chosen. */
  device?: number;
  /** All images of the run are loaded. */
  data?: number;
  /** The page has the first step's loss. */
  step?: number;
  epochs: number[];
  /** The test begins. */
  test?: number;
  /** The page shows the test accuracy. */
  result?: number;
}

/** Runs in the page before its own code. Train is pressed once it can be, but not before `pressAt`. */
function record(pressAt: number): void {
  const phases: Phases = { epochs: [] };
  Object.assign(window, { phases });
  // A proxy, for the page's own class of workers extends it.
  window.Worker = new Proxy(window.Worker, {
    construct(target, parameters, newTarget) {
      const worker = Reflect.construct(target, parameters, newTarget) as Worker;
      const [, options] = parameters as ConstructorParameters<typeof Worker>;
      if (options?.name !== 'lenet') return worker;
      phases.worker ??= performance.now();
      worker.addEventListener('message', ({ data }: MessageEvent<WorkerEvent>) => {
        const now = performance.now();
        if (data.type === 'device') phases.device ??= now;
        else if (data.type === 'data' && data.status.state === 'ready') phases.data ??= now;
        else if (data.type === 'steps') phases.step ??= now;
        else if (data.type === 'epoch') phases.epochs.push(now);
        else if (data.type === 'phase' && data.phase === 'testing') phases.test ??= now;
      });
      return worker;
    },
  });
  // No named function: the transpiler's helper for names does not exist in the page.
  new MutationObserver((_, observer) => {
    const now = performance.now();
    if (phases.ready === undefined) {
      const train = [...document.querySelectorAll('button')].find(
        ({ textContent, ariaDisabled }) => textContent === 'Train' && ariaDisabled !== 'true',
      );
      if (!train) return;
      phases.ready = now;
      setTimeout(() => {
        phases.pressed = performance.now();
        train.click();
      }, pressAt - now);
    } else if (phases.test !== undefined) {
      const status = document.querySelector('[aria-labelledby=run-title] [role=status]');
      if (!/test accuracy \d+\.\d\d%/.test(status?.textContent ?? '')) return;
      phases.result = now;
      observer.disconnect();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** A browser with an empty profile on disk. */
export async function openProfile(
  executablePath: string,
  args: string[],
): Promise<{ context: BrowserContext; version: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'lenet-profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args,
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
  });
  const close = async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { context, version: context.browser()?.version() ?? '', close };
}

/** Opens `address` in a new tab and waits for `until`. */
export async function openPage(
  context: BrowserContext,
  address: string,
  { pressAt, until }: { pressAt: number; until: 'step' | 'result' },
): Promise<{ page: Page; phases: Phases }> {
  const page = await context.newPage();
  page.setDefaultTimeout(480_000);
  await page.addInitScript(record, pressAt);
  await page.goto(address);
  await page.waitForFunction(
    (name) => (window as unknown as { phases: Phases }).phases[name] !== undefined,
    until,
    // Frequent polls would be work on the page's thread.
    { polling: until === 'step' ? 100 : 500 },
  );
  const phases = await page.evaluate(() => (window as unknown as { phases: Phases }).phases);
  return { page, phases };
}
