// What a person can do to a run: pause, resume, step, slow down, stop and cancel it. The run's loop checks for it between
// two chunks of work.

import { sleep as browserSleep, type Sleep } from './sleep.ts';

/** Time between two turns of the loop, so that Pause acts at once. */
const CHUNK_MILLISECONDS = 80;
/** The same while a person waits for a prediction, which is answered between two chunks. */
const SHORT_CHUNK_MILLISECONDS = 5;
/** Chunks stay short for this long after a request, because a person who draws causes many. */
const SHORT_CHUNKS_FOR_MILLISECONDS = 1000;
/** From one report of progress to the next. */
export const REPORT_MILLISECONDS = 250;
/** The same while a person draws: each report costs the page a frame, and the drawing needs its time. */
const RARE_REPORT_MILLISECONDS = 1000;

/** The run was cancelled: no result of it is wanted. */
export class RunCancelled extends Error {
  override readonly name = 'RunCancelled';
}

/** A speed in steps per second; null for full speed. */
export const isSpeed = (value: number | null) => value === null || value > 0;

export class RunControl {
  /** Milliseconds. */
  readonly now: () => number;
  readonly #onHold: (held: boolean) => void;
  readonly #sleep: Sleep;
  readonly #cancel = new AbortController();
  #paused = false;
  #stopped = false;
  /** The next step is made alone, and the run pauses after it. */
  #stepping = false;
  #stepsPerSecond: number | null = null;
  #lastStepAt = -Infinity;
  #resumeLoop: (() => void) | null = null;
  /** Ends a wait for the next step or for images. */
  #wake: AbortController | null = null;
  #activeSince: number | null;
  #activeMilliseconds = 0;
  #shortUntil = -Infinity;

  /** `onHold` is called when the run's loop starts to wait in a pause, and when it continues. */
  constructor(now: () => number, onHold: (held: boolean) => void, sleep: Sleep = browserSleep) {
    this.now = now;
    this.#onHold = onHold;
    this.#sleep = sleep;
    this.#activeSince = now();
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** The run's loop waits at its next turn, or already does. */
  get paused(): boolean {
    return this.#paused;
  }

  /** The next chunk has exactly one step. */
  get oneStep(): boolean {
    return this.#stepping || this.#stepsPerSecond !== null;
  }

  /** Step was pressed: the run pauses after its next step. */
  get stepping(): boolean {
    return this.#stepping;
  }

  /** Null for full speed. */
  get stepsPerSecond(): number | null {
    return this.#stepsPerSecond;
  }

  /** Aborts when the run is cancelled. */
  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  /** Seconds since the start without pauses and without the waits of a limited speed. */
  get activeSeconds(): number {
    const running = this.#activeSince === null ? 0 : this.now() - this.#activeSince;
    return (this.#activeMilliseconds + running) / 1000;
  }

  /** How long the next chunk of work should take. */
  get chunkMilliseconds(): number {
    return this.now() < this.#shortUntil ? SHORT_CHUNK_MILLISECONDS : CHUNK_MILLISECONDS;
  }

  /** From one report of progress to the next. */
  get reportMilliseconds(): number {
    return this.now() < this.#shortUntil ? RARE_REPORT_MILLISECONDS : REPORT_MILLISECONDS;
  }

  /** Makes chunks short and reports rare for a second, so that a person who draws is answered soon. */
  answerSoon(): void {
    this.#shortUntil = this.now() + SHORT_CHUNKS_FOR_MILLISECONDS;
  }

  pause(): void {
    this.#stepping = false;
    if (this.#paused) return;
    this.#paused = true;
    this.#stopClock();
    this.wake();
  }

  resume(): void {
    this.#stepping = false;
    this.#continue();
  }

  /** One more step, then a pause. */
  step(): void {
    this.#stepping = true;
    this.#continue();
  }

  /** For the steps to come; null for full speed. */
  setSpeed(stepsPerSecond: number | null): void {
    this.#stepsPerSecond = stepsPerSecond;
    this.wake();
  }

  stop(): void {
    this.#stopped = true;
    this.resume();
  }

  cancel(): void {
    this.#cancel.abort(new RunCancelled());
    this.resume();
  }

  /** Waits for the next step at a limited speed, or until `wake` or what the person does; false if it is due. */
  async waitForStep(): Promise<boolean> {
    const wait = this.#millisecondsToStep();
    if (wait <= 0) return false;
    this.#stopClock();
    this.#wake = new AbortController();
    await this.#sleep(wait, this.#wake.signal);
    this.#wake = null;
    if (!this.#paused) this.#startClock();
    return true;
  }

  /** Waits for `event`, or until `wake` or what the person does. Rejects as `event` does. */
  async waitFor(event: Promise<void>): Promise<void> {
    this.#stopClock();
    const wake = new AbortController();
    this.#wake = wake;
    const woken = new Promise<void>((resolve) => wake.signal.addEventListener('abort', () => resolve()));
    try {
      await Promise.race([event, woken]);
    } finally {
      this.#wake = null;
      if (!this.#paused) this.#startClock();
    }
  }

  /** Ends a wait: the loop takes a turn. */
  wake(): void {
    this.#wake?.abort();
  }

  /** The next step is about to be made: the one after it is due after the speed's interval. */
  noteStep(): void {
    this.#lastStepAt = this.now();
  }

  /** After the work that belongs to a step of `stepping`. */
  endStep(): void {
    if (this.#stepping) this.pause();
  }

  /** Between two chunks of work: waits while paused, throws `RunCancelled` after a cancel. */
  async turn(): Promise<void> {
    this.#cancel.signal.throwIfAborted();
    if (!this.#paused) return;
    this.#onHold(true);
    // It may be paused again before the loop continues.
    while (this.#paused) await new Promise<void>((resolve) => (this.#resumeLoop = resolve));
    this.#resumeLoop = null;
    this.#cancel.signal.throwIfAborted();
    this.#onHold(false);
  }

  /** 0 at full speed, and where the person wants something else than the next step in its time. */
  #millisecondsToStep(): number {
    const interrupted = this.#stepping || this.#paused || this.#stopped || this.signal.aborted;
    if (this.#stepsPerSecond === null || interrupted) return 0;
    return this.#lastStepAt + 1000 / this.#stepsPerSecond - this.now();
  }

  #continue(): void {
    this.wake();
    if (!this.#paused) return;
    this.#paused = false;
    // The first step after a pause does not wait.
    this.#lastStepAt = -Infinity;
    this.#startClock();
    this.#resumeLoop?.();
  }

  #stopClock(): void {
    if (this.#activeSince === null) return;
    this.#activeMilliseconds += this.now() - this.#activeSince;
    this.#activeSince = null;
  }

  #startClock(): void {
    this.#activeSince ??= this.now();
  }
}
