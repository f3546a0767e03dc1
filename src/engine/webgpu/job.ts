// The steps of one member that a program is asked for, and how far they are.

export interface Request {
  /** Its part of the buffers. */
  member: number;
  /** Holds the pixels of `imageCount` images and, for a training program, then their labels. */
  dataset: GPUBuffer;
  imageCount: number;
  /** Sample words of all steps of `batch`. */
  words: Uint32Array;
  batch: number;
  /** Four for each step of a training program. */
  rates?: Float32Array;
  /** The numbers of the header that are floats, for a training program. */
  floats?: readonly [smoothing: number, smoothingOfClass: number, decay: number];
}

export interface RunResult {
  /** Of all steps. */
  results: Uint32Array;
  /** How long the GPU computed. */
  milliseconds: number;
}

export class Job {
  readonly request: Request;
  readonly steps: number;
  readonly results: Uint32Array;
  /** Resolves after the last readback, or rejects after the last one that is in flight when it fails. */
  readonly result: Promise<RunResult>;
  /** Steps whose commands are enqueued. */
  submitted = 0;
  #resolve: (result: RunResult) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  readonly #wordsPerStep: number;
  #inFlight = 0;
  #failure: { error: unknown } | null = null;
  #milliseconds = 0;

  constructor(request: Request, wordsPerStep: number, wordsPerSample: number) {
    const { words, batch } = request;
    this.request = request;
    this.steps = Math.ceil(words.length / batch);
    this.results = new Uint32Array(this.steps * wordsPerStep + words.length * wordsPerSample);
    this.#wordsPerStep = wordsPerStep + batch * wordsPerSample;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (this.steps === 0) this.#settle();
  }

  get failed(): boolean {
    return this.#failure !== null;
  }

  /** Notes a submit of the next `steps`; returns where their results begin. */
  take(steps: number): number {
    const place = this.submitted * this.#wordsPerStep;
    this.submitted += steps;
    this.#inFlight++;
    return place;
  }

  /** A submit has ended. */
  done(milliseconds: number): void {
    this.#inFlight--;
    this.#milliseconds += milliseconds;
    if (this.#failure || this.submitted === this.steps) this.#settle();
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#settle();
  }

  #settle(): void {
    if (this.#inFlight > 0) return;
    if (this.#failure) this.#reject(this.#failure.error);
    else this.#resolve({ results: this.results, milliseconds: this.#milliseconds });
  }
}
