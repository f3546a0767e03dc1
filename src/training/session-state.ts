// The state of a session, and every change of it. Each state owns its data.

import type { SessionHost } from './host.ts';
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

type State = IdleState | LockingState | TrainingState | SweepingState;

const INITIAL_STATE: IdleState = { kind: 'idle', phase: 'idle', current: null };

export class SessionState {
  readonly #emit: SessionHost['emit'];
  #now: State = INITIAL_STATE;

  constructor(emit: SessionHost['emit']) {
    this.#emit = emit;
  }

  get now(): State {
    return this.#now;
  }

  get idle(): boolean {
    return this.#now.kind === 'idle';
  }

  /** Whether nothing has happened yet: no run, no wait and no finished run from storage. */
  get initial(): boolean {
    return this.#now === INITIAL_STATE;
  }

  /** The run under way. */
  get job(): TrainingJob | null {
    return this.#now.kind === 'training' ? this.#now.job : null;
  }

  /** The run that answers predictions, inspections and exports. */
  get current(): CurrentRun | null {
    const state = this.#now;
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

  /** Whether the model may be edited: no run is under way or starting, or it is paused between two steps. */
  get editable(): boolean {
    return this.#now.kind === 'training' ? this.#now.job.editable : this.idle;
  }

  /** Whether a finished run can be shown: during a sweep too. */
  get showable(): boolean {
    return this.idle || this.#now.kind === 'sweeping';
  }

  /** Without a run under way. A sweep continues while a run is shown or deleted. */
  rest(end: JobEnd): void {
    const idle: IdleState = { ...end, kind: 'idle' };
    this.#now = this.#now.kind === 'sweeping' ? { kind: 'sweeping', before: idle } : idle;
    this.#emit({ type: 'phase', phase: end.phase });
  }

  /** Without a run, and without the model of the last one. */
  restEmpty(): void {
    this.current?.engine?.dispose();
    this.rest({ phase: 'idle', current: null });
  }

  /** Waits for the tab lock; null unless the session is idle. */
  lock(purpose: LockingState['for']): LockingState | null {
    if (this.#now.kind !== 'idle') return null;
    const waiting: LockingState = { kind: 'locking', for: purpose, before: this.#now };
    this.#now = waiting;
    return waiting;
  }

  train(job: TrainingJob): void {
    this.#now = { kind: 'training', job };
  }

  sweep({ before }: LockingState): void {
    this.#now = { kind: 'sweeping', before };
  }

  /** Ends a wait or a sweep. The page shows no phase of either, so none is sent. */
  returnToIdle({ before }: LockingState | SweepingState): void {
    this.#now = before;
  }
}
