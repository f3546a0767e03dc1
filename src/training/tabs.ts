// Only one tab trains at a time. Publishes the progress of this tab's run to the others, and passes on that of theirs.

import type { OtherTabRun, WorkerEvent } from '../contract/messages.ts';
import type { SweepState } from '../contract/sweep-state.ts';
import type { TabListener, TabLock } from '../storage/tab-lock.ts';
import type { RunRecord } from './run/run-record.ts';

const PUBLISH_MILLISECONDS = 500;
/** A tab that is killed sends no message, so its lock is looked at regularly. */
const POLL_MILLISECONDS = 1500;

const BEFORE_FIRST_STEP: OtherTabRun = { epoch: 1, epochs: 1, step: 0, totalSteps: 0, accuracy: null };

export type CreateTabLock = (listener: TabListener<OtherTabRun>) => TabLock<OtherTabRun>;

export interface TabHooks {
  emit(event: WorkerEvent): void;
  /** This tab's run while it trains. */
  record(): RunRecord | null;
  /** This tab's sweep while it trains. */
  sweep(): SweepState | null;
  /** The run is to be saved and handed to another tab. */
  onHandOver(): void;
  /** Another tab has taken the run over. */
  onLockStolen(): void;
  /** No other tab trains any more: its saved run can be resumed in this one. */
  onLockFree(): void;
  /** The browser could not say whether another tab trains. */
  onError(error: unknown): void;
  /** Milliseconds. */
  now(): number;
}

export class Tabs {
  readonly lock: TabLock<OtherTabRun>;
  readonly #hooks: TabHooks;
  #publishedAt = -Infinity;
  #watching = false;
  #newest: OtherTabRun | null = null;

  constructor(createLock: CreateTabLock, hooks: TabHooks) {
    this.#hooks = hooks;
    this.lock = createLock({
      onHandOverRequest: hooks.onHandOver,
      onLockStolen: hooks.onLockStolen,
      onNews: (run) => void this.#receive(run).catch(hooks.onError),
      onNewsRequest: () => this.publish(true),
    });
  }

  /** Whether another tab trains; if so, the page is shown its run until it ends. Never rejects: see `onError`. */
  async watchOtherTab(): Promise<boolean> {
    try {
      if (!(await this.lock.isHeldByOtherTab())) return false;
    } catch (error) {
      this.#hooks.onError(error);
      return false;
    }
    // The other tab sends nothing before its first step.
    this.#hooks.emit({ type: 'other-tab', run: this.#newest ?? BEFORE_FIRST_STEP });
    this.#startWatch();
    this.lock.requestNews();
    return true;
  }

  /** Whether what another tab trains is a sweep. */
  get otherTabSweeps(): boolean {
    return this.#newest?.sweep !== undefined;
  }

  reportError(error: unknown): void {
    this.#hooks.onError(error);
  }

  /** Publishes the progress of this tab's run or sweep, at most twice a second unless `now`. */
  publish(now = false): void {
    const time = this.#hooks.now();
    if (!now && time - this.#publishedAt < PUBLISH_MILLISECONDS) return;
    const record = this.#hooks.record();
    const news = record ? newsOfRun(record) : newsOfSweep(this.#hooks.sweep());
    if (!news) return;
    this.#publishedAt = time;
    this.lock.publish(news);
  }

  async #receive(run: OtherTabRun): Promise<void> {
    if (!(await this.lock.isHeldByOtherTab())) return;
    this.#newest = run;
    this.#hooks.emit({ type: 'other-tab', run });
    this.#startWatch();
  }

  #startWatch(): void {
    if (this.#watching) return;
    this.#watching = true;
    void this.#watch().catch((error: unknown) => {
      this.#endWatch();
      this.#hooks.onError(error);
    });
  }

  #endWatch(): void {
    this.#watching = false;
    this.#newest = null;
    this.#hooks.emit({ type: 'other-tab', run: null });
  }

  async #watch(): Promise<void> {
    while (await this.lock.isHeldByOtherTab()) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    }
    this.#endWatch();
    this.#hooks.onLockFree();
  }
}

function newsOfRun({ plan, step, epochs }: RunRecord): OtherTabRun {
  const { totalSteps, stepsPerEpoch, config } = plan;
  const epoch = Math.min(config.epochs, Math.floor(step / stepsPerEpoch) + 1);
  const accuracy = epochs.at(-1)?.validationAccuracy ?? null;
  return { epoch, epochs: config.epochs, step, totalSteps, accuracy };
}

function newsOfSweep(sweep: SweepState | null): OtherTabRun | null {
  if (!sweep) return null;
  const { members } = sweep;
  const ended = members.filter(({ status: { state } }) => state !== 'waiting' && state !== 'training');
  return { ...BEFORE_FIRST_STEP, sweep: { ended: ended.length, count: members.length } };
}
