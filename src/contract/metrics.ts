// What a run measures, as the page receives it. Accuracies are fractions (0 … 1), losses are nats, times are seconds.

import type { ConfusionCounts } from '../base/confusion.ts';
import type { EngineName, RunConfig } from './config.ts';
import type { ComputeDevice } from './device.ts';

/** Where a run's initial weights come from. A link repeats only a run from its seed. */
export type RunStart =
  | { kind: 'seed' }
  /** The best weights of the previous run. */
  | { kind: 'fine-tune' }
  /** A weight file, tested as it is and not trained. */
  | { kind: 'file'; name: string };

/** The facts of a run that are known when it starts. */
export interface RunPlan {
  start: RunStart;
  config: RunConfig;
  engine: EngineName;
  device: ComputeDevice;
  trainCount: number;
  validationCount: number;
  stepsPerEpoch: number;
  totalSteps: number;
  parameterCount: number;
}

/** Consecutive training steps, verified. */
export interface StepsReport {
  /** Steps done before these, which are `losses.length`. */
  firstStep: number;
  /** Mean training loss of each step's batch. */
  losses: Float32Array;
  /** Accuracy of each step's batch, before the step's update. */
  accuracies: Float32Array;
  /** Means over the epoch so far, weighted by batch size, as the tutorial prints them. */
  epochLoss: number;
  epochAccuracy: number;
  /** Of computing, median of recent chunks. */
  millisecondsPerStep: number;
  /** With the waits of a limited speed. */
  imagesPerSecond: number;
  /** To the end of the run's last epoch at the current speed, validation included. */
  secondsLeft: number;
  learningRate: number;
}

export interface EpochMetrics {
  /** From 1. */
  epoch: number;
  /** Steps done at its end. Smaller than epoch * stepsPerEpoch only in a run that was stopped inside its first epoch. */
  step: number;
  trainLoss: number;
  trainAccuracy: number;
  validationLoss: number;
  validationAccuracy: number;
  /** Training and validation of the epoch, without pauses. */
  seconds: number;
  /** Best validation accuracy so far (the first of equals). */
  best: boolean;
  /** [classes, classes]: of the validation set, rows true classes, columns predicted ones. */
  validationConfusion: ConfusionCounts;
}

/** A change of the learning rate by the person, from `step` on. */
export interface LearningRateMark {
  step: number;
  value: number;
}

/** The test set, evaluated once, with the weights of the best validation epoch. */
export interface TestResult {
  accuracy: number;
  correct: number;
  total: number;
  loss: number;
  /** Null for weights from a file. */
  bestEpoch: number | null;
  bestValidationAccuracy: number | null;
  /** Training and validation, without pauses and without the test. */
  seconds: number;
  /** The step at which the person stopped the run; null if it ran to its end. */
  stoppedAtStep: number | null;
  engine: EngineName;
  device: ComputeDevice;
  /** For each test image, in dataset order. */
  predicted: Uint8Array;
  /** Probability of the predicted class. */
  confidence: Float32Array;
  labels: Uint8Array;
}

/** A run up to its last step. */
export interface RestoredRun {
  plan: RunPlan;
  /** One value for each step done. */
  losses: Float32Array;
  accuracies: Float32Array;
  epochs: readonly EpochMetrics[];
  marks: readonly LearningRateMark[];
  /** The steps at which it was trained on with edits by hand. */
  edited: readonly number[];
  /** Whether it was trained on more than one engine. */
  mixed: boolean;
  result: TestResult | null;
}
