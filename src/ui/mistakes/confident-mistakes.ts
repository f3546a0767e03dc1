// The wrong answers of which the network was surest.

import type { TestResult } from '../../contract/metrics.ts';

/** Places in the test set, the surest first and at most `count`; equals in dataset order. */
export function confidentMistakes(
  { predicted, labels, confidence }: Pick<TestResult, 'predicted' | 'labels' | 'confidence'>,
  count: number,
): number[] {
  const wrong: number[] = [];
  for (let i = 0; i < labels.length; i++) if (predicted[i] !== labels[i]) wrong.push(i);
  return wrong.sort((a, b) => confidence[b]! - confidence[a]! || a - b).slice(0, count);
}
