// The worker's state machine: what each command does in each state. Emits the events that the page shows.

import { messageOf } from '../base/errors.ts';
import type { RunConfig } from '../contract/config.ts';
import type { DatasetFacts } from '../contract/dataset.ts';
import type { DataStatus, WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { SavedRunAccess } from './checkpoint/saved-run.ts';
import { Saver } from './checkpoint/saver.ts';
import { Configurator } from './configurator.ts';
import { DatasetLoader } from './dataset-loader.ts';
import type { SessionHost } from './host.ts';
import { ModelFileOpener } from './model-file-opener.ts';
import { OwnDatasets } from './own-datasets.ts';
import { Requests, type Request } from './requests.ts';
import { isSpeed } from './run/control.ts';
import { RunList, type RunListRequest } from './run-list.ts';
import { RunStarter } from './run-starter.ts';
import type { TrainingJob } from './run/job.ts';
import { readStart } from './run/run-start.ts';
import { SessionState, type IdleState, type LockingState } from './session-state.ts';
import { isSweepCommand, Sweeps } from './sweep/sweeps.ts';
import { Tabs } from './tabs.ts';

/** Commands about the run: the state says what they do. */
type RunCommand = Extract<
  WorkerCommand,
  | { type: 'start' | 'resume-saved-run' | 'take-over' | 'delete-saved-run' }
  | { type: 'pause' | 'resume' | 'step' | 'stop' | 'reset' | 'set-learning-rate' }
>;

/** After these events the progress of the run or the sweep is sent to other tabs. */
const PUBLISHED: ReadonlySet<WorkerEvent['type']> = new Set([
  'steps',
  'epoch',
  'restored',
  'sweep',
  'sweep-progress',
]);

export function createSession(host: SessionHost): { handle(command: WorkerCommand): void } {
  const emit: SessionHost['emit'] = (event, transfer) => {
    host.emit(event, transfer);
    if (event.type === 'restored') configurator.adopt(event.run.plan.config);
    if (PUBLISHED.has(event.type)) tabs.publish();
  };
  const now = host.now ?? (() => performance.now());
  const state = new SessionState(emit);
  const ownDatasets = new OwnDatasets(host.ownData, emit);
  const runList = new RunList(host.finishedRuns, emit);
  const onStatus = (status: DataStatus) => emit({ type: 'data', status });
  const onDataset = (facts: DatasetFacts) => emit({ type: 'dataset', facts });
  const loader = new DatasetLoader(host, ownDatasets, { onStatus, onDataset }, now);
  const savedRun = new SavedRunAccess(host.runs, (report) => emit({ type: 'saved-run', report }));
  const saver = new Saver(host.runs, savedRun, (status) => emit({ type: 'saving', status }), now);
  const tabs = new Tabs(host.tabLock, {
    emit,
    now,
    record: () => state.job?.current?.run.record ?? null,
    sweep: () => sweeps.current?.state ?? null,
    onHandOver: () => (state.job ?? sweeps.current)?.handOver(),
    onLockStolen: () => (state.job ?? sweeps.current)?.lockStolen(),
    onLockFree: () => {
      if (state.idle) void savedRun.report();
    },
    onError: (error) => emit({ type: 'failure', failure: { kind: 'tabs', message: messageOf(error) } }),
  });
  const runs = new RunStarter(host, { emit, now, state, loader, saver, savedRun, runList, tabs });
  const modelFiles = new ModelFileOpener(host, state, (request) => runs.start(request));
  const configurator = new Configurator(host, { state, loader, ownDatasets, savedRun, saver, tabs });
  const requests = new Requests(host, {
    dataset: () => loader.dataset,
    current: () => state.current,
    configured: () => configurator.newest,
    editable: () => state.editable,
    idle: () => state.idle,
    allImages: (config: RunConfig) =>
      loader.ensure({ ...config, samples: loader.dataset.facts.trainCount, order: 'shuffled' }),
  });
  const sweeps = new Sweeps(host, {
    emit,
    now,
    loader,
    saver,
    runList,
    createEngine: host.createEngine,
    idle: () => state.idle,
    configured: () => configurator.newest,
    settled: () => configurator.settled,
    isOtherTabTraining: () => tabs.watchOtherTab(),
    begin: () => runs.beginSweep(),
    end() {
      tabs.lock.release();
      if (state.now.kind === 'sweeping') state.returnToIdle(state.now);
      if (configurator.newest) void configurator.configure(configurator.newest);
    },
    showable: () => state.showable,
    show(shown) {
      state.current?.engine?.dispose();
      state.rest({ phase: 'finished', current: shown });
    },
  });

  const reset = () => {
    void saver.clear();
    state.restEmpty();
  };

  const whenIdle = ({ current }: IdleState, command: RunCommand): void => {
    switch (command.type) {
      case 'start':
        return void runs.start(readStart(command, current?.run.record.best ?? null));
      case 'resume-saved-run':
        return void runs.resume(command.engine);
      case 'take-over':
        return void runs.resume(null);
      case 'delete-saved-run':
        return void savedRun.delete();
      case 'reset':
        return reset();
      case 'pause':
      case 'resume':
      case 'step':
      case 'stop':
      case 'set-learning-rate':
        // These need a run.
        return;
      default:
        return command satisfies never;
    }
  };

  const whenLocking = (waiting: LockingState, { type }: RunCommand): void => {
    if (type === 'reset') reset();
    else if (type === 'stop' && waiting.for === 'start') state.rest(waiting.before);
  };

  const whenTraining = (job: TrainingJob, command: RunCommand): void => {
    switch (command.type) {
      case 'pause':
        return job.pause();
      case 'resume':
        return job.resume();
      case 'step':
        return job.step();
      case 'stop':
        return job.stop();
      case 'reset':
        return job.reset();
      case 'set-learning-rate':
        return job.setLearningRate(command.value);
      case 'start':
      case 'resume-saved-run':
      case 'take-over':
      case 'delete-saved-run':
        // One run at a time.
        return;
      default:
        return command satisfies never;
    }
  };

  const handleRun = (command: RunCommand): void => {
    const found = state.now;
    switch (found.kind) {
      case 'idle':
        return whenIdle(found, command);
      case 'locking':
        return whenLocking(found, command);
      case 'training':
        return whenTraining(found.job, command);
      case 'sweeping':
        // Its own commands go to `sweeps`.
        if (command.type === 'reset') return reset();
        return command.type === 'delete-saved-run' ? void savedRun.delete() : undefined;
      default:
        return found satisfies never;
    }
  };

  return {
    handle(command) {
      switch (command.type) {
        case 'configure':
          return void configurator.configure(command.config);
        case 'load':
          return void modelFiles.open(command);
        case 'add-dataset':
          return void ownDatasets.add(command.dataset);
        case 'delete-dataset':
          return void ownDatasets.delete(command.data);
        case 'save':
          saver.request();
          sweeps.current?.save();
          return state.job?.wake();
        case 'set-speed':
          if (isSpeed(command.stepsPerSecond)) runs.setSpeed(command.stepsPerSecond);
          return;
        case 'distrust-engine':
          return host.verdicts?.distrust(command.engine);
        case 'ping':
          return emit({ type: 'pong' });
        case 'list-runs':
        case 'change-runs':
        case 'import-runs':
        case 'run-files':
        case 'run-weights':
          return void runList.answer(command satisfies RunListRequest);
        case 'start':
        case 'resume-saved-run':
        case 'take-over':
        case 'delete-saved-run':
        case 'pause':
        case 'resume':
        case 'step':
        case 'stop':
        case 'reset':
        case 'set-learning-rate':
          return handleRun(command satisfies RunCommand);
        default:
          if (isSweepCommand(command)) return void sweeps.handle(command);
          return requests.handle(command satisfies Request);
      }
    },
  };
}
