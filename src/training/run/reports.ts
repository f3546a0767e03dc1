// Collects steps into reports: about four per second go to the page, one while a person draws, each with running means, speed and time left.

import type { WorkerEvent } from '../../contract/messages.ts';
import type { RunPlan } from '../../contract/metrics.ts';
import type { ChunkResult } from '../../engine/engine.ts';
import { ChunkSizer } from './chunk-sizer.ts';
import type { RunControl } from './control.ts';
import type { EpochSums, StepHistory } from './run-record.ts';

/** Before one was timed: scoring an image is a forward pass, a third of a training step's work. */
const FORWARD_SHARE = 1 / 3;

type ReportControl = Pick<RunControl, 'now' | 'stepsPerSecond' | 'reportMilliseconds'>;

export class StepReporter {
  /** `activeSeconds` at which the epoch began. */
  epochStart = 0;
  readonly #plan: RunPlan;
  readonly #emit: (event: WorkerEvent) => void;
  readonly #control: ReportControl;
  readonly #sizer = new ChunkSizer(1);
  readonly #history: StepHistory;
  /** Steps of the history that the page has. */
  #reportedSteps: number;
  /** Steps per second of the last report. */
  #reportedSpeed: number | null = null;
  /** The first chunk is reported at once. */
  #reportedAt = -Infinity;
  #learningRate = 0;
  #lossSum = 0;
  #correct = 0;
  #images = 0;
  #validationSeconds: number | null = null;

  /** Appends to `history`; the page has its steps so far. */
  constructor(
    plan: RunPlan,
    emit: (event: WorkerEvent) => void,
    history: StepHistory,
    control: ReportControl,
  ) {
    this.#plan = plan;
    this.#emit = emit;
    this.#history = history;
    this.#control = control;
    this.#reportedSteps = history.losses.length;
  }

  /** Steps of a next chunk that should take this many milliseconds. */
  chunkSteps(milliseconds: number): number {
    return this.#sizer.fitting(milliseconds);
  }

  /** Mean over the images of the epoch so far. */
  get epochLoss(): number {
    return this.#lossSum / this.#images;
  }

  get epochAccuracy(): number {
    return this.#correct / this.#images;
  }

  get sums(): EpochSums {
    return { lossSum: this.#lossSum, correct: this.#correct, images: this.#images };
  }

  beginEpoch(activeSeconds: number, sums: EpochSums): void {
    this.epochStart = activeSeconds;
    this.#lossSum = sums.lossSum;
    this.#correct = sums.correct;
    this.#images = sums.images;
  }

  noteValidation(seconds: number): void {
    this.#validationSeconds = seconds;
  }

  /** The next verified chunk, of `images` images. */
  add(result: ChunkResult, images: number, learningRate: number, milliseconds: number): void {
    const { batch } = this.#plan.config;
    const accuracies = new Float32Array(result.losses.length);
    result.losses.forEach((loss, i) => {
      const size = Math.min(batch, images - i * batch);
      accuracies[i] = result.correct[i]! / size;
      this.#lossSum += loss * size;
      this.#correct += result.correct[i]!;
    });
    this.#history.losses.append(result.losses);
    this.#history.accuracies.append(accuracies);
    this.#images += images;
    this.#learningRate = learningRate;
    this.#sizer.record(result.losses.length, milliseconds);
  }

  /** Reports the steps that the page lacks, unless the last report is recent. */
  flushWhenDue(): void {
    if (this.#control.now() - this.#reportedAt >= this.#control.reportMilliseconds) this.flush();
  }

  /** Reports the steps that the page lacks, and another speed, which changes the time left; if there is either. */
  flush(): void {
    const { losses, accuracies } = this.#history;
    const { stepsPerSecond } = this.#control;
    const firstStep = this.#reportedSteps;
    if (losses.length === firstStep && stepsPerSecond === this.#reportedSpeed) return;
    const millisecondsPerStep = this.#sizer.millisecondsPerItem;
    if (millisecondsPerStep === null) return;
    const { batch } = this.#plan.config;
    // From one step to the next, with the wait of a limited speed.
    const interval = Math.max(millisecondsPerStep, 1000 / (stepsPerSecond ?? Infinity));
    this.#emit({
      type: 'steps',
      report: {
        firstStep,
        losses: losses.view().slice(firstStep),
        accuracies: accuracies.view().slice(firstStep),
        epochLoss: this.epochLoss,
        epochAccuracy: this.epochAccuracy,
        millisecondsPerStep,
        imagesPerSecond: (batch / interval) * 1000,
        secondsLeft: this.#secondsLeft(losses.length, millisecondsPerStep, interval),
        learningRate: this.#learningRate,
      },
    });
    this.#reportedSteps = losses.length;
    this.#reportedSpeed = stepsPerSecond;
    this.#reportedAt = this.#control.now();
  }

  #secondsLeft(step: number, millisecondsPerStep: number, interval: number): number {
    const { totalSteps, stepsPerEpoch, validationCount, config } = this.#plan;
    const validationsLeft = config.epochs - Math.floor((step - 1) / stepsPerEpoch);
    const estimated = (validationCount / config.batch) * (millisecondsPerStep / 1000) * FORWARD_SHARE;
    return ((totalSteps - step) * interval) / 1000 + validationsLeft * (this.#validationSeconds ?? estimated);
  }
}
