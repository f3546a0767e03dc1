// The states of a session. Each owns its data.

import type { CurrentRun, JobEnd, TrainingJob } from './run/job.ts';

/** No run is under way; `current` is what the last one left. */
export type IdleState = { kind: 'idle' } & JobEnd;

/** A start or a resume waits for the tab lock; without the lock the session goes back to `before`. */
export interface LockingState {
  kind: 'locking';
  for: 'start' | 'resume';
  before: IdleState;
}

/** A run is under way, and this tab holds the lock. */
export interface TrainingState {
  kind: 'training';
  job: TrainingJob;
}

/** A sweep is under way, and this tab holds the lock; `before` is shown meanwhile. */
export interface SweepingState {
  kind: 'sweeping';
  before: IdleState;
}

export type SessionState = IdleState | LockingState | TrainingState | SweepingState;

export const INITIAL_STATE: IdleState = { kind: 'idle', phase: 'idle', current: null };

/** The run that predictions, inspections and exports are made from. */
export function currentRun(state: SessionState): CurrentRun | null {
  switch (state.kind) {
    case 'idle':
      return state.current;
    case 'locking':
    case 'sweeping':
      return state.before.current;
    case 'training':
      return state.job.current;
    default:
      return state satisfies never;
  }
}
