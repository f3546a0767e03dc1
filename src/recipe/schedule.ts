// The learning rate over a run, as a share of the configured one. A change by hand is the session's matter.

import type { RunConfig } from '../contract/config.ts';
import { cosPi } from '../base/exact-math.ts';

// PyTorch's OneCycleLR with its defaults: https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html
const WARM_UP_SHARE = 0.3;
const START = 1 / 25;
const END = START / 1e4;

/**
 * The factor of `step` (from 0) in a run of `totalSteps`. One-cycle: up from 1/25 to 1 over the first 30%, then down to
 * 4e-6, along half cosines; the momentum is not cycled.
 */
export function learningRateFactor(
  { schedule }: Pick<RunConfig, 'schedule'>,
  step: number,
  totalSteps: number,
): number {
  switch (schedule) {
    case 'constant':
      return 1;
    case 'one-cycle': {
      const peak = WARM_UP_SHARE * totalSteps - 1;
      const last = totalSteps - 1;
      if (step <= peak) return anneal(START, 1, step / peak);
      return anneal(1, END, Math.min(1, (step - peak) / (last - peak)));
    }
    default:
      return schedule satisfies never;
  }
}

function anneal(from: number, to: number, share: number): number {
  return to + ((from - to) / 2) * (1 + cosPi(share));
}
