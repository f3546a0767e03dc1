// The worker's one state: takes commands, holds dataset, engine and run, emits events. Knows no `self` and no device.

import { FIELDS, type EngineName, type RunConfig } from '../contract/config.ts';
import type {
  WorkerCommand,
  DeviceReport,
  WorkerEvent,
  SyntheticProgress,
  RunPhase,
} from '../contract/messages.ts';
import { DeviceLostError, type Engine, type EngineSpec } from '../engine/engine.ts';
import type { RunStore } from '../storage/run-store.ts';
import { readWeights, readStart, type StartWeights } from './run/run-start.ts';
import { newest, openStoredRun, reportOf, type OpenedRun } from './checkpoint/checkpoint.ts';
import { RunCancelled, RunControl, untilAborted } from './run/control.ts';
import { DatasetLoader, type LoadDataset } from './dataset-loader.ts';
import { engineSpec } from './engine-spec.ts';
import { prepareTrainingSet } from './training-set.ts';
import { failureOf, isAbort, messageOf } from './failures.ts';
import { Inspector } from './inspect/inspector.ts';
import { withRecovery } from './run/recovery.ts';
import { answerRequest } from './requests.ts';
import { Run } from './run/run.ts';
import type { BestModel } from './run/run-record.ts';
import { Saver } from './checkpoint/saver.ts';
import { serialEngine } from './run/serial-engine.ts';
import { Tabs, type CreateTabLock } from './tabs.ts';

/** What a session is given from outside. */
export interface SessionHost {
  emit(event: WorkerEvent, transfer?: ArrayBuffer[]): void;
  /** Room for the dataset's pictures. */
  images?: Uint8Array | undefined;
  loadDataset: LoadDataset;
  /** What is here and what `requested` gets. Never rejects. */
  chooseEngine(requested: RunConfig['engine'], spec: EngineSpec): Promise<DeviceReport>;
  createEngine(name: EngineName, spec: EngineSpec): Promise<Engine>;
  runs: RunStore;
  tabLock: CreateTabLock;
}

