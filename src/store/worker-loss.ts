// A run whose worker is lost goes on in a fresh one, from what was kept; but not again and again.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import type { RunPlan } from '../contract/metrics.ts';
import { isBusy, type AppState } from './state.ts';

/** Then the person is asked. */
const RECOVERIES = 2;

export interface WorkerLoss {
  /** The person begins a run: its losses are counted anew. */
  resetCount(): void;
  /** The worker is gone: true where its run goes on by itself. */
  recover(message: string): boolean;
  /** A fresh worker takes up what was kept of the run, or begins it again. */
  restart(): void;
  /** Steps of the run that a fresh worker finds in storage. */
  savedSteps(): number;
}

export function createWorkerLoss(store: StoreApi<AppState>, client: Client): WorkerLoss {
  let times = 0;

  // A save that fails leaves the one before.
  let kept = 0;
  store.subscribe(({ saving }) => {
    if (!saving) kept = 0;
    else if (saving.state === 'saved') kept = saving.step;
  });
  const savedSteps = () => kept;
  /** What only the lost worker knew can't begin again. */
  const repeatable = (plan: RunPlan) => savedSteps() > 0 || plan.start.kind === 'seed';
  const restart = () => {
    const { config, run } = store.getState();
    client.restart();
    client.send({ type: 'configure', config });
    if (savedSteps() > 0) client.send({ type: 'continue', engine: run.plan?.engine ?? null });
    else if (run.plan && repeatable(run.plan)) client.send({ type: 'start', config: run.plan.config });
  };

  return {
    resetCount: () => void (times = 0),
    recover(message) {
      const { phase, plan, step } = store.getState().run;
      if (!isBusy(phase) || phase === 'paused' || !plan || times === RECOVERIES) return false;
      if (!repeatable(plan)) return false;
      times++;
      const steps = { atStep: step, fromStep: savedSteps() };
      store.setState({ recovery: { lost: 'worker', engine: plan.engine, ...steps, times, message } });
      restart();
      return true;
    },
    restart,
    savedSteps,
  };
}
