// How many images a plan trains on, and how long it takes at a measured speed.

import type { RunConfig } from '../contract/config.ts';
import { runCounts } from '../contract/config.ts';
import type { SweepMember } from '../contract/sweep.ts';
import { sweepEngineOf } from '../contract/sweep-engine.ts';
import { runWork } from '../contract/work.ts';
import type { AppState } from './state.ts';

/** Training images of all members, each counted in every epoch. */
export function imagesOf(members: readonly SweepMember[]): number {
  return members.reduce((sum, { config }) => sum + config.epochs * runCounts(config).trainCount, 0);
}

/** Speed of this machine in multiply-adds a second, and where it was measured. */
export interface MeasuredSpeed {
  from: 'sweep' | 'run';
  speed: number;
}

/** The newest sweep's, else that of this visit's run, if it was trained on the members' engine; null where none was measured. */
export function measuredSpeed(
  { sweepSpeed, run, device }: Pick<AppState, 'sweepSpeed' | 'run' | 'device'>,
  members: readonly SweepMember[],
): MeasuredSpeed | null {
  const engine = sweepEngineOf(members, device && device.chosen);
  if (sweepSpeed?.engine === engine) return { from: 'sweep', speed: sweepSpeed.speed };
  const { plan, epochs } = run;
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  if (plan?.engine !== engine || run.mixed || !(seconds > 0)) return null;
  return { from: 'run', speed: trainedWork(plan.config, epochs.length) / seconds };
}

/** Multiply-adds of whole epochs: training and validation. */
function trainedWork(config: RunConfig, epochs: number): number {
  return runWork({ ...config, epochs }, 0);
}

/** Seconds of a plan at a speed, with the test of every member. */
export function secondsAt(members: readonly SweepMember[], testCount: number, speed: number): number {
  return members.reduce((sum, { config }) => sum + runWork(config, testCount), 0) / speed;
}
