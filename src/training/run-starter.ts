// Starts and resumes runs, and begins sweeps. Each waits for the tab lock, holds it from its start to its end, and leaves the
// session idle.

import type { EngineName } from '../contract/config.ts';
import { newest, reportOf } from './checkpoint/checkpoint.ts';
import type { SavedRunAccess } from './checkpoint/saved-run.ts';
import type { Saver } from './checkpoint/saver.ts';
import type { DatasetLoader } from './dataset-loader.ts';
import type { SessionHost } from './host.ts';
import type { RunList } from './run-list.ts';
import { TrainingJob } from './run/job.ts';
import { isNewResult, type RunRequest } from './run/run-start.ts';
import { sleep as timerSleep } from './run/sleep.ts';
import type { LockingState, SessionState } from './session-state.ts';
import type { Tabs } from './tabs.ts';

interface Parts {
  /** Also publishes the run's progress to other tabs. */
  emit: SessionHost['emit'];
  /** Milliseconds. */
  now(): number;
  state: SessionState;
  loader: DatasetLoader;
  saver: Saver;
  savedRun: SavedRunAccess;
  runList: RunList;
  tabs: Tabs;
}

export class RunStarter {
  readonly #host: Pick<SessionHost, 'chooseEngine' | 'createEngine' | 'verdicts' | 'sleep'>;
  readonly #parts: Parts;
  #stepsPerSecond: number | null = null;

  constructor(host: Pick<SessionHost, 'chooseEngine' | 'createEngine' | 'verdicts' | 'sleep'>, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
  }

  /** Of this run and the next ones; null for full speed. */
  setSpeed(stepsPerSecond: number | null): void {
    this.#stepsPerSecond = stepsPerSecond;
    this.#parts.state.job?.setSpeed(stepsPerSecond);
  }

  async start(request: RunRequest): Promise<void> {
    const { emit, state, tabs } = this.#parts;
    emit({ type: 'phase', phase: 'preparing' });
    const answer = await this.#requestLock('start', () => tabs.lock.take());
    if (!answer) return;
    if (answer.granted) return this.#train(request);
    await tabs.watchOtherTab();
    if (answer.isWaiting()) state.rest(answer.waiting.before);
  }

  /** Resumes the newest run of this worker, of an earlier one or of another tab, which is taken over. */
  async resume(engine: EngineName | null): Promise<void> {
    const { emit, state, saver, savedRun, tabs } = this.#parts;
    // A sweep of another tab would end, and not go on here. The page says what to do.
    if (tabs.otherTabSweeps && (await tabs.watchOtherTab())) return;
    const answer = await this.#requestLock('resume', () => tabs.lock.takeOver().then(() => true));
    if (!answer) return;
    const found = await savedRun.read();
    if (!answer.isWaiting()) return tabs.lock.release();
    const opened = newest(saver.newest, found);
    if (!opened || 'problem' in opened) {
      tabs.lock.release();
      emit({ type: 'saved-run', report: reportOf(opened) });
      return state.restEmpty();
    }
    const { step, plan } = opened.checkpoint;
    if (opened === found) emit({ type: 'saving', status: { state: 'saved', step } });
    emit({ type: 'phase', phase: 'preparing' });
    const weights = { from: 'checkpoint', run: opened } as const;
    return this.#train({ config: plan.config, weights, engine: engine ?? plan.engine });
  }

  /** Takes the lock for a sweep. `failed`: the page was notified. */
  async beginSweep(): Promise<'begun' | 'busy' | 'other-tab' | 'failed'> {
    const { state, tabs } = this.#parts;
    const answer = await this.#requestLock('start', () => tabs.lock.take());
    if (!answer) return state.idle ? 'failed' : 'busy';
    const { granted, waiting, isWaiting } = answer;
    if (!granted) await tabs.watchOtherTab();
    if (isWaiting()) {
      if (granted) state.sweep(waiting);
      else state.returnToIdle(waiting);
    }
    return granted ? 'begun' : 'other-tab';
  }

  /** Null when there is no answer to act on: Stop or Reset ended the wait, or the lock failed. */
  async #requestLock(purpose: LockingState['for'], request: () => Promise<boolean>) {
    const { state, savedRun, tabs } = this.#parts;
    const waiting = state.lock(purpose);
    if (!waiting) return null;
    const isWaiting = () => state.now === waiting;
    try {
      const granted = await request();
      if (isWaiting()) return { granted, waiting, isWaiting };
      if (granted) tabs.lock.release();
    } catch (error) {
      if (!isWaiting()) return null;
      tabs.reportError(error);
      state.rest(waiting.before);
      await savedRun.report();
    }
    return null;
  }

  /** With the lock held: one run to its end. */
  async #train(request: RunRequest): Promise<void> {
    const { emit, now, state, loader, saver, savedRun, runList, tabs } = this.#parts;
    state.current?.engine?.dispose();
    saver.begin(request.weights.from === 'checkpoint' ? request.weights.run : null);
    const { chooseEngine, createEngine, verdicts, sleep = timerSleep } = this.#host;
    const stepsPerSecond = this.#stepsPerSecond;
    const tools = { emit, chooseEngine, createEngine, verdicts, loader, saver, now, sleep, stepsPerSecond };
    const job = new TrainingJob(request, tools);
    state.train(job);
    const end = await job.execute();
    tabs.lock.release();
    state.rest(end);
    if (end.phase === 'finished' && isNewResult(request)) {
      void runList.add(end.current.run.record, loader.dataset.facts);
    }
    // A file that was not scored leaves the run in storage that was saved before it.
    if (request.weights.from === 'file' && end.phase === 'idle') await savedRun.report();
  }
}
