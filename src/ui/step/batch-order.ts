// The order of a batch's images.

import type { StepExplanation } from '../../contract/explanation.ts';

/** By the length of the gradient, or by the loss before the step; the largest first. */
export const BATCH_ORDERS = ['gradient', 'loss'] as const;
export type BatchOrder = (typeof BATCH_ORDERS)[number];

/** Places in the batch. Equal ones stay in the order of the batch. */
export function batchOrder(
  { count, gradientNorms, lossBefore }: Pick<StepExplanation, 'count' | 'gradientNorms' | 'lossBefore'>,
  order: BatchOrder,
): number[] {
  const by = order === 'gradient' ? gradientNorms : lossBefore;
  return Array.from({ length: count }, (_, i) => i).toSorted((a, b) => by[b]! - by[a]!);
}
