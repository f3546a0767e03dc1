// The incorrect predictions with the highest confidence.

import type { TestResult } from '../../contract/metrics.ts';

/** At most `count` places in the test set, by falling confidence; equal ones in dataset order. */
export function confidentMistakes(
  { predicted, labels, confidence }: Pick<TestResult, 'predicted' | 'labels' | 'confidence'>,
  count: number,
): number[] {
  const incorrect: number[] = [];
  for (let i = 0; i < labels.length; i++) if (predicted[i] !== labels[i]) incorrect.push(i);
  return incorrect.sort((a, b) => confidence[b]! - confidence[a]! || a - b).slice(0, count);
}
