// Records the worker's events with their times: the step that a run has reached, and where it resumes after a fault.

import type { BrowserContext, Page } from 'playwright';
import type { WorkerEvent } from '../../src/contract/messages.ts';

interface Seen {
  type: WorkerEvent['type'];
  /** Milliseconds since 1970. */
  at: number;
  /** The run's current step; for `started` its total steps; for a sweep the steps of all members. */
  step: number;
  /** For `saving`, `saved-run` and a sweep, whose state is its phase or `none`. */
  state: string;
}

/** Runs in the page before its script. It has no named function, whose transpiler helper does not exist in the page. */
function listen(): void {
  const seen: Seen[] = [];
  /** Of the sweep's members. */
  let steps: number[] = [];
  Object.assign(globalThis, { seen });
  globalThis.Worker = new Proxy(Worker, {
    construct(target, parameters) {
      const worker = Reflect.construct(target, parameters) as Worker;
      worker.addEventListener('message', ({ data }: MessageEvent<WorkerEvent>) => {
        const { type } = data;
        let step = 0;
        if (type === 'steps') step = data.report.firstStep + data.report.losses.length;
        else if (type === 'restored') step = data.run.losses.length;
        else if (type === 'started') step = data.plan.totalSteps;
        else if (type === 'saving') step = data.status.step;
        else if (type === 'recovered') step = data.recovery.fromStep;
        let state = '';
        if (type === 'saving') state = data.status.state;
        else if (type === 'saved-run') state = data.report.state;
        else if (type === 'sweep') {
          state = data.state?.phase ?? 'none';
          steps = data.state?.members.map((member) => member.step) ?? [];
        } else if (type === 'sweep-progress') {
          state = data.progress.phase;
          for (const member of data.changed) steps[member.index] = member.step;
        }
        if (type === 'sweep' || type === 'sweep-progress') step = steps.reduce((sum, one) => sum + one, 0);
        seen.push({ type, at: Date.now(), step, state });
      });
      return worker;
    },
  });
}

export async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(listen);
}

export function seenEvents(page: Page): Promise<Seen[]> {
  return page.evaluate(() => (globalThis as unknown as { seen: Seen[] }).seen);
}

export const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Polls `probe` until it finds something; rejects after `seconds`. */
export async function until<T>(what: string, probe: () => Promise<T | null>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`no ${what} in ${seconds} s`);
    await wait(20);
  }
}

export async function lastStep(page: Page): Promise<number> {
  return (await seenEvents(page)).findLast(({ type }) => type === 'steps')?.step ?? 0;
}

/** Waits until the run has done the fraction `share` of its steps and has been saved. */
export async function reached(page: Page, share: number): Promise<void> {
  await until(`step at ${share} of the run`, async () => {
    const seen = await seenEvents(page);
    const started = seen.find(({ type }) => type === 'started');
    const saved = seen.some(({ state }) => state === 'saved');
    const step = seen.findLast(({ type }) => type === 'steps')?.step ?? 0;
    return started && saved && step >= share * started.step ? true : null;
  });
}

/** How the run resumed after the fault at time `since`: from which step, and the time of its first step. */
export function resumption(page: Page, since: number, seconds = 60): Promise<{ from: number; at: number }> {
  return until(
    'step after the fault',
    async () => {
      const seen = await seenEvents(page);
      const begun = seen.findLastIndex(
        ({ type, at }) => at >= since && (type === 'restored' || type === 'started'),
      );
      const first = seen.slice(begun).find(({ type }) => type === 'steps');
      if (begun < 0 || !first) return null;
      return { from: seen[begun]!.type === 'restored' ? seen[begun]!.step : 0, at: first.at };
    },
    seconds,
  );
}
