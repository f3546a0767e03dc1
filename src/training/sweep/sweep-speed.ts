// How fast the members of a sweep train, and how long they still take.

import { runCounts, type RunConfig } from '../../contract/config.ts';
import { runWork } from '../../contract/work.ts';

/** The work of a member: how much is done, and how long it took. */
export interface MemberWork {
  config: RunConfig;
  /** Whether it has ended. */
  ended: boolean;
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

/** Speed of members on `threads` threads, with `testCount` test images. Null before the first step is measured. */
export function sweepSpeed(members: readonly MemberWork[], threads: number, testCount: number): SweepSpeed {
  let workDone = 0;
  let workLeft = 0;
  let longest = 0;
  let images = 0;
  let seconds = 0;
  let underWay = 0;
  for (const { config, ended, step, firstStep, busyMilliseconds } of members) {
    const { totalSteps, trainCount, stepsPerEpoch } = runCounts(config);
    const work = runWork(config, testCount);
    workDone += (work * (step - firstStep)) / totalSteps;
    images += ((step - firstStep) * trainCount) / stepsPerEpoch;
    seconds += busyMilliseconds / 1000;
    if (ended) continue;
    underWay++;
    const left = (work * (totalSteps - step)) / totalSteps;
    workLeft += left;
    longest = Math.max(longest, left);
  }
  if (workDone === 0 || seconds === 0) return { imagesPerSecond: null, secondsLeft: null };
  // On one thread: each member computes on one.
  const workPerSecond = workDone / seconds;
  const busyThreads = Math.min(threads, underWay);
  return {
    imagesPerSecond: (images / seconds) * busyThreads,
    // A member can't be shared by two threads.
    secondsLeft: underWay === 0 ? 0 : Math.max(workLeft / busyThreads, longest) / workPerSecond,
  };
}
