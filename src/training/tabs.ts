// One tab trains, the others watch: what this worker tells the others of its run, and what it hears of theirs.

import type { WorkerEvent, OtherTabRun } from '../contract/messages.ts';
import type { TabListener, TabLock } from '../storage/tab-lock.ts';
import type { RunRecord } from './run/run-record.ts';

const NEWS_MILLISECONDS = 500;
/** A tab that is killed says nothing: whether it is still there is asked so often. */
const LOOK_MILLISECONDS = 1500;

const NOTHING_YET: OtherTabRun = { epoch: 1, epochs: 1, step: 0, totalSteps: 0, accuracy: null };

export type CreateTabLock = (listener: TabListener<OtherTabRun>) => TabLock<OtherTabRun>;

export interface TabHooks {
  emit(event: WorkerEvent): void;
  /** The run under way here. */
  record(): RunRecord | null;
  /** The run is to be kept and handed to another tab. */
  onHandOver(): void;
  /** Another tab has taken the run: what goes on here counts no more. */
  onLockStolen(): void;
  /** No other tab trains any more: what it kept can be taken up here. */
  onLockFree(): void;
}

export class Tabs {
  readonly lock: TabLock<OtherTabRun>;
  readonly #hooks: TabHooks;
  #told = 0;
  #watching = false;
  #last: OtherTabRun | null = null;

  constructor(make: CreateTabLock, hooks: TabHooks) {
    this.#hooks = hooks;
    this.lock = make({
      onHandOverRequest: hooks.onHandOver,
      onLockStolen: hooks.onLockStolen,
      onNews: (run) => void this.#hear(run),
      onNewsRequest: () => this.publish(true),
    });
  }

  /** Whether another tab trains; from then on the page is told how it does. */
  async watchOtherTab(): Promise<boolean> {
    if (!(await this.lock.isHeldElsewhere())) return false;
    // It says nothing before its first step.
    this.#hooks.emit({ type: 'other-tab', run: this.#last ?? NOTHING_YET });
    void this.#watch();
    this.lock.requestNews();
    return true;
  }

  /** Tells the other tabs how the run here stands, now and then. */
  publish(now = false): void {
    const record = this.#hooks.record();
    const time = performance.now();
    if (!record || (!now && time - this.#told < NEWS_MILLISECONDS)) return;
    this.#told = time;
    const { plan, step, epochs } = record;
    const { totalSteps, stepsPerEpoch, config } = plan;
    const epoch = Math.min(config.epochs, Math.floor(step / stepsPerEpoch) + 1);
    const accuracy = epochs.at(-1)?.validationAccuracy ?? null;
    this.lock.publish({ epoch, epochs: config.epochs, step, totalSteps, accuracy });
  }

  async #hear(run: OtherTabRun): Promise<void> {
    if (!(await this.lock.isHeldElsewhere())) return;
    this.#last = run;
    this.#hooks.emit({ type: 'other-tab', run });
    void this.#watch();
  }

  async #watch(): Promise<void> {
    if (this.#watching) return;
    this.#watching = true;
    while (await this.lock.isHeldElsewhere()) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    }
    this.#watching = false;
    this.#last = null;
    this.#hooks.emit({ type: 'other-tab', run: null });
    this.#hooks.onLockFree();
  }
}
