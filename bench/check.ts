// Whether a system trains the article's network right, so that no time is one of a broken program: the losses of its
// first steps, and how every tensor has moved in them, are the reference's.

import { parameterLayout } from '../src/contract/model.ts';
import type { Contestant } from './contestant.ts';
import { ARTICLE, articleParameters } from './material.ts';
import { CHECK_STEPS } from './systems.ts';

/** Float32 in another order of sums; a wrong batch or a wrong parameter is off by a hundredth. */
const LOSS_TOLERANCE = 1e-4;
/** Of a tensor's move, relative in the square mean. Adam's first steps are signs, and flip where a gradient is all but 0. */
const MOVE_TOLERANCE = 0.05;

/** What a system did in the first CHECK_STEPS steps. */
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

/** What is wrong with a beginning, beside the reference's; null for nothing. */
export function findFault(own: StartState, truth: StartState): string | null {
  for (const [step, loss] of truth.losses.entries()) {
    const found = own.losses[step];
    if (!(Math.abs((found ?? NaN) - loss) <= LOSS_TOLERANCE))
      return `loss ${found} of step ${step + 1}, not ${loss}`;
  }
  const start = articleParameters();
  for (const { name, offset, size } of parameterLayout(ARTICLE).tensors) {
    let squares = 0;
    let differences = 0;
    for (let i = offset; i < offset + size; i++) {
      squares += (truth.parameters[i]! - start[i]!) ** 2;
      differences += (own.parameters[i]! - truth.parameters[i]!) ** 2;
    }
    const error = Math.sqrt(differences / squares);
    if (!(error <= MOVE_TOLERANCE)) return `${name} moved otherwise, by ${(100 * error).toFixed(1)}%`;
  }
  return null;
}
