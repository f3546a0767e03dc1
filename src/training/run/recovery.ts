// A run whose engine is lost goes on by itself, on a fresh engine from the newest checkpoint; but not again and again.

import { DataError } from '../../dataset/fetch-shards.ts';
import type { Engine } from '../../engine/engine.ts';
import { RunCancelled } from './control.ts';
import type { StartWeights } from './run-start.ts';
import type { RunOutcome } from './run.ts';
import type { Saver } from '../checkpoint/saver.ts';

/** Then the person is asked. */
const RECOVERIES = 2;
/** A GPU process that crashed takes a moment to come back. */
const CREATE_TRIES = 4;
const CREATE_PAUSE_MILLISECONDS = 700;

export interface Recoverable {
  start: StartWeights;
  saver: Saver;
  create(): Promise<Engine>;
  /** One go with a fresh engine; `again` when an earlier one was lost. */
  attempt(engine: Engine, from: StartWeights, again: boolean): Promise<RunOutcome>;
  /** The engine is lost for the `times`-th time, and the run will go on from step `fromStep`. */
  lost(error: unknown, fromStep: number, times: number): void;
}

/** Resolves with the run's outcome; rejects with what can't be recovered from, or with the failure after the last recovery. */
export async function withRecovery({ start, saver, create, attempt, lost }: Recoverable) {
  let from = start;
  let engine = await create();
  for (let times = 0; ;) {
    try {
      return await attempt(engine, from, times > 0);
    } catch (error) {
      if (!isEngineTrouble(error) || times === RECOVERIES) throw error;
      times++;
      const run = saver.newest;
      if (run) from = { from: 'checkpoint', run };
      lost(error, run?.checkpoint.step ?? 0, times);
      engine = await createPatiently(create);
    }
  }
}

function isEngineTrouble(error: unknown): boolean {
  const aborted = error instanceof DOMException && error.name === 'AbortError';
  return !aborted && !(error instanceof RunCancelled) && !(error instanceof DataError);
}

async function createPatiently(create: () => Promise<Engine>): Promise<Engine> {
  for (let tries = 1; ; tries++) {
    try {
      return await create();
    } catch (error) {
      if (tries === CREATE_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, CREATE_PAUSE_MILLISECONDS));
    }
  }
}
