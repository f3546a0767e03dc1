// Checks that a system trains Classic LeNet correctly before it is timed: the losses of its first steps and the
// change of every tensor are compared with the reference's.

import { parameterLayout } from '../src/contract/model.ts';
import type { Contestant } from './contestant.ts';
import { ARTICLE, startParameters } from './material.ts';
import { CHECK_STEPS } from './systems.ts';

/** Absolute: single precision in another order of sums gives less; a wrong batch or parameter differs by 0.01. */
const LOSS_TOLERANCE = 1e-4;
/**
 * Root mean square of the difference relative to that of the tensor's change. Adam's first updates are nearly the signs
 * of the gradients, which differ where a gradient is nearly 0.
 */
const CHANGE_TOLERANCE = 0.05;

/** Results of a system's first CHECK_STEPS steps. */
export interface StartState {
  losses: number[];
  parameters: number[];
  milliseconds: number;
}

/** Takes the first steps. */
export async function takeFirstSteps(contestant: Contestant): Promise<StartState> {
  const { losses, milliseconds } = await contestant.run(CHECK_STEPS);
  return { losses, milliseconds, parameters: await contestant.read() };
}

/** How `found` differs from the reference's results, or null. */
export function findFault(found: StartState, expected: StartState): string | null {
  for (const [step, loss] of expected.losses.entries()) {
    const foundLoss = found.losses[step];
    if (!(Math.abs((foundLoss ?? NaN) - loss) <= LOSS_TOLERANCE))
      return `loss ${foundLoss} of step ${step + 1}, not ${loss}`;
  }
  const start = startParameters(ARTICLE);
  for (const { name, offset, size } of parameterLayout(ARTICLE).tensors) {
    let squares = 0;
    let differences = 0;
    for (let i = offset; i < offset + size; i++) {
      squares += (expected.parameters[i]! - start[i]!) ** 2;
      differences += (found.parameters[i]! - expected.parameters[i]!) ** 2;
    }
    const error = Math.sqrt(differences / squares);
    if (!(error <= CHANGE_TOLERANCE)) return `${name} changed differently, by ${(100 * error).toFixed(1)}%`;
  }
  return null;
}
