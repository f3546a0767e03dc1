// Resumes a run whose engine is lost on a fresh engine, from the newest checkpoint, a limited number of times.

import { isAbort } from '../../base/abort.ts';
import { DataError } from '../../dataset/fetch-shards.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Saver } from '../checkpoint/saver.ts';
import { RunCancelled } from './control.ts';
import type { StartWeights } from './run-start.ts';
import type { RunOutcome } from './run-outcome.ts';

/** The next loss after these ends the run as failed. */
const RECOVERIES = 2;
/** A GPU process that crashed takes about a second to come back. */
const CREATE_TRIES = 4;
const CREATE_PAUSE_MILLISECONDS = 700;

export interface Recoverable {
  start: StartWeights;
  saver: Saver;
  create(): Promise<Engine>;
  /** Runs on a fresh engine; `recovering` when an earlier one was lost. */
  attempt(engine: Engine, from: StartWeights, recovering: boolean): Promise<RunOutcome>;
  /** The engine is lost for the `times`-th time, and the run will resume from step `fromStep`. */
  onLost(error: unknown, fromStep: number, times: number): void;
  /** Of a network of a pool, which has its device in common with others. */
  pooled?: {
    /** Another try to create it would fail too. */
    isFinal(error: unknown): boolean;
  };
}

/**
 * Resolves with the run's outcome; rejects with what can't be recovered from, or with the loss after the last recovery. In a pool
 * only losses since the newest saved progress count, and the first engine gets as many tries as the next ones.
 */
export async function withRecovery({
  start,
  saver,
  create,
  attempt,
  onLost,
  pooled,
}: Recoverable): Promise<RunOutcome> {
  let from = start;
  const isFinal = pooled ? pooled.isFinal : () => false;
  let engine = await (pooled ? createWithRetries(create, isFinal) : create());
  let lostAtStep = 0;
  for (let times = 0; ;) {
    try {
      return await attempt(engine, from, times > 0);
    } catch (error) {
      const run = saver.newest;
      const step = run?.checkpoint.step ?? 0;
      if (pooled && step > lostAtStep) times = 0;
      lostAtStep = step;
      if (!isEngineError(error) || times === RECOVERIES) throw error;
      times++;
      if (run) from = { from: 'checkpoint', run };
      onLost(error, step, times);
      engine = await createWithRetries(create, isFinal);
    }
  }
}

function isEngineError(error: unknown): boolean {
  return !isAbort(error) && !(error instanceof RunCancelled) && !(error instanceof DataError);
}

async function createWithRetries(
  create: () => Promise<Engine>,
  isFinal: (error: unknown) => boolean,
): Promise<Engine> {
  for (let tries = 1; ; tries++) {
    try {
      return await create();
    } catch (error) {
      if (tries === CREATE_TRIES || isFinal(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, CREATE_PAUSE_MILLISECONDS));
    }
  }
}
