// Shares of right answers over drawings, as means over the classes; and how often doubt is told, and how justly.

import { CLASS_COUNT } from '../../src/contract/model.ts';

/** What a network said to one drawing. */
export interface Answer {
  label: number;
  /** [10] */
  probabilities: Float32Array;
}

/** Classes, the most probable first. */
function ranked({ probabilities }: Answer): number[] {
  return Array.from(probabilities.keys()).toSorted((a, b) => probabilities[b]! - probabilities[a]! || a - b);
}

/** The mean over the classes of the share of answers whose first `places` hold the label. */
export function macroShare(answers: readonly Answer[], places: number): number {
  const hits = new Float64Array(CLASS_COUNT);
  const counts = new Float64Array(CLASS_COUNT);
  for (const answer of answers) {
    counts[answer.label]!++;
    if (ranked(answer).slice(0, places).includes(answer.label)) hits[answer.label]!++;
  }
  const shares = Array.from(counts.keys()).filter((k) => counts[k]! > 0);
  return shares.reduce((sum, k) => sum + hits[k]! / counts[k]!, 0) / shares.length;
}

/** Of all answers, the share that `places` places hold the label in. */
export function share(answers: readonly Answer[], places: number): number {
  return (
    answers.filter((answer) => ranked(answer).slice(0, places).includes(answer.label)).length / answers.length
  );
}
