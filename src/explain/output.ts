// A class's probability by softmax, and the loss of the image, by the reference's own functions.

import { argmax, crossEntropy, softmax } from '../engine/reference/softmax-cross-entropy.ts';
import type { LossCalculation, ProbabilityCalculation } from './calculation.ts';
import type { Pass } from './value.ts';

export function probabilityOf({ activations, probabilities }: Pass, label: number): ProbabilityCalculation {
  const logits = Float64Array.from(activations.logits);
  const largest = logits[argmax(logits)]!;
  const exponentials = logits.map((logit) => Math.exp(logit - largest));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return {
    kind: 'probability',
    ref: { kind: 'probability', label },
    label,
    logits,
    largest,
    exponentials,
    total,
    value: exponentials[label]! / total,
    engineValue: probabilities[label]!,
  };
}

export function lossOf({ activations, label }: Pass): LossCalculation {
  if (label === null) throw new Error('an image without a label has no loss');
  const logits = Float64Array.from(activations.logits);
  const probabilities = new Float64Array(logits.length);
  softmax(logits, probabilities);
  return {
    kind: 'loss',
    ref: { kind: 'loss' },
    label,
    probability: probabilities[label]!,
    value: crossEntropy(logits, label, 0),
  };
}
