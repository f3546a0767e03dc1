// The search for a learning rate: one network is trained for some steps while the rate rises exponentially. Where its loss
// falls fastest is a good rate, and where it rises again is the edge. Leslie Smith, 2015, https://arxiv.org/abs/1506.01186

/** Steps, and the rates of the first and the last one. */
export const SEARCH = { steps: 150, from: 1e-5, to: 1 } as const;
/** Factor by which the smoothed loss lies above its minimum at the edge. */
const EDGE_FACTOR = 1.5;
/** Weight of the past in the smoothed loss. */
const SMOOTHING = 0.9;

export interface LearningRateSearch {
  /** For each step: its rate and its batch's loss. */
  rates: Float32Array;
  losses: Float32Array;
  /** Moving average of the losses. */
  smoothed: Float32Array;
  /** The rate where the smoothed loss falls fastest; null where it never falls. */
  steepest: number | null;
  /** The first rate at which training breaks: the loss is far above its minimum or not finite; null without one. */
  edge: number | null;
  /** `time`: the steps took too long, and the last rates are missing. */
  ended: 'complete' | 'edge' | 'time';
}

/** The rate of step `i` of a search, from 0. */
export function searchRate(i: number): number {
  return SEARCH.from * (SEARCH.to / SEARCH.from) ** (i / (SEARCH.steps - 1));
}

/** Exponential moving average, corrected for its start. */
export function smoothedLosses(losses: Float32Array): Float32Array {
  let sum = 0;
  return losses.map((loss, i) => {
    sum = SMOOTHING * sum + (1 - SMOOTHING) * loss;
    return sum / (1 - SMOOTHING ** (i + 1));
  });
}

/** The step at which the smoothed loss is far above its minimum so far, or not finite; -1 without one. */
export function edgeOf(smoothed: Float32Array): number {
  let least = Infinity;
  return smoothed.findIndex((loss) => {
    least = Math.min(least, loss);
    return !(loss <= least * EDGE_FACTOR);
  });
}

/** The findings of a search's losses. `late`: the time was over before its last step. */
export function searchResult(losses: Float32Array, late: boolean): LearningRateSearch {
  const rates = losses.map((_, i) => searchRate(i));
  const smoothed = smoothedLosses(losses);
  const edgeAt = edgeOf(smoothed);
  const end = edgeAt === -1 ? smoothed.length : edgeAt;
  return {
    rates,
    losses,
    smoothed,
    steepest: steepestOf(smoothed.subarray(0, end), rates),
    edge: rates[edgeAt] ?? null,
    ended: edgeAt !== -1 ? 'edge' : late ? 'time' : 'complete',
  };
}

/** Steps on each side over which a slope is measured. */
const SLOPE_STEPS = 4;

function steepestOf(smoothed: Float32Array, rates: Float32Array): number | null {
  let steepest: number | null = null;
  let most = 0;
  for (let i = SLOPE_STEPS; i < smoothed.length - SLOPE_STEPS; i++) {
    const fall = smoothed[i - SLOPE_STEPS]! - smoothed[i + SLOPE_STEPS]!;
    if (fall > most) {
      most = fall;
      steepest = rates[i]!;
    }
  }
  return steepest;
}
