// Softmax and cross-entropy of four samples from their logits in lanes, and the gradients of the logits.

import { VECTOR, classes, confidences, correctFlags, logits, losses, predictions } from './layout.ts';
import { exponential, logarithm } from './math.ts';

/** Replaces the logits by probabilities. */
export function softmax(): void {
  const end = logits + classes * VECTOR;
  let largest = v128.load(logits);
  for (let p = logits + VECTOR; p < end; p += VECTOR) largest = f32x4.pmax(largest, v128.load(p));
  let sum = f32x4.splat(0);
  for (let p = logits; p < end; p += VECTOR) {
    const e = exponential(f32x4.sub(v128.load(p), largest));
    v128.store(p, e);
    sum = f32x4.add(sum, e);
  }
  for (let p = logits; p < end; p += VECTOR) v128.store(p, f32x4.div(v128.load(p), sum));
}

/**
 * Replaces the logits by probabilities and writes the scores of the first `count` lanes from place `at` on: loss with
 * label smoothing `smooth`, whether the prediction is correct, the predicted class (the first of equals) and its
 * probability.
 */
export function score(labels: usize, word: usize, count: i32, at: i32, smooth: f32): void {
  // The losses need the logits, the rest the probabilities.
  for (let lane = 0; lane < count; lane++) {
    const first = logits + lane * 4;
    let best = 0;
    let largest = load<f32>(first);
    let total: f64 = largest;
    for (let k = 1; k < classes; k++) {
      const logit = load<f32>(first + k * VECTOR);
      total += logit;
      if (logit > largest) {
        largest = logit;
        best = k;
      }
    }
    const label = labelOf(labels, word + lane * 4);
    // The largest logit minus the logits weighted by the smoothed target. The logarithm of the sum is added below.
    const target = (1 - <f64>smooth) * load<f32>(first + label * VECTOR) + (<f64>smooth * total) / classes;
    store<f32>(losses + (at + lane) * 4, <f32>(<f64>largest - target));
    store<u8>(predictions + at + lane, best);
    store<u8>(correctFlags + at + lane, best === label ? 1 : 0);
  }
  softmax();
  for (let lane = 0; lane < count; lane++) {
    const place = (at + lane) * 4;
    // The largest logit's probability is 1 / sum.
    const best: usize = load<u8>(predictions + at + lane);
    const probability = load<f32>(logits + best * VECTOR + lane * 4);
    store<f32>(confidences + place, probability);
    store<f32>(losses + place, <f32>(load<f32>(losses + place) - logarithm(<f64>probability)));
  }
}

/** The label of the sample word at `word`. */
// @inline
function labelOf(labels: usize, word: usize): i32 {
  return load<u8>(labels + <usize>(load<u32>(word) & 0xfffff));
}

/**
 * Replaces the probabilities by the gradients of the batch's mean loss; `scale` is 1 / batch. Zero from lane `count`
 * on.
 */
export function lossGradient(labels: usize, word: usize, count: i32, smooth: f32, scale: f32): void {
  let scales = f32x4.splat(0);
  if (count > 0) scales = f32x4.replace_lane(scales, 0, scale);
  if (count > 1) scales = f32x4.replace_lane(scales, 1, scale);
  if (count > 2) scales = f32x4.replace_lane(scales, 2, scale);
  if (count > 3) scales = f32x4.replace_lane(scales, 3, scale);
  for (let lane = 0; lane < count; lane++) {
    const ofLabel = logits + labelOf(labels, word + lane * 4) * VECTOR + lane * 4;
    store<f32>(ofLabel, load<f32>(ofLabel) - (1 - smooth));
  }
  const smoothed = f32x4.splat(smooth / <f32>classes);
  for (let p = logits, end = logits + classes * VECTOR; p < end; p += VECTOR) {
    v128.store(p, f32x4.mul(f32x4.sub(v128.load(p), smoothed), scales));
  }
}
