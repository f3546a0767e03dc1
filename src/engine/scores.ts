// Losses, predictions and probabilities from logits, in double precision on the CPU. For the engines on a GPU, which
// read back only the ten logits of each image.

import { CLASS_COUNT } from '../contract/model.ts';
import type { Evaluation } from './engine.ts';

interface Row {
  /** log(sum(exp(logits))) */
  logSum: number;
  /** The most probable class, the first of equals. */
  best: number;
}

function scoreRow(logits: Float32Array, start: number): Row {
  let best = 0;
  for (let k = 1; k < CLASS_COUNT; k++) if (logits[start + k]! > logits[start + best]!) best = k;
  const max = logits[start + best]!;
  let sum = 0;
  for (let k = 0; k < CLASS_COUNT; k++) sum += Math.exp(logits[start + k]! - max);
  return { logSum: max + Math.log(sum), best };
}

/**
 * Sum of the cross-entropies of `logits` [n, 10] to `targets` [n, 10], and number of correct predictions by `labels`
 * [n].
 */
export function scoreBatch(
  logits: Float32Array,
  targets: Float32Array,
  labels: ArrayLike<number>,
): { lossSum: number; correct: number } {
  let lossSum = 0;
  let correct = 0;
  for (let i = 0; i < labels.length; i++) {
    const start = i * CLASS_COUNT;
    const { logSum, best } = scoreRow(logits, start);
    for (let k = 0; k < CLASS_COUNT; k++) lossSum += targets[start + k]! * (logSum - logits[start + k]!);
    if (best === labels[i]) correct++;
  }
  return { lossSum, correct };
}

/** Scores of `logits` [n, 10] against `labels` [n]. */
export function evaluateLogits(logits: Float32Array, labels: ArrayLike<number>): Evaluation {
  const count = labels.length;
  const predicted = new Uint8Array(count);
  const confidence = new Float32Array(count);
  let lossSum = 0;
  let correct = 0;
  for (let i = 0; i < count; i++) {
    const { logSum, best } = scoreRow(logits, i * CLASS_COUNT);
    predicted[i] = best;
    confidence[i] = Math.exp(logits[i * CLASS_COUNT + best]! - logSum);
    lossSum += logSum - logits[i * CLASS_COUNT + labels[i]!]!;
    if (best === labels[i]) correct++;
  }
  return { lossSum, correct, predicted, confidence };
}

/** Probabilities [n, 10] of `logits` [n, 10]. */
export function probabilities(logits: Float32Array): Float32Array {
  const result = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += CLASS_COUNT) {
    const { logSum } = scoreRow(logits, start);
    for (let k = start; k < start + CLASS_COUNT; k++) result[k] = Math.exp(logits[k]! - logSum);
  }
  return result;
}
