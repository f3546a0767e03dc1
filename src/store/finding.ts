// One finding of a finished run and one next step. What went wrong comes before what is interesting.

import { confusionOf, type ConfusionCounts } from '../base/confusion.ts';
import type { RunConfig } from '../contract/config.ts';
import type { DatasetFacts } from '../contract/dataset.ts';
import type { ConstantUnits } from '../contract/inspection.ts';
import type { EpochMetrics, LearningRateMark, RunPlan, TestResult } from '../contract/metrics.ts';
import {
  chanceCause,
  collapseOf,
  deadUnitsOf,
  isChance,
  overfittingOf,
  type ChanceCause,
  type Collapse,
  type DeadUnits,
  type Overfitting,
} from './diagnosis.ts';
import { isFashion } from './dataset.ts';
import { presetOn } from './dataset-config.ts';

/** From this share of the test images on, a network predicts nearly always the same class. */
const NEARLY_ALWAYS = 0.8;

export type Finding =
  /** No better than random guessing. `always`: the class that is predicted nearly always, if there is one. */
  | {
      kind: 'chance';
      always: { label: number; count: number } | null;
      cause: ChanceCause;
      dead: DeadUnits | null;
      /** What the next run changes; null without advice. */
      changes: Partial<RunConfig> | null;
    }
  | {
      kind: 'overfitting';
      overfitting: Overfitting;
      remedy: 'augmentation' | 'shift' | 'fewer-epochs';
      changes: Partial<RunConfig>;
    }
  /** Many units are the same for every image. `lower`: a tenth of the learning rate; null for weights from a file. */
  | { kind: 'dead-units'; dead: DeadUnits; rate: number; lower: number | null }
  /** What was learned was lost again. */
  | { kind: 'collapse'; collapse: Collapse; rate: number; lower: number }
  /** The class with the fewest correct predictions, and what its images are predicted as most often. */
  | {
      kind: 'weakest-class';
      label: number;
      correct: number;
      total: number;
      predictedAs: number;
      count: number;
    }
  | { kind: 'no-mistakes' };

export interface FinishedRun {
  dataset: DatasetFacts;
  plan: Pick<RunPlan, 'config' | 'start' | 'stepsPerEpoch'>;
  epochs: readonly EpochMetrics[];
  marks: readonly LearningRateMark[];
  result: Pick<TestResult, 'accuracy' | 'labels' | 'predicted'>;
  /** Null until they are counted. */
  constantUnits: ConstantUnits | null;
}

export function findingOf({ dataset, plan, epochs, marks, result, constantUnits }: FinishedRun): Finding {
  const dead = constantUnits && deadUnitsOf(constantUnits);
  const classes = dataset.classes.length;
  const counts = confusionOf(result.labels, result.predicted, classes);
  const always = constantPrediction(counts, classes);
  // Where one class has most of the images, always predicting it is accurate and still no better than guessing.
  if (isChance(result.accuracy, classes) || (always?.count === result.labels.length && result.accuracy < 1)) {
    const cause = chanceCause(plan, epochs, marks);
    const changes = changesFor(cause, plan.config, dataset);
    return { kind: 'chance', always, cause, dead, changes };
  }
  const rate = Math.max(plan.config.lr, ...marks.map(({ value }) => value));
  const lower = Number((rate / 10).toPrecision(3));
  const collapse = collapseOf(epochs);
  if (collapse) return { kind: 'collapse', collapse, rate, lower };
  if (dead) return { kind: 'dead-units', dead, rate, lower: plan.start.kind === 'file' ? null : lower };
  const overfitting = overfittingOf(epochs);
  if (overfitting) {
    const { flip, shift } = plan.config;
    return flip || shift > 0
      ? { kind: 'overfitting', overfitting, remedy: 'fewer-epochs', changes: { epochs: overfitting.epoch } }
      : isFashion(dataset)
        ? { kind: 'overfitting', overfitting, remedy: 'augmentation', changes: { flip: true, shift: 1 } }
        : { kind: 'overfitting', overfitting, remedy: 'shift', changes: { shift: 1 } };
  }
  return weakestClass(counts, classes);
}

function changesFor(
  cause: ChanceCause,
  { preset, ...config }: RunConfig,
  dataset: DatasetFacts,
): Partial<RunConfig> | null {
  switch (cause.kind) {
    case 'rate-too-high':
    case 'rate-too-low':
      return { lr: cause.better };
    case 'too-few-steps':
      return { epochs: cause.epochs };
    case 'settings': {
      return { ...presetOn(dataset, preset, config), threads: config.threads };
    }
    case 'unknown':
      return null;
    default:
      return cause satisfies never;
  }
}

function constantPrediction(counts: ConfusionCounts, size: number): { label: number; count: number } | null {
  const columns = Array.from({ length: size }, (_, label) => {
    let sum = 0;
    for (let row = 0; row < size; row++) sum += counts[row * size + label]!;
    return sum;
  });
  const count = Math.max(...columns);
  const total = columns.reduce((sum, column) => sum + column, 0);
  return count >= NEARLY_ALWAYS * total ? { label: columns.indexOf(count), count } : null;
}

/** The class with the lowest share of correct predictions, the first of equals. */
function weakestClass(counts: ConfusionCounts, size: number): Finding {
  const rows = Array.from({ length: size }, (_, label) =>
    Array.from(counts.subarray(label * size, (label + 1) * size)),
  );
  const totals = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  const recalls = rows.map((row, label) => (totals[label] ? row[label]! / totals[label] : 1));
  const lowest = Math.min(...recalls);
  if (lowest === 1) return { kind: 'no-mistakes' };
  const label = recalls.indexOf(lowest);
  const mistakes = rows[label]!.map((count, other) => (other === label ? 0 : count));
  const count = Math.max(...mistakes);
  return {
    kind: 'weakest-class',
    label,
    correct: rows[label]![label]!,
    total: totals[label]!,
    predictedAs: mistakes.indexOf(count),
    count,
  };
}
