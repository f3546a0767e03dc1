// The speed test of a machine: how long a training step takes on each engine. Types only.

import type { EngineName } from './config.ts';
import type { ComputeDevice } from './device.ts';

/** One engine in the speed test. */
export interface EngineSpeed {
  engine: EngineName;
  device: ComputeDevice;
  /** Milliseconds of a step of 32 images through Classic LeNet in each repeat, ascending. */
  milliseconds: readonly number[];
}

/** An engine that was not timed: its results are wrong, or it failed. */
export interface UntimedEngine {
  engine: EngineName;
  detail: string;
}

export interface SpeedTest {
  /** The fastest first. */
  engines: readonly EngineSpeed[];
  untimed: readonly UntimedEngine[];
}

export interface SpeedProgress {
  engine: EngineName;
  /** Repeats of all engines. */
  done: number;
  total: number;
  /** Null before the first repeat. */
  secondsLeft: number | null;
}
