// How fast the members of a sweep train, and how long they still take.

import { runCounts, type RunConfig } from '../../contract/config.ts';
import { runWork } from '../../contract/work.ts';

/** The work of a member: how much is done, and how long it took. */
export interface MemberWork {
  config: RunConfig;
  /** Whether it has ended. */
  ended: boolean;
  /** Whether it has a network now. One that waits for room has none. */
  computing: boolean;
  /** Steps done, and those that were done before this sweep was begun or resumed. */
  step: number;
  firstStep: number;
  /** Computing since then. */
  busyMilliseconds: number;
}

export interface SweepSpeed {
  imagesPerSecond: number | null;
  secondsLeft: number | null;
}

export const NO_SPEED: SweepSpeed = { imagesPerSecond: null, secondsLeft: null };

/**
 * Speed of members, `parallel` of which can compute at the same time, with `testCount` test images. Null before the first step
 * is measured, and while no member computes.
 */
export function sweepSpeed(members: readonly MemberWork[], parallel: number, testCount: number): SweepSpeed {
  let workDone = 0;
  let workLeft = 0;
  let longest = 0;
  let images = 0;
  let seconds = 0;
  let left = 0;
  let computing = 0;
  for (const member of members) {
    const { config, ended, step, firstStep, busyMilliseconds } = member;
    const { totalSteps, trainCount, stepsPerEpoch } = runCounts(config);
    const work = runWork(config, testCount);
    workDone += (work * (step - firstStep)) / totalSteps;
    images += ((step - firstStep) * trainCount) / stepsPerEpoch;
    seconds += busyMilliseconds / 1000;
    if (ended) continue;
    left++;
    if (member.computing) computing++;
    const ownWork = (work * (totalSteps - step)) / totalSteps;
    workLeft += ownWork;
    longest = Math.max(longest, ownWork);
  }
  const atOnce = Math.min(parallel, computing);
  if (workDone === 0 || seconds === 0 || (left > 0 && atOnce === 0)) {
    return NO_SPEED;
  }
  // Of one network: on threads each has one, and on a GPU its steps take as long as those of the networks beside it.
  const workPerSecond = workDone / seconds;
  return {
    imagesPerSecond: (images / seconds) * atOnce,
    // A member can't be shared by two threads.
    secondsLeft: left === 0 ? 0 : Math.max(workLeft / atOnce, longest) / workPerSecond,
  };
}
