// Resumes the run of a lost worker in another one, from the saved run; a limited number of times.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import type { RunPlan } from '../contract/metrics.ts';
import { isBusy, SPEEDS, type AppState } from './state.ts';
import { isSweeping } from './sweep.ts';

/** After so many losses in a run the person is asked. */
const MAX_RECOVERIES = 2;

export interface WorkerLoss {
  /** Counts from zero, for a run that a person starts. */
  resetCount(): void;
  /** For a lost worker: whether its run is resumed or started again. */
  recover(message: string): boolean;
  /** Starts another worker, which resumes the saved run or starts the run again. */
  restart(): void;
  /** The worker has answered about its sweep: whether it was asked to resume one, and had not answered yet. */
  sweepAnswered(): boolean;
  /** Steps of the run that another worker finds in storage. */
  savedSteps(): number;
}

export function createWorkerLoss(store: StoreApi<AppState>, client: Client): WorkerLoss {
  let times = 0;
  let awaitsSweep = false;

  // A save that fails leaves the saved run before it in storage.
  let savedStep = 0;
  store.subscribe(({ saving }) => {
    if (!saving) savedStep = 0;
    else if (saving.state === 'saved') savedStep = saving.step;
  });
  const savedSteps = () => savedStep;
  /** Only the lost worker had the first weights of a run that started from other weights than its seed's. */
  const repeatable = (plan: RunPlan) => savedSteps() > 0 || plan.start.kind === 'seed';
  const restart = () => {
    const { config, run, speed, sweep } = store.getState();
    client.restart();
    if (run.plan) client.send({ type: 'distrust-engine', engine: run.plan.engine });
    client.send({ type: 'configure', config });
    if (speed !== 'full') client.send({ type: 'set-speed', stepsPerSecond: SPEEDS[speed] });
    if (sweep && isSweeping(sweep)) {
      awaitsSweep = true;
      store.setState({ sweep: { ...sweep, phase: 'preparing', device: null } });
      client.send({ type: 'resume-sweep' });
    } else if (savedSteps() > 0) client.send({ type: 'resume-saved-run', engine: run.plan?.engine ?? null });
    else if (run.plan && repeatable(run.plan)) client.send({ type: 'start', config: run.plan.config });
  };

  return {
    resetCount: () => void (times = 0),
    recover(message) {
      const { run, sweep } = store.getState();
      const { phase, plan, step } = run;
      if (isSweeping(sweep) && sweep?.phase !== 'paused' && times < MAX_RECOVERIES) {
        times++;
        restart();
        return true;
      }
      if (!isBusy(phase) || phase === 'paused' || !plan || times === MAX_RECOVERIES) return false;
      if (!repeatable(plan)) return false;
      times++;
      const steps = { atStep: step, fromStep: savedSteps() };
      store.setState({ recovery: { lost: 'worker', engine: plan.engine, ...steps, times, message } });
      restart();
      return true;
    },
    restart,
    sweepAnswered() {
      const awaited = awaitsSweep;
      awaitsSweep = false;
      return awaited;
    },
    savedSteps,
  };
}
