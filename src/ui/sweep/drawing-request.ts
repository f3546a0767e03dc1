// The request about a drawing. Each has threads of its own, so the answers can come in another order.

import type { DrawingVote } from '../../contract/sweep-state.ts';

/** `pixels`: the drawing that the request is about. */
export type DrawingRequest = { pixels: Uint8Array } & (
  | { state: 'counting' | 'failed' }
  | { state: 'done'; answer: DrawingVote }
);

/** After the answer about `pixels`, null where it failed: a newer request stays. */
export function answered(
  current: DrawingRequest | null,
  pixels: Uint8Array,
  answer: DrawingVote | null,
): DrawingRequest | null {
  if (current?.pixels !== pixels) return current;
  return answer ? { pixels, state: 'done', answer } : { pixels, state: 'failed' };
}
