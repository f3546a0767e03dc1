// Losses, predictions and probabilities from logits, in double precision on the CPU. For the engines on a GPU, which
// read back only the logits of each image. `classes` is K, the number of logits of an image.

import type { Evaluation } from './engine.ts';

interface Row {
  /** log(sum(exp(logits))) */
  logSum: number;
  /** The most probable class, the first of equals. */
  best: number;
}

function scoreRow(logits: Float32Array, start: number, classes: number): Row {
  let best = 0;
  for (let k = 1; k < classes; k++) if (logits[start + k]! > logits[start + best]!) best = k;
  const max = logits[start + best]!;
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += Math.exp(logits[start + k]! - max);
  return { logSum: max + Math.log(sum), best };
}

/**
 * Sum of the cross-entropies of `logits` [n, K] to `targets` [n, K], and number of correct predictions by `labels`
 * [n].
 */
export function scoreBatch(
  logits: Float32Array,
  targets: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
): { lossSum: number; correct: number } {
  let lossSum = 0;
  let correct = 0;
  for (let i = 0; i < labels.length; i++) {
    const start = i * classes;
    const { logSum, best } = scoreRow(logits, start, classes);
    for (let k = 0; k < classes; k++) lossSum += targets[start + k]! * (logSum - logits[start + k]!);
    if (best === labels[i]) correct++;
  }
  return { lossSum, correct };
}

/** Scores of `logits` [n, K] against `labels` [n]. */
export function evaluateLogits(logits: Float32Array, labels: ArrayLike<number>, classes: number): Evaluation {
  const count = labels.length;
  const predicted = new Uint8Array(count);
  const confidence = new Float32Array(count);
  let lossSum = 0;
  let correct = 0;
  for (let i = 0; i < count; i++) {
    const { logSum, best } = scoreRow(logits, i * classes, classes);
    predicted[i] = best;
    confidence[i] = Math.exp(logits[i * classes + best]! - logSum);
    lossSum += logSum - logits[i * classes + labels[i]!]!;
    if (best === labels[i]) correct++;
  }
  return { lossSum, correct, predicted, confidence };
}

/** Probabilities [n, K] of `logits` [n, K]. */
export function probabilities(logits: Float32Array, classes: number): Float32Array {
  const result = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    const { logSum } = scoreRow(logits, start, classes);
    for (let k = start; k < start + classes; k++) result[k] = Math.exp(logits[k]! - logSum);
  }
  return result;
}
