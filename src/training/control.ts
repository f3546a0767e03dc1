// What a person may do to a run under way, as the run's loop sees it: go on, wait, end early, or be forgotten.

/** The run was reset: nothing of it is wanted. */
export class RunCancelled extends Error {
  override readonly name = 'RunCancelled';
}

export class RunControl {
  #paused = false;
  #stopped = false;
  readonly #cancel = new AbortController();
  #wake: (() => void) | null = null;
  #activeSince: number | null;
  #active = 0;
  readonly #now: () => number;
  readonly #onHold: (held: boolean) => void;

  /** `onHold` hears when the run's loop really starts and ends to wait. */
  constructor(now: () => number, onHold: (held: boolean) => void) {
    this.#now = now;
    this.#onHold = onHold;
    this.#activeSince = now();
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** The run's loop will wait, or waits, at its next turn. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Aborts when the run is cancelled. */
  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  /** Seconds since the start, pauses left out. */
  get activeSeconds(): number {
    const running = this.#activeSince === null ? 0 : this.#now() - this.#activeSince;
    return (this.#active + running) / 1000;
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#active += this.#now() - this.#activeSince!;
    this.#activeSince = null;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#activeSince = this.#now();
    this.#wake?.();
  }

  stop(): void {
    this.#stopped = true;
    this.resume();
  }

  cancel(): void {
    this.#cancel.abort(new RunCancelled());
    this.resume();
  }

  /** Between two pieces of work: waits while paused, throws `RunCancelled` after a reset. */
  async turn(): Promise<void> {
    this.#cancel.signal.throwIfAborted();
    if (!this.#paused) return;
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    this.#onHold(true);
    await woken;
    this.#wake = null;
    this.#cancel.signal.throwIfAborted();
    this.#onHold(false);
  }
}

/** `promise`, or a rejection with the signal's reason as soon as it aborts; the work behind it goes on. */
export function untilCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject);
  });
}
