// Times systems in turns, several runs of steps each.

import type { Contestant } from './contestant.ts';
import { CHECK_STEPS } from './systems.ts';

const ROUNDS = 9;
const SLOW_ROUNDS = 3;
const WARM_UP_MILLISECONDS = 500;
const MAX_STEPS = 1500;
/** Pause between turns, because some thread pools spin for a while after their work. */
const REST_MILLISECONDS = 250;
/** Most seconds that a system takes besides its timed ones, if a step takes less than a second: warm-up and rests. */
export const MAX_SECONDS_BESIDE = 4 + (ROUNDS * REST_MILLISECONDS) / 1000;

export interface Timing {
  stepsPerRound: number;
  /** Milliseconds of a step, one value for each round. */
  rounds: number[];
}

interface Plan {
  contestant: Contestant;
  steps: number;
  rounds: number;
  timing: Timing;
}

/**
 * Times all `contestants` in turns for about `seconds` each; `firstSteps` are the milliseconds of their first
 * CHECK_STEPS steps. A system that takes more than a second for a step needs no further warm-up and takes three steps.
 */
export async function measure(
  contestants: readonly Contestant[],
  firstSteps: readonly number[],
  seconds: number,
): Promise<Timing[]> {
  const plans: Plan[] = [];
  for (const [i, contestant] of contestants.entries()) {
    const step = await warmUp(contestant, firstSteps[i]! / CHECK_STEPS);
    const rounds = ROUNDS * step > 1000 * seconds ? SLOW_ROUNDS : ROUNDS;
    const steps = Math.min(MAX_STEPS, Math.max(1, Math.round((1000 * seconds) / rounds / step)));
    plans.push({ contestant, steps, rounds, timing: { stepsPerRound: steps, rounds: [] } });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { contestant, steps, rounds, timing } of plans) {
      if (round >= rounds) continue;
      await new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS));
      timing.rounds.push((await contestant.run(steps)).milliseconds / steps);
    }
  }
  return plans.map(({ timing }) => timing);
}

/** Runs steps until the system is warm. Resolves with the milliseconds of a step. */
export async function warmUp(contestant: Contestant, firstStep: number): Promise<number> {
  if (firstStep > 1000) return firstStep;
  let steps = 2;
  for (;;) {
    const { milliseconds } = await contestant.run(steps);
    if (milliseconds >= WARM_UP_MILLISECONDS / 2 || steps >= MAX_STEPS) return milliseconds / steps;
    steps = Math.min(
      MAX_STEPS,
      Math.max(2 * steps, Math.ceil((steps * WARM_UP_MILLISECONDS) / milliseconds)),
    );
  }
}

/** The mean of the middle two for an even number of values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
