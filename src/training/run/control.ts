// What a person can do to a run: pause, resume, stop and cancel it. The run's loop checks for it between two chunks of work.

/** Time between two turns of the loop, so that Pause acts at once. */
const CHUNK_MILLISECONDS = 80;
/** The same while a person waits for a prediction, which is answered between two chunks. */
const SHORT_CHUNK_MILLISECONDS = 5;
/** Chunks stay short for this long after a request, because a person who draws causes many. */
const SHORT_CHUNKS_FOR_MILLISECONDS = 1000;

/** The run was cancelled: no result of it is wanted. */
export class RunCancelled extends Error {
  override readonly name = 'RunCancelled';
}

export class RunControl {
  /** Milliseconds. */
  readonly now: () => number;
  readonly #onHold: (held: boolean) => void;
  readonly #cancel = new AbortController();
  #paused = false;
  #stopped = false;
  #resumeLoop: (() => void) | null = null;
  #activeSince: number | null;
  #activeMilliseconds = 0;
  #shortUntil = -Infinity;

  /** `onHold` is called when the run's loop starts to wait, and when it goes on. */
  constructor(now: () => number, onHold: (held: boolean) => void) {
    this.now = now;
    this.#onHold = onHold;
    this.#activeSince = now();
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** The run's loop waits at its next turn, or already does. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Aborts when the run is cancelled. */
  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  /** Seconds since the start without pauses. */
  get activeSeconds(): number {
    const running = this.#activeSince === null ? 0 : this.now() - this.#activeSince;
    return (this.#activeMilliseconds + running) / 1000;
  }

  /** How long the next chunk of work should take. */
  get chunkMilliseconds(): number {
    return this.now() < this.#shortUntil ? SHORT_CHUNK_MILLISECONDS : CHUNK_MILLISECONDS;
  }

  /** Makes chunks short for a second, so that a request is answered soon. */
  answerSoon(): void {
    this.#shortUntil = this.now() + SHORT_CHUNKS_FOR_MILLISECONDS;
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#activeMilliseconds += this.now() - this.#activeSince!;
    this.#activeSince = null;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#activeSince = this.now();
    this.#resumeLoop?.();
  }

  stop(): void {
    this.#stopped = true;
    this.resume();
  }

  cancel(): void {
    this.#cancel.abort(new RunCancelled());
    this.resume();
  }

  /** Between two chunks of work: waits while paused, throws `RunCancelled` after a cancel. */
  async turn(): Promise<void> {
    this.#cancel.signal.throwIfAborted();
    if (!this.#paused) return;
    const resumed = new Promise<void>((resolve) => (this.#resumeLoop = resolve));
    this.#onHold(true);
    await resumed;
    this.#resumeLoop = null;
    this.#cancel.signal.throwIfAborted();
    this.#onHold(false);
  }
}
