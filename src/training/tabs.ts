// One tab trains, the others watch: what this worker tells the others of its run, and what it hears of theirs.

import type { Event, RunElsewhere } from '../contract/messages.ts';
import type { TabListener, TabLock } from '../storage/tab-lock.ts';
import type { RunRecord } from './run/run-record.ts';

const NEWS_MILLISECONDS = 500;
/** A tab that is killed says nothing: whether it is still there is asked so often. */
const LOOK_MILLISECONDS = 1500;

const NOTHING_YET: RunElsewhere = { epoch: 1, epochs: 1, step: 0, totalSteps: 0, accuracy: null };

export type MakeTabLock = (listener: TabListener<RunElsewhere>) => TabLock<RunElsewhere>;

export interface TabHooks {
  emit(event: Event): void;
  /** The run under way here. */
  record(): RunRecord | null;
  /** The run is to be kept and handed to another tab. */
  handOver(): void;
  /** Another tab has taken the run: what goes on here counts no more. */
  stolen(): void;
  /** No other tab trains any more: what it kept can be taken up here. */
  free(): void;
}

export class Tabs {
  readonly lock: TabLock<RunElsewhere>;
  readonly #hooks: TabHooks;
  #told = 0;
  #watching = false;
  #last: RunElsewhere | null = null;

  constructor(make: MakeTabLock, hooks: TabHooks) {
    this.#hooks = hooks;
    this.lock = make({
      onAsked: hooks.handOver,
      onStolen: hooks.stolen,
      onNews: (run) => void this.#hear(run),
      onWho: () => this.tell(true),
    });
  }

  /** Whether another tab trains; from then on the page is told how it does. */
  async look(): Promise<boolean> {
    if (!(await this.lock.isElsewhere())) return false;
    // It says nothing before its first step.
    this.#hooks.emit({ type: 'elsewhere', run: this.#last ?? NOTHING_YET });
    void this.#watch();
    this.lock.ask();
    return true;
  }

  /** Tells the other tabs how the run here stands, now and then. */
  tell(now = false): void {
    const record = this.#hooks.record();
    const time = performance.now();
    if (!record || (!now && time - this.#told < NEWS_MILLISECONDS)) return;
    this.#told = time;
    const { plan, step, epochs } = record;
    const { totalSteps, stepsPerEpoch, config } = plan;
    const epoch = Math.min(config.epochs, Math.floor(step / stepsPerEpoch) + 1);
    const accuracy = epochs.at(-1)?.validationAccuracy ?? null;
    this.lock.tell({ epoch, epochs: config.epochs, step, totalSteps, accuracy });
  }

  async #hear(run: RunElsewhere): Promise<void> {
    if (!(await this.lock.isElsewhere())) return;
    this.#last = run;
    this.#hooks.emit({ type: 'elsewhere', run });
    void this.#watch();
  }

  async #watch(): Promise<void> {
    if (this.#watching) return;
    this.#watching = true;
    while (await this.lock.isElsewhere()) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    }
    this.#watching = false;
    this.#last = null;
    this.#hooks.emit({ type: 'elsewhere', run: null });
    this.#hooks.free();
  }
}
