// Resumes the run or the sweep of a lost worker in another one, from what is saved; a limited number of times. Remembers what
// another worker still needs: the configuration, and the request to resume the sweep.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import type { Failure } from '../contract/messages.ts';
import type { RunPlan } from '../contract/metrics.ts';
import type { SweepRefusal, SweepState } from '../contract/sweep-state.ts';
import { isBusy, SPEEDS, type AppState } from './state.ts';
import { isSweeping } from './sweep.ts';

/** After so many losses in a run the person is asked. */
const MAX_RECOVERIES = 2;

type WorkerFailure = Extract<Failure, { kind: 'worker' }>;

export interface WorkerLoss {
  /** Counts from zero, for a run that a person starts. */
  resetCount(): void;
  /** The worker is lost. Its run or sweep is resumed or started again: null, or the person is asked with this failure. */
  workerLost(failure: WorkerFailure): WorkerFailure | null;
  /** Starts another worker, which resumes the saved run or sweep, or starts the run again. */
  restart(): void;
  /** Sends the page's configuration to the worker. */
  configure(): void;
  /** The same, unless the worker has it: one in place of a lost worker has no data without it. */
  configureNewWorker(): void;
  /** Resumes a paused sweep, or the saved one; that of a lost worker waits for it. */
  resumeSweep(): void;
  /** The worker has sent its sweep. */
  sweepSent(): void;
  sweepRefused(refusal: SweepRefusal): void;
}

export function createWorkerLoss(store: StoreApi<AppState>, client: Client): WorkerLoss {
  let times = 0;
  let unconfigured = false;
  /** The sweep of a lost worker: it waits for the person, or another worker was asked to resume it and has not answered. */
  let lostSweep: 'none' | 'waiting' | 'requested' = 'none';

  // A save that fails leaves the saved run before it in storage.
  let savedStep = 0;
  store.subscribe(({ saving }) => {
    if (!saving) savedStep = 0;
    else if (saving.state === 'saved') savedStep = saving.step;
  });
  /** Only the lost worker had the first weights of a run that started from other weights than its seed's. */
  const repeatable = (plan: RunPlan) => savedStep > 0 || plan.start.kind === 'seed';

  const configure = () => {
    unconfigured = false;
    client.send({ type: 'configure', config: store.getState().config });
  };
  const configureNewWorker = () => {
    if (unconfigured) configure();
  };
  const requestSweep = (sweep: SweepState) => {
    lostSweep = 'requested';
    store.setState({ sweep: { ...sweep, phase: 'preparing', device: null } });
    client.send({ type: 'resume-sweep' });
  };
  const leaveSweep = (sweep: SweepState) => {
    lostSweep = 'waiting';
    store.setState({
      sweep: { ...sweep, phase: 'saved', device: null, secondsLeft: null, imagesPerSecond: null },
    });
  };
  const restart = () => {
    const { run, speed, sweep } = store.getState();
    client.restart();
    if (run.plan) client.send({ type: 'distrust-engine', engine: run.plan.engine });
    configure();
    if (speed !== 'full') client.send({ type: 'set-speed', stepsPerSecond: SPEEDS[speed] });
    if (sweep && isSweeping(sweep)) requestSweep(sweep);
    else if (savedStep > 0) client.send({ type: 'resume-saved-run', engine: run.plan?.engine ?? null });
    else if (run.plan && repeatable(run.plan)) client.send({ type: 'start', config: run.plan.config });
  };
  /** Whether the run or the sweep goes on in another worker. */
  const recover = (message: string): boolean => {
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
    const steps = { atStep: step, fromStep: savedStep };
    store.setState({ recovery: { lost: 'worker', engine: plan.engine, ...steps, times, message } });
    restart();
    return true;
  };

  return {
    resetCount: () => void (times = 0),
    workerLost(failure) {
      unconfigured = true;
      // Without its code, another worker would fail as well.
      if (failure.reason !== 'not-loaded' && recover(failure.message)) return null;
      const { sweep } = store.getState();
      if (sweep && isSweeping(sweep)) {
        leaveSweep(sweep);
        return { ...failure, resumable: { sweep: sweep.notSaved ? 'older' : 'newest' } };
      }
      return savedStep > 0 ? { ...failure, resumable: { step: savedStep } } : failure;
    },
    restart,
    configure,
    configureNewWorker,
    resumeSweep() {
      const { sweep } = store.getState();
      configureNewWorker();
      if (sweep && lostSweep !== 'none') requestSweep(sweep);
      else client.send({ type: 'resume-sweep' });
    },
    sweepSent: () => void (lostSweep = 'none'),
    sweepRefused({ reason }) {
      const { sweep } = store.getState();
      if (!sweep) return;
      const requested = lostSweep === 'requested';
      if (reason === 'nothing-saved' && (requested || sweep.phase === 'saved')) {
        lostSweep = 'none';
        store.setState({ sweep: null });
      } else if (requested) leaveSweep(sweep);
    },
  };
}
