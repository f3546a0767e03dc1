// What a run measures, as the page receives it. Accuracies are shares (0 … 1), losses are nats, times are seconds.

import type { EngineName, RunConfig } from './config.ts';
import type { ComputeDevice } from './device.ts';

/** Where a run's first weights come from; only a seed's are those of its link. */
export type RunStart =
  | { kind: 'seed' }
  /** The best weights of what was here before. */
  | { kind: 'fine-tune' }
  /** A weight file, scored as it is and not trained. */
  | { kind: 'file'; name: string };

/** Fixed facts of a run, known once it starts. */
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

/** A verified stretch of training steps. */
export interface StepsReport {
  /** Steps done before this stretch; the stretch holds `losses.length` steps. */
  firstStep: number;
  /** Mean training loss of each step's batch. */
  losses: Float32Array;
  /** Share of each step's batch that was right, before the step's update. */
  accuracies: Float32Array;
  /** Running means over the epoch so far, weighted by batch size, as the article prints them. */
  epochLoss: number;
  epochAccuracy: number;
  /** Median of recent chunks. */
  millisecondsPerStep: number;
  imagesPerSecond: number;
  /** To the end of the run's last epoch, validation included. */
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
  /** Time of the epoch, training and validation, without pauses. */
  seconds: number;
  /** Best validation accuracy so far (the first of equals). */
  best: boolean;
  /** [classes, classes]: how often each true class (rows) was taken for each on the validation set. */
  validationConfusion: Uint16Array;
}

/** A change of the learning rate by hand: from `step` on. */
export interface LearningRateMark {
  step: number;
  value: number;
}

/** The final score: the test set, once, on the weights of the best validation epoch. */
export interface TestResult {
  accuracy: number;
  correct: number;
  total: number;
  loss: number;
  /** Null for weights from a file. */
  bestEpoch: number | null;
  bestValidationAccuracy: number | null;
  /** Training and validation, without pauses and without the final score. */
  seconds: number;
  /** The run was stopped by hand at this step, or null when it ran to its end. */
  stoppedAtStep: number | null;
  engine: EngineName;
  device: ComputeDevice;
  /** Per test picture, in dataset order. */
  predicted: Uint8Array;
  /** Probability of the predicted class. */
  confidence: Float32Array;
  labels: Uint8Array;
}

/** A run as far as it has come. */
export interface RestoredRun {
  plan: RunPlan;
  /** One value for each step done. */
  losses: Float32Array;
  accuracies: Float32Array;
  epochs: readonly EpochMetrics[];
  marks: readonly LearningRateMark[];
  result: TestResult | null;
}
