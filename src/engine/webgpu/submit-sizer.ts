// Measures how fast the steps of a program go, and says how many of them a submit takes.

/**
 * Target duration of a submit: long compared with its cost, short compared with a frame of the page, which shares the
 * GPU.
 */
const SUBMIT_MILLISECONDS = 12;
/** Factor by which the steps of a submit may grow. */
const GROWTH = 4;

export class SubmitSizer {
  readonly #maxSteps: number;
  #steps = 1;
  #lastDone = 0;

  constructor(maxSteps: number) {
    this.#maxSteps = maxSteps;
  }

  /** Most steps of the next submit. */
  get steps(): number {
    return this.#steps;
  }

  /** A submit of `steps`, enqueued at `began`, is done now. Returns its duration. */
  record(steps: number, began: number): number {
    const now = performance.now();
    const milliseconds = Math.max(now - Math.max(began, this.#lastDone), 1e-3);
    this.#lastDone = now;
    const fitting = Math.floor((steps * SUBMIT_MILLISECONDS) / milliseconds);
    this.#steps = Math.max(1, Math.min(fitting, this.#steps * GROWTH, this.#maxSteps));
    return milliseconds;
  }
}
