// What a person may do to a run under way, as the run's loop sees it: go on, wait, end early, or be forgotten.

/** Work between two turns, so that Pause acts at once; and while somebody waits for an answer, which waits for the turn. */
const CHUNK_MILLISECONDS = 80;
const SHORT_CHUNK_MILLISECONDS = 5;
/** Who draws draws on. */
const SHORT_CHUNKS_FOR_MILLISECONDS = 1000;

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
  #shortUntil = -Infinity;
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

  /** How long the next piece of work should take. */
  get chunkMilliseconds(): number {
    return this.#now() < this.#shortUntil ? SHORT_CHUNK_MILLISECONDS : CHUNK_MILLISECONDS;
  }

  answerSoon(): void {
    this.#shortUntil = this.#now() + SHORT_CHUNKS_FOR_MILLISECONDS;
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
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject);
  });
}
