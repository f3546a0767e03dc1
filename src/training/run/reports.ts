// Collects steps into reports: at most some four a second cross to the page, each with running means, speed and time left.

import type { WorkerEvent } from '../../contract/messages.ts';
import type { RunPlan } from '../../contract/metrics.ts';
import type { ChunkResult } from '../../engine/engine.ts';
import { ChunkSizer } from './chunk-sizer.ts';
import type { StepHistory } from './run-record.ts';

const REPORT_MILLISECONDS = 250;
/** Until one was timed: scoring a picture is a forward pass, a third of a training step's work. */
const FORWARD_SHARE = 1 / 3;

/** Over the pictures of an epoch so far. */
export interface EpochSums {
  lossSum: number;
  correct: number;
  images: number;
}

export class StepReporter {
  /** `activeSeconds` at which the epoch began. */
  epochStart = 0;
  readonly #plan: RunPlan;
  readonly #emit: (event: WorkerEvent) => void;
  readonly #pace = new ChunkSizer(1);
  readonly #history: StepHistory;
  /** Steps of the history that the page has been told. */
  #told: number;
  #learningRate = 0;
  #reported = 0;
  #lossSum = 0;
  #correct = 0;
  #pictures = 0;
  #validationSeconds: number | null = null;

  /** Adds to `history`, whose steps so far the page knows. */
  constructor(plan: RunPlan, emit: (event: WorkerEvent) => void, history: StepHistory) {
    this.#plan = plan;
    this.#emit = emit;
    this.#history = history;
    this.#told = history.losses.length;
  }

  /** Steps of a next chunk that should take so many milliseconds. */
  chunkSteps(milliseconds: number): number {
    return this.#pace.fitting(milliseconds);
  }

  /** Mean over the pictures of the epoch so far. */
  get epochLoss(): number {
    return this.#lossSum / this.#pictures;
  }

  get epochAccuracy(): number {
    return this.#correct / this.#pictures;
  }

  get sums(): EpochSums {
    return { lossSum: this.#lossSum, correct: this.#correct, images: this.#pictures };
  }

  beginEpoch(activeSeconds: number, sums: EpochSums = { lossSum: 0, correct: 0, images: 0 }): void {
    this.epochStart = activeSeconds;
    this.#lossSum = sums.lossSum;
    this.#correct = sums.correct;
    this.#pictures = sums.images;
  }

  noteValidation(seconds: number): void {
    this.#validationSeconds = seconds;
  }

  /** The next verified chunk, which held `pictures` pictures. */
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
    this.#pictures += images;
    this.#learningRate = learningRate;
    this.#pace.record(result.losses.length, milliseconds);
    if (performance.now() - this.#reported >= REPORT_MILLISECONDS) this.flush();
  }

  /** Reports what has gathered; nothing when there is nothing. */
  flush(): void {
    const { losses, accuracies } = this.#history;
    const firstStep = this.#told;
    if (losses.length === firstStep) return;
    const millisecondsPerStep = this.#pace.millisecondsPerItem!;
    const { batch } = this.#plan.config;
    this.#emit({
      type: 'steps',
      report: {
        firstStep,
        losses: losses.view().slice(firstStep),
        accuracies: accuracies.view().slice(firstStep),
        epochLoss: this.epochLoss,
        epochAccuracy: this.epochAccuracy,
        millisecondsPerStep,
        imagesPerSecond: (batch / millisecondsPerStep) * 1000,
        secondsLeft: this.#secondsLeft(losses.length, millisecondsPerStep),
        learningRate: this.#learningRate,
      },
    });
    this.#told = losses.length;
    this.#reported = performance.now();
  }

  #secondsLeft(step: number, millisecondsPerStep: number): number {
    const { totalSteps, stepsPerEpoch, validationCount, config } = this.#plan;
    const validationsLeft = config.epochs - Math.floor((step - 1) / stepsPerEpoch);
    const estimated = (validationCount / config.batch) * (millisecondsPerStep / 1000) * FORWARD_SHARE;
    return (
      ((totalSteps - step) * millisecondsPerStep) / 1000 +
      validationsLeft * (this.#validationSeconds ?? estimated)
    );
  }
}
