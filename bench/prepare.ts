// Starts systems one after the other, checks each before it is timed, and lets it train for as many steps as it will be timed
// with, so that one that fails only then is listed too.

import { messageOf } from '../src/base/errors.ts';
import { findFault, takeFirstSteps, type StartState } from './check.ts';
import { ProgramError, type Contestant } from './contestant.ts';
import { warmUp } from './measure.ts';
import { CHECK_STEPS, type System } from './systems.ts';

export interface Failure {
  system: string;
  message: string;
  /** The program's whole error output, of which the message may be the last line alone. */
  output: string | null;
}

export interface Prepared {
  /** Those that train as the reference does. */
  contestants: Contestant[];
  /** Milliseconds of the first steps of each. */
  firstSteps: number[];
  failures: Failure[];
  notInstalled: string[];
  /** For want of time. */
  notStarted: string[];
}

interface Preparation {
  systems: readonly System[];
  /** Resolves with null where the system isn't installed on this machine. */
  start: (system: System) => Promise<Contestant | null>;
  /** The first steps of the reference. */
  expected: StartState;
  /** Whether there is time for one more system beside those that were started. */
  hasTime: (started: number) => boolean;
}

/** A system that fails is stopped and listed. */
export async function prepare({ systems, start, expected, hasTime }: Preparation): Promise<Prepared> {
  const prepared: Prepared = {
    contestants: [],
    firstSteps: [],
    failures: [],
    notInstalled: [],
    notStarted: [],
  };
  for (const system of systems) {
    const name = `${system.name}, batch ${system.batch}`;
    if (!hasTime(prepared.contestants.length)) {
      prepared.notStarted.push(name);
      continue;
    }
    let contestant: Contestant | null = null;
    try {
      contestant = await start(system);
      if (contestant === null) {
        prepared.notInstalled.push(name);
        continue;
      }
      const startState = await takeFirstSteps(contestant);
      const fault = findFault(startState, expected);
      if (fault !== null) throw new Error(fault);
      await warmUp(contestant, startState.milliseconds / CHECK_STEPS);
      prepared.contestants.push(contestant);
      prepared.firstSteps.push(startState.milliseconds);
    } catch (error) {
      await contestant?.stop();
      const output = error instanceof ProgramError ? error.output : null;
      prepared.failures.push({ system: name, message: messageOf(error), output });
    }
  }
  return prepared;
}
