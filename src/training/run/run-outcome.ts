// How a run ends.

import type { Failure } from '../../contract/messages.ts';
import type { DivergedError } from './divergence.ts';
import type { RunRecord } from './run-record.ts';

export type RunOutcome =
  | { kind: 'finished' }
  /** Stopped before its first step: there is nothing to score. */
  | { kind: 'nothing' }
  | { kind: 'failed'; failure: Failure }
  /** The weights of a file overflow: there is no model. */
  | { kind: 'unusable'; failure: Failure };

/** After the best weights, or the first ones, are restored. */
export function divergedFailure(
  { step, symptom }: DivergedError,
  { plan, best, learningRate }: Pick<RunRecord, 'plan' | 'best' | 'learningRate'>,
): Failure {
  return {
    kind: 'diverged',
    symptom,
    step,
    epoch: Math.ceil(step / plan.stepsPerEpoch),
    learningRate,
    restored: best?.metrics ? { from: 'best-epoch', epoch: best.metrics.epoch } : { from: 'start' },
  };
}
