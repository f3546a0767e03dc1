// Top-k accuracy over a network's predictions, overall and as the mean over the classes.

import { CLASS_KEYS } from '../../src/contract/dataset.ts';

/** A network's prediction for one drawing or photo. */
export interface Answer {
  /** The true class. */
  label: number;
  /** [10] */
  probabilities: Float32Array;
}

/** Classes by falling probability; ties go to the lower class. */
function ranked({ probabilities }: Answer): number[] {
  return Array.from(probabilities.keys()).toSorted((a, b) => probabilities[b]! - probabilities[a]! || a - b);
}

/** Mean over the classes of the top-k accuracy; classes without an answer do not count. */
export function macroAccuracy(answers: readonly Answer[], k: number): number {
  const correct = new Float64Array(CLASS_KEYS.length);
  const counts = new Float64Array(CLASS_KEYS.length);
  for (const answer of answers) {
    counts[answer.label]!++;
    if (ranked(answer).slice(0, k).includes(answer.label)) correct[answer.label]!++;
  }
  const classes = Array.from(counts.keys()).filter((label) => counts[label]! > 0);
  return classes.reduce((sum, label) => sum + correct[label]! / counts[label]!, 0) / classes.length;
}

/** Fraction of the answers whose `k` most probable classes include the label. */
export function accuracy(answers: readonly Answer[], k: number): number {
  return (
    answers.filter((answer) => ranked(answer).slice(0, k).includes(answer.label)).length / answers.length
  );
}
