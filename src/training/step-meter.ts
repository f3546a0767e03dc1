// Collects steps into reports: at most some four a second cross to the page, each with running means, speed and time left.

import type { Event } from '../contract/messages.ts';
import type { RunPlan } from '../contract/metrics.ts';
import type { ChunkResult } from '../engine/engine.ts';
import { Pace } from './pace.ts';

const REPORT_MILLISECONDS = 250;
const CHUNK_MILLISECONDS = 80;
/** Until one was timed: scoring a picture is a forward pass, a third of a training step's work. */
const FORWARD_SHARE = 1 / 3;

export class StepMeter {
  /** `activeSeconds` at which the epoch began. */
  epochBegan = 0;
  readonly #plan: RunPlan;
  readonly #emit: (event: Event) => void;
  readonly #pace = new Pace(CHUNK_MILLISECONDS, 1);
  #losses: number[] = [];
  #accuracies: number[] = [];
  #firstStep = 0;
  #learningRate = 0;
  #reported = 0;
  #lossSum = 0;
  #correct = 0;
  #pictures = 0;
  #validationSeconds: number | null = null;

  constructor(plan: RunPlan, emit: (event: Event) => void) {
    this.#plan = plan;
    this.#emit = emit;
  }

  /** Steps that the next chunk should hold. */
  get chunkSteps(): number {
    return this.#pace.size;
  }

  /** Mean over the pictures of the epoch so far. */
  get epochLoss(): number {
    return this.#lossSum / this.#pictures;
  }

  get epochAccuracy(): number {
    return this.#correct / this.#pictures;
  }

  beginEpoch(activeSeconds: number): void {
    this.epochBegan = activeSeconds;
    this.#lossSum = this.#correct = this.#pictures = 0;
  }

  noteValidation(seconds: number): void {
    this.#validationSeconds = seconds;
  }

  /** A verified chunk that began after `firstStep` steps and held `pictures` pictures. */
  add(
    firstStep: number,
    result: ChunkResult,
    pictures: number,
    learningRate: number,
    milliseconds: number,
  ): void {
    const { batch } = this.#plan.config;
    if (this.#losses.length === 0) this.#firstStep = firstStep;
    result.losses.forEach((loss, i) => {
      const size = Math.min(batch, pictures - i * batch);
      this.#losses.push(loss);
      this.#accuracies.push(result.correct[i]! / size);
      this.#lossSum += loss * size;
      this.#correct += result.correct[i]!;
    });
    this.#pictures += pictures;
    this.#learningRate = learningRate;
    this.#pace.record(result.losses.length, milliseconds);
    if (performance.now() - this.#reported >= REPORT_MILLISECONDS) this.flush();
  }

  /** Reports what has gathered; nothing when there is nothing. */
  flush(): void {
    if (this.#losses.length === 0) return;
    const millisecondsPerStep = this.#pace.millisecondsPerItem!;
    const { batch } = this.#plan.config;
    this.#emit({
      type: 'steps',
      report: {
        firstStep: this.#firstStep,
        losses: Float32Array.from(this.#losses),
        accuracies: Float32Array.from(this.#accuracies),
        epochLoss: this.epochLoss,
        epochAccuracy: this.epochAccuracy,
        millisecondsPerStep,
        imagesPerSecond: (batch / millisecondsPerStep) * 1000,
        secondsLeft: this.#secondsLeft(this.#firstStep + this.#losses.length, millisecondsPerStep),
        learningRate: this.#learningRate,
      },
    });
    this.#losses = [];
    this.#accuracies = [];
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