export function createSession(host: SessionHost): { handle(command: WorkerCommand): void } {
  const emit: SessionHost['emit'] = (event, transfer) => {
    host.emit(event, transfer);
    if (event.type === 'steps' || event.type === 'epoch' || event.type === 'restored') tabs.publish();
  };
  const now = () => performance.now();
  const keeper = new DatasetLoader(host.loadDataset, (status) => emit({ type: 'data', status }), host.images);
  const saver = new Saver(host.runs, (status) => emit({ type: 'saving', status }), now);
  const inspector = new Inspector(host);
  let phase: RunPhase = 'idle';
  let engine: Engine | null = null;
  let control: RunControl | null = null;
  /** Someone waits for the right to go on: nothing else begins meanwhile, and Reset ends the wait. */
  let claim: symbol | null = null;
  const busy = () => control !== null || claim !== null;
  /** The newest configuration asked about. */
  let asked: RunConfig | null = null;
  let run: Run | null = null;
  let kept: BestModel | null = null;
  /** What an earlier worker left in storage; looked up once. */
  let stored: Promise<OpenedRun | null> | null = null;
  /** The run that is being cancelled is not to be kept either. */
  let forgetting = false;
  /** … or goes on in another tab. */
  let handingOver = false;
  const tabs = new Tabs(host.tabLock, {
    emit,
    record: () => run?.record ?? null,
    onHandOver() {
      if (!control) return;
      handingOver = true;
      if (phase === 'paused') control.cancel();
      else control.pause();
    },
    onLockStolen() {
      saver.revoke();
      control?.cancel();
    },
    onLockFree() {
      if (!busy()) void tellKept();
    },
  });

  const enter = (next: RunPhase) => {
    phase = next;
    emit({ type: 'phase', phase });
  };

  const discard = () => {
    engine?.dispose();
    engine = run = kept = null;
    inspector.models.clear();
  };

  const lookUp = (): Promise<OpenedRun | null> => {
    return (stored ??= host.runs.load().then(
      (found) => found && openStoredRun(found),
      // No storage here: nothing was kept.
      () => null,
    ));
  };

  const tellKept = async () => {
    stored = null;
    emit({ type: 'saved-run', report: reportOf(await lookUp()) });
  };

  const configure = async (config: RunConfig) => {
    asked = config;
    if (!stored && !(await tabs.watchOtherTab())) await tellKept();
    try {
      const report = await host.chooseEngine(config.engine, engineSpec(config));
      // A run has its own engine and data.
      if (busy() || asked !== config) return;
      emit({ type: 'device', report });
      await keeper.ensure(config.samples);
    } catch (error) {
      if (!isAbort(error)) emit({ type: 'failure', failure: failureOf(error, null) });
    }
  };

  /** From Train or Continue to the score; every way out leaves a named phase. */
  const train = async (config: RunConfig, beginning: StartWeights, requested = config.engine) => {
    let report: DeviceReport | null = null;
    let active: RunPhase = 'preparing';
    const mine = new RunControl(now, (held) => {
      if (held) run?.report();
      enter(held ? 'paused' : active);
      if (held && handingOver) mine.cancel();
    });
    control = mine;
    const enterActive = (next: RunPhase) => {
      active = next;
      enter(next);
    };
    const before = phase;
    let end: RunPhase = 'idle';
    enterActive('preparing');
    if (!(await tabs.lock.take())) {
      // What is here stays, unless it was reset meanwhile.
      await tabs.watchOtherTab();
      control = null;
      forgetting = handingOver = false;
      if (mine.signal.aborted) discard();
      return enter(mine.signal.aborted ? 'idle' : before);
    }
    discard();
    saver.begin(beginning.from === 'checkpoint' ? beginning.run : null);
    try {
      report = await host.chooseEngine(requested, engineSpec(config));
      const { chosen } = report;
      emit({ type: 'device', report });
      const dataset = await untilAborted(keeper.ensure(config.samples), mine.signal);
      const wanted = { ...config, ...(beginning.from === 'file' && { synthetic: 0 }) };
      const making = (progress: SyntheticProgress) => emit({ type: 'synthetic-progress', progress });
      const pictures = await prepareTrainingSet(dataset, wanted, mine.signal, making);
      const outcome = await withRecovery({
        start: beginning,
        saver,
        create: () => host.createEngine(chosen, engineSpec(config)),
        async attempt(fresh, from, again) {
          const made = serialEngine(fresh);
          engine = made;
          if (mine.signal.aborted || (mine.stopped && !again)) throw new RunCancelled();
          await made.upload(pictures.images, pictures.labels);
          const hooks = {
            emit,
            onPhase: enterActive,
            labels: () => dataset.labels,
            onBest: (model: BestModel) => (kept = model),
            models: inspector.models,
            saver,
          };
          run = new Run(config, made, mine, hooks, from);
          kept = run.record.best;
          await mine.turn();
          if (from.from === 'checkpoint' || from.from === 'file' || again)
            emit({ type: 'restored', run: run.record.restored() });
          else emit({ type: 'started', plan: run.plan });
          return run.execute();
        },
        lost(error, fromStep, times) {
          run?.report();
          const lost = error instanceof DeviceLostError ? 'device' : 'engine';
          const atStep = run?.record.step ?? 0;
          const message = messageOf(error);
          engine?.dispose();
          engine = null;
          emit({ type: 'recovered', recovery: { lost, engine: chosen, atStep, fromStep, times, message } });
          enterActive('preparing');
        },
      });
      if (outcome.kind === 'nothing') throw new RunCancelled();
      if (outcome.kind === 'failed') emit({ type: 'failure', failure: outcome.failure });
      end = outcome.kind;
    } catch (error) {
      if (error instanceof RunCancelled || mine.signal.aborted) {
        discard();
        if (forgetting) await saver.clear();
      } else {
        const made = engine !== null || run !== null;
        // What was kept can still be downloaded, and the run can go on; the engine is not to be trusted.
        engine?.dispose();
        engine = null;
        if (!isAbort(error)) emit({ type: 'failure', failure: failureOf(error, report, made, saver.newest) });
        if (run) end = 'failed';
      }
    }
    await saver.flush();
    tabs.lock.release();
    control = null;
    forgetting = handingOver = false;
    enter(end);
  };

  /** The run that this worker lost its engine of, or one that another worker left. It goes on in one place alone. */
  const goOn = async (name: EngineName | null) => {
    const mine = (claim = Symbol('claim'));
    await tabs.lock.takeOver();
    stored = null;
    const found = await lookUp();
    if (claim !== mine) return tabs.lock.release();
    claim = null;
    const opened = newest(saver.newest, found);
    if (!opened || 'problem' in opened) {
      tabs.lock.release();
      emit({ type: 'saved-run', report: reportOf(opened) });
      return enter('idle');
    }
    const { step, plan } = opened.checkpoint;
    if (opened === found) emit({ type: 'saving', status: { state: 'saved', step } });
    return train(plan.config, { from: 'checkpoint', run: opened }, name ?? plan.engine);
  };

  /** Takes a weight file's model, or says why not and leaves everything as it is. */
  const load = (command: Extract<WorkerCommand, { type: 'load' }>) => {
    const { id } = command;
    if (busy()) return emit({ type: 'refused', id, reason: 'busy' });
    const { refusal, assumed, run } = readWeights(command);
    emit({ type: 'loaded', id, refusal, assumed });
    if (run) void train(...run);
  };

  return {
    handle(command) {
      switch (command.type) {
        case 'configure':
          return void configure(command.config);
        case 'start':
          if (!busy()) void train(...readStart(command, kept));
          return;
        case 'load':
          return load(command);
        case 'continue':
        case 'take-over':
          if (!busy()) void goOn(command.type === 'continue' ? command.engine : null);
          return;
        case 'forget':
          if (!busy()) void host.runs.clear().catch(() => undefined);
          return;
        case 'save':
          return saver.request();
        case 'ping':
          return emit({ type: 'pong' });
        case 'pause':
          if (phase !== 'preparing') control?.pause();
          return;
        case 'resume':
          return control?.resume();
        case 'stop':
          if (phase === 'preparing' && !run) control?.cancel();
          else if (phase !== 'testing') control?.stop();
          return;
        case 'reset':
          claim = null;
          if (control) {
            forgetting = true;
            control.cancel();
          } else {
            discard();
            void saver.clear();
            enter('idle');
          }
          return;
        case 'set-learning-rate': {
          const { min, max } = FIELDS.lr;
          if (command.value >= min && command.value <= max) run?.setLearningRate(command.value);
          if (run && phase === 'paused') saver.amend(run.record);
          return;
        }
        case 'inspect':
          void inspector.inspect(command, run, engine, keeper.dataset);
          return;
        case 'predict':
        case 'images':
        case 'nearest-images':
        case 'export':
          void answerRequest(command, { emit, dataset: keeper.dataset, engine, kept, run });
          return;
        default:
          command satisfies never;
      }
    },
  };
}
