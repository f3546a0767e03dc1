// The worker's state machine: what each command does in each state. Emits the events that the page shows.

import { isAbort } from '../base/abort.ts';
import { messageOf } from '../base/errors.ts';
import type { EngineName, RunConfig } from '../contract/config.ts';
import type { DatasetFacts } from '../contract/dataset.ts';
import type { DataStatus, WorkerCommand } from '../contract/messages.ts';
import { newest, reportOf } from './checkpoint/checkpoint.ts';
import { SavedRunAccess } from './checkpoint/saved-run.ts';
import { Saver } from './checkpoint/saver.ts';
import { DatasetLoader, UnfitError } from './dataset-loader.ts';
import { engineSpec } from './engine-spec.ts';
import { failureOf } from './failures.ts';
import { reopenFinishedRun } from './finished-run.ts';
import type { SessionHost } from './host.ts';
import { isMissing, OwnDatasets } from './own-datasets.ts';
import { Requests, type Request } from './requests.ts';
import { isSpeed } from './run/control.ts';
import { RunList, type RunListRequest } from './run-list.ts';
import { TrainingJob, type CurrentRun, type JobEnd } from './run/job.ts';
import { isNewResult, readStart, readWeights, type RunRequest } from './run/run-start.ts';
import { sleep as timerSleep } from './run/sleep.ts';
import { fileKind } from '../weights/file-kind.ts';
import { currentRun, INITIAL_STATE, type LockingState, type SessionState } from './session-state.ts';
import { isSweepCommand, Sweeps } from './sweep/sweeps.ts';
import { Tabs } from './tabs.ts';

