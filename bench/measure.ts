// Times systems: several stretches of steps each, taken in turns. It knows no program and prints nothing.

import type { Contestant } from './contestant.ts';
import { CHECK_STEPS } from './systems.ts';

const ROUNDS = 9;
const SLOW_ROUNDS = 3;
const WARM_UP_MILLISECONDS = 500;
const LONGEST_STRETCH = 1500;
/** Between turns: some thread pools spin for a while after their work. */
const REST_MILLISECONDS = 250;

export interface Timing {
  stepsPerStretch: number;
  /** Milliseconds for a step, one value a round. */
  rounds: number[];
}

interface Plan {
  contestant: Contestant;
  steps: number;
  rounds: number;
  timing: Timing;
}

/**
 * Times all `contestants` by turns for about `seconds` each; `firstSteps` are the milliseconds of their first
 * CHECK_STEPS steps. One that needs more than a second for a step is warm after these and does three steps.
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
    const steps = Math.min(LONGEST_STRETCH, Math.max(1, Math.round((1000 * seconds) / rounds / step)));
    plans.push({ contestant, steps, rounds, timing: { stepsPerStretch: steps, rounds: [] } });
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

/** Resolves with the milliseconds of a step once it is warm. */
async function warmUp(contestant: Contestant, firstStep: number): Promise<number> {
  if (firstStep > 1000) return firstStep;
  let steps = 2;
  for (;;) {
    const { milliseconds } = await contestant.run(steps);
    if (milliseconds >= WARM_UP_MILLISECONDS / 2 || steps >= LONGEST_STRETCH) return milliseconds / steps;
    steps = Math.min(
      LONGEST_STRETCH,
      Math.max(2 * steps, Math.ceil((steps * WARM_UP_MILLISECONDS) / milliseconds)),
    );
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
