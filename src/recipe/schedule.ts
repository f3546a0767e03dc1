// The learning rate over a run, as a factor of the configured one.

import type { RunConfig } from '../contract/config.ts';
import { cosPi } from '../base/exact-math.ts';

// PyTorch's OneCycleLR with its defaults: https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html
const WARM_UP_FRACTION = 0.3;
const INITIAL = 1 / 25;
const FINAL = INITIAL / 1e4;

/**
 * The factor of `step` (from 0) in a run of `totalSteps`. One-cycle rises from 1/25 to 1 over the first 30%, then falls to
 * 4e-6, both along half cosines. The momentum stays constant.
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
      const peak = WARM_UP_FRACTION * totalSteps - 1;
      const last = totalSteps - 1;
      if (step <= peak) return anneal(INITIAL, 1, step / peak);
      return anneal(1, FINAL, Math.min(1, (step - peak) / (last - peak)));
    }
    default:
      return schedule satisfies never;
  }
}

function anneal(from: number, to: number, fraction: number): number {
  return to + ((from - to) / 2) * (1 + cosPi(fraction));
}