export function createSession(host: SessionHost): { handle(command: WorkerCommand): void } {
  const emit: SessionHost['emit'] = (event, transfer) => {
    host.emit(event, transfer);
    if (event.type === 'steps' || event.type === 'epoch' || event.type === 'restored') tabs.publish();
  };
  const now = host.now ?? (() => performance.now());
  const ownDatasets = new OwnDatasets(host.ownData, emit);
  const runList = new RunList(host.finishedRuns, emit);
  const onStatus = (status: DataStatus) => emit({ type: 'data', status });
  const onDataset = (facts: DatasetFacts) => emit({ type: 'dataset', facts });
  const loader = new DatasetLoader(host, ownDatasets, { onStatus, onDataset }, now);
  const savedRun = new SavedRunAccess(host.runs, (report) => emit({ type: 'saved-run', report }));
  const saver = new Saver(host.runs, savedRun, (status) => emit({ type: 'saving', status }), now);
  let state: SessionState = INITIAL_STATE;
  /** The newest configuration that the page sent. */
  let configured: RunConfig | null = null;
  /** Of this run and the next ones; null for full speed. */
  let stepsPerSecond: number | null = null;

  const reportLockError = (error: unknown) =>
    emit({ type: 'failure', failure: { kind: 'tabs', message: messageOf(error) } });

  const current = () => currentRun(state);
  const job = () => (state.kind === 'training' ? state.job : null);
  const dataset = () => loader.dataset;
  const editable = () => (state.kind === 'training' ? state.job.editable : state.kind === 'idle');
  const idle = () => state.kind === 'idle';
  const allImages = (config: RunConfig) =>
    loader.ensure({ ...config, samples: loader.dataset.facts.trainCount, order: 'shuffled' });
  const sources = { dataset, current, configured: () => configured, editable, idle, allImages };
  const requests = new Requests(host, sources);
  const tabs = new Tabs(host.tabLock, {
    emit,
    now,
    record: () => job()?.current?.run.record ?? null,
    onHandOver: () => (job() ?? sweeps.current)?.handOver(),
    onLockStolen: () => (job() ?? sweeps.current)?.lockStolen(),
    onLockFree: () => {
      if (state.kind === 'idle') void savedRun.report();
    },
    onError: reportLockError,
  });

  const rest = (end: JobEnd) => {
    const idleState = { ...end, kind: 'idle' } as const;
    // A sweep goes on while a run is shown or deleted.
    state = state.kind === 'sweeping' ? { kind: 'sweeping', before: idleState } : idleState;
    emit({ type: 'phase', phase: end.phase });
  };
  /** Without a run, and without the model of the last one. */
  const restEmpty = () => {
    current()?.engine?.dispose();
    rest({ phase: 'idle', current: null });
  };

  /** Shows the saved run if it is a finished one of this configuration; otherwise reports it. */
  const offerSavedRun = async (config: RunConfig) => {
    const found = await savedRun.read();
    const finished = await reopenFinishedRun(config, found, host.createEngine);
    if (!finished) return emit({ type: 'saved-run', report: reportOf(found) });
    const { saved, current } = finished;
    // A command came first.
    if (state !== INITIAL_STATE) return current.engine?.dispose();
    saver.begin(saved);
    state = { kind: 'idle', phase: 'finished', current };
    emit({ type: 'restored', run: current.run.record.restored() });
    emit({ type: 'saving', status: { state: 'saved', step: saved.checkpoint.step } });
    emit({ type: 'phase', phase: 'finished' });
  };

  /** Fetches the data and, meanwhile, tries the engines; the first time it also offers the saved run. */
  const configure = async (config: RunConfig) => {
    configured = config;
    if (state.kind === 'sweeping') return;
    // A run has its own data and engine, and a newer configuration too.
    const isNewest = () => state.kind === 'idle' && configured === config;
    // The model of a run is for its own data.
    const shown = current()?.run.plan.config.data ?? config.data;
    if (state.kind === 'idle' && shown !== config.data) restEmpty();
    void ownDatasets.announce();
    const onError = (error: unknown) => {
      // The page shows a status for missing data, and corrects a configuration that does not fit the data.
      if (!isNewest() || isAbort(error) || isMissing(error) || error instanceof UnfitError) return;
      emit({ type: 'failure', failure: failureOf(error, null) });
    };
    if (isNewest()) loader.ensure(config).catch(onError);
    if (!savedRun.wasRead && !(await tabs.watchOtherTab())) await offerSavedRun(config);
    try {
      const report = await host.chooseEngine(config.engine, engineSpec(config));
      if (isNewest()) emit({ type: 'device', report });
    } catch (error) {
      onError(error);
    }
  };

  /** Waits for the tab lock. Null when there is no answer to act on: Stop or Reset ended the wait, or the lock failed. */
  const requestLock = async (purpose: LockingState['for'], request: () => Promise<boolean>) => {
    if (state.kind !== 'idle') return null;
    const waiting: LockingState = { kind: 'locking', for: purpose, before: state };
    state = waiting;
    const isWaiting = () => state === waiting;
    try {
      const granted = await request();
      if (isWaiting()) return { granted, waiting, isWaiting };
      if (granted) tabs.lock.release();
    } catch (error) {
      if (!isWaiting()) return null;
      reportLockError(error);
      rest(waiting.before);
      await savedRun.report();
    }
    return null;
  };

  /** With the lock held: one run to its end. */
  const train = async (request: RunRequest) => {
    current()?.engine?.dispose();
    saver.begin(request.weights.from === 'checkpoint' ? request.weights.run : null);
    const { chooseEngine, createEngine, verdicts, sleep = timerSleep } = host;
    const tools = { emit, chooseEngine, createEngine, verdicts, loader, saver, now, sleep, stepsPerSecond };
    const job = new TrainingJob(request, tools);
    state = { kind: 'training', job };
    const end = await job.execute();
    tabs.lock.release();
    rest(end);
    if (end.phase === 'finished' && isNewResult(request)) {
      void runList.add(end.current.run.record, loader.dataset.facts);
    }
    // A file that was not scored leaves the run in storage that was saved before it.
    if (request.weights.from === 'file' && end.phase === 'idle') await savedRun.report();
  };

  const start = async (request: RunRequest) => {
    emit({ type: 'phase', phase: 'preparing' });
    const answer = await requestLock('start', () => tabs.lock.take());
    if (!answer) return;
    if (answer.granted) return train(request);
    await tabs.watchOtherTab();
    if (answer.isWaiting()) rest(answer.waiting.before);
  };

  /** Resumes the newest run of this worker, of an earlier one or of another tab, which is taken over. */
  const resume = async (engine: EngineName | null) => {
    const answer = await requestLock('resume', () => tabs.lock.takeOver().then(() => true));
    if (!answer) return;
    const found = await savedRun.read();
    if (!answer.isWaiting()) return tabs.lock.release();
    const opened = newest(saver.newest, found);
    if (!opened || 'problem' in opened) {
      tabs.lock.release();
      emit({ type: 'saved-run', report: reportOf(opened) });
      return restEmpty();
    }
    const { step, plan } = opened.checkpoint;
    if (opened === found) emit({ type: 'saving', status: { state: 'saved', step } });
    emit({ type: 'phase', phase: 'preparing' });
    const weights = { from: 'checkpoint', run: opened } as const;
    return train({ config: plan.config, weights, engine: engine ?? plan.engine });
  };

  const beginSweep = async () => {
    const answer = await requestLock('start', () => tabs.lock.take());
    if (!answer) return state.kind === 'idle' ? 'failed' : 'busy';
    const { granted, waiting, isWaiting } = answer;
    if (!granted) await tabs.watchOtherTab();
    if (isWaiting()) state = granted ? { kind: 'sweeping', before: waiting.before } : waiting.before;
    return granted ? 'begun' : 'other-tab';
  };
  const endSweep = () => {
    tabs.lock.release();
    if (state.kind === 'sweeping') state = state.before;
    if (configured) void configure(configured);
  };
  const openTools = {
    emit,
    loader,
    saver,
    runList,
    createEngine: host.createEngine,
    showable: () => state.kind === 'idle' || state.kind === 'sweeping',
    show: (shown: CurrentRun) => {
      current()?.engine?.dispose();
      rest({ phase: 'finished', current: shown });
    },
  };
  const sweepHooks = { ...openTools, now, idle, begin: beginSweep, end: endSweep };
  const sweeps = new Sweeps(host, sweepHooks);

  type Load = Extract<WorkerCommand, { type: 'load' }>;
  /** Starts a run that scores a weight file's model, or says why the file is refused and changes nothing. */
  const load = (command: Load) => {
    const { id } = command;
    if (state.kind !== 'idle') return emit({ type: 'refused', id, reason: 'busy' });
    const { refusal, assumed, request } = readWeights(command);
    emit({ type: 'loaded', id, refusal, assumed });
    if (request) void start(request);
  };

  /** A file of another format is turned into safetensors first, by code that is fetched then. */
  const loadAny = async (command: Load) => {
    const { id, bytes } = command;
    if (!host.readModelFile || fileKind(bytes) === 'other' || state.kind !== 'idle') return load(command);
    try {
      const read = await host.readModelFile(bytes);
      if ('bytes' in read) return load({ ...command, bytes: read.bytes });
      emit({ type: 'loaded', id, refusal: read.refusal, assumed: false });
    } catch (error) {
      // Whatever went wrong, the page stops waiting.
      emit({ type: 'request-failed', id, message: messageOf(error) });
    }
  };

  return {
    handle(command) {
      switch (command.type) {
        case 'configure':
          return void configure(command.config);
        case 'start':
          if (state.kind === 'idle') void start(readStart(command, state.current?.run.record.best ?? null));
          return;
        case 'load':
          return void loadAny(command);
        case 'resume-saved-run':
          return void resume(command.engine);
        case 'take-over':
          return void resume(null);
        case 'add-dataset':
          return void ownDatasets.add(command.dataset);
        case 'delete-dataset':
          return void ownDatasets.delete(command.data);
        case 'delete-saved-run':
          if (state.kind === 'idle') void savedRun.delete();
          return;
        case 'save':
          saver.request();
          sweeps.current?.save();
          return job()?.wake();
        case 'distrust-engine':
          return host.verdicts?.distrust(command.engine);
        case 'ping':
          return emit({ type: 'pong' });
        case 'pause':
          return job()?.pause();
        case 'resume':
          return job()?.resume();
        case 'step':
          return job()?.step();
        case 'set-speed':
          if (!isSpeed(command.stepsPerSecond)) return;
          ({ stepsPerSecond } = command);
          return job()?.setSpeed(stepsPerSecond);
        case 'stop':
          if (state.kind === 'locking' && state.for === 'start') rest(state.before);
          return job()?.stop();
        case 'reset':
          if (state.kind === 'training') return state.job.reset();
          void saver.clear();
          return restEmpty();
        case 'set-learning-rate':
          return job()?.setLearningRate(command.value);
        case 'list-runs':
        case 'change-runs':
        case 'import-runs':
        case 'run-files':
        case 'run-weights':
          return void runList.answer(command satisfies RunListRequest);
        default:
          if (isSweepCommand(command)) return sweeps.handle(command);
          return requests.handle(command satisfies Request);
      }
    },
  };
}
