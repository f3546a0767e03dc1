// Softmax and cross-entropy of one sample, in one file because their joint gradient is p - target.

import type { Floats } from './floats.ts';

/** Index of the largest value, the first of equals. */
export function argmax(values: Floats): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k;
  return best;
}

/** Probabilities of `logits`. The largest logit is subtracted first, so that no exponential overflows. */
export function softmax(logits: Floats, probabilities: Floats): void {
  const largest = logits[argmax(logits)]!;
  let sum = 0;
  for (let k = 0; k < logits.length; k++) {
    const value = Math.exp(logits[k]! - largest);
    probabilities[k] = value;
    sum += value;
  }
  for (let k = 0; k < logits.length; k++) probabilities[k]! /= sum;
}

/**
 * Cross-entropy in nats against the target that spreads `smoothing` evenly over all classes and gives the rest to
 * `label`. It uses the logits, because a probability may round to zero, whose logarithm is infinite.
 */
export function crossEntropy(logits: Floats, label: number, smoothing: number): number {
  const classes = logits.length;
  const largest = logits[argmax(logits)]!;
  let sum = 0;
  let total = 0;
  for (let k = 0; k < classes; k++) {
    sum += Math.exp(logits[k]! - largest);
    total += logits[k]! - largest;
  }
  const logSum = Math.log(sum);
  const ofLabel = logSum - (logits[label]! - largest);
  return (1 - smoothing) * ofLabel + smoothing * (logSum - total / classes);
}

/** Overwrites the gradient of the logits with (probability - target) * scale. */
export function crossEntropyBackward(
  probabilities: Floats,
  label: number,
  smoothing: number,
  scale: number,
  logitsGradient: Floats,
): void {
  const classes = probabilities.length;
  for (let k = 0; k < classes; k++) {
    const target = smoothing / classes + (k === label ? 1 - smoothing : 0);
    logitsGradient[k] = (probabilities[k]! - target) * scale;
  }
}
