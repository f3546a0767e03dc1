// Measures how fast the steps of a program go, and says how many of them a submit takes.

/**
 * Target duration of a submit: long compared with its cost, short compared with a frame of the page, which shares the
 * GPU.
 */
const SUBMIT_MILLISECONDS = 12;
/** Factor by which the steps of a submit may grow. */
const GROWTH = 4;
/** When the newest submit of a queue was done. A queue computes one submit after another. */
const lastDoneOf = new WeakMap<GPUQueue, number>();

export class SubmitSizer {
  readonly #queue: GPUQueue;
  readonly #maxSteps: number;
  #steps = 1;
  #lastDone = 0;

  constructor(queue: GPUQueue, maxSteps: number) {
    this.#queue = queue;
    this.#maxSteps = maxSteps;
  }

  /** Most steps of the next submit. */
  get steps(): number {
    return this.#steps;
  }

  /**
   * A submit of `steps`, enqueued at `began`, is done now. Returns the milliseconds since then or since the program's last
   * submit was done. They include other programs' submits on the queue; the number of steps follows from its own share.
   */
  record(steps: number, began: number): number {
    const now = performance.now();
    const own = Math.max(now - Math.max(began, lastDoneOf.get(this.#queue) ?? 0), 1e-3);
    const milliseconds = Math.max(now - Math.max(began, this.#lastDone), 1e-3);
    this.#lastDone = now;
    lastDoneOf.set(this.#queue, now);
    const fitting = Math.floor((steps * SUBMIT_MILLISECONDS) / own);
    this.#steps = Math.max(1, Math.min(fitting, this.#steps * GROWTH, this.#maxSteps));
    return milliseconds;
  }
}
